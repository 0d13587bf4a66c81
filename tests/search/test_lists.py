"""Lists of public items: what they show, what narrows them, and what they never tell."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from wagtail.models import PageViewRestriction

from community.models import ProfilePage
from core.models import Alignment, Author, Measure, RelatedPage, Theme
from feed.models import Item
from search.aligned_work import written_by
from search.related import related_to
from search.results import SearchResults
from tests import factories
from tests.feed.conftest import settle


@pytest.fixture
def digital(db):
    """A theme."""
    return Theme.objects.create(name="Digital skills", slug="digital-skills")


@pytest.fixture
def text(visitor):
    """Asks for a page and gives its text."""

    def get(address):
        response = visitor.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return get


def story(tree, title, *themes, **fields):
    """A public MAP Story about some themes."""
    page = factories.MapStoryFactory(
        parent=tree.stories, title=title, live=False, **fields
    )
    page.themes.set(themes)
    page.save()
    factories.publish(page)
    return type(page).objects.get(pk=page.pk)


def test_a_list_says_what_it_shows(tree, text, digital):
    story(tree, "Tablets on the ward", digital)
    story(tree, "Paper")
    shown = text("/search/?type=map-story&theme=digital-skills")
    assert "1 MAP Story on digital skills" in shown
    assert "Tablets on the ward" in shown
    assert ">Paper<" not in shown


def test_a_count_equals_what_the_list_shows_after_choosing(tree, rf, digital):
    for number in range(3):
        story(tree, f"About skills {number}", digital)
    factories.KMStoryFactory(parent=tree.stories, title="Short")
    settle()
    results = SearchResults(rf.get("/").GET)
    for facet in results.facets:
        for choice in facet.choices:
            narrowed = SearchResults(rf.get("/", {facet.name: choice.value}).GET)
            assert narrowed.total == choice.count, (facet.name, choice)


def test_counts_ignore_the_choice_of_their_own_facet(tree, rf):
    story(tree, "Long")
    factories.KMStoryFactory(parent=tree.stories, title="Short")
    settle()
    results = SearchResults(rf.get("/", {"type": "km-story"}).GET)
    types = next(facet for facet in results.facets if facet.name == "type")
    assert {c.value: c.count for c in types.choices}["map-story"] == 1
    assert results.total == 1


def test_several_values_mean_or_and_filters_can_be_taken_away(tree, text, digital):
    story(tree, "Tablets", digital)
    factories.KMStoryFactory(parent=tree.stories, title="Short")
    shown = text("/search/?type=map-story&type=km-story&theme=digital-skills")
    assert "1 MAP Story and KM Story" not in shown
    assert "Remove the filter" in shown
    assert "/search/?type=km-story&amp;theme=digital-skills" in shown


def test_a_list_can_be_taken_away_with_its_filters(tree, text, digital, visitor):
    story(tree, "Tablets", digital)
    shown = text("/stories/?theme=digital-skills&q=tablets")
    links = re.findall(r'<li><a href="([^"]*items[^"]*)"', shown)
    links = [unquote(link) for link in links]
    assert len(links) == 4
    for link in links:
        path = link.replace("&amp;", "&").partition("localhost")[2].partition("/")[2]
        response = visitor.get(f"/{path}")
        assert response.status_code == 200
        assert b"Tablets" in b"".join(response)


def test_what_a_filter_does_not_know_is_left_out_and_said(tree, text):
    story(tree, "Tablets")
    shown = text("/search/?theme=nonsense&utm_source=newsletter")
    assert "Nothing here is called “nonsense”" in shown
    assert "newsletter" not in shown
    assert "Tablets" in shown


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ED%A0%80",
        "q=" + "x" * 6000,
        "q=" + "word+" * 500,
        "q=-ward",
        "q=%22%22%22",
        "q=%28%7C%26%21%3A*",
        "page=100000000000000000000",
        "page=-1",
        "page=%D9%A3",
        "type=map-story&type=nonsense&year=99999",
        "published_since=yesterday",
        "order=relevance",
        "theme=" + "&theme=".join(map(str, range(200))),
        "q=a&q=b",
        "driver=%27--",
    ],
)
def test_bad_input_is_answered_with_a_clear_page(tree, visitor, query):
    story(tree, "Tablets")
    for path in ("/search/", "/stories/", "/toolkit/drivers/", "/search/suggestions/"):
        assert visitor.get(f"{path}?{query}").status_code in {200, 400}, path


def test_only_public_words_are_found_and_counted(tree, visitor, text, person):
    draft = factories.MapStoryFactory(parent=tree.stories, title="Marker", live=False)
    gone = story(tree, "Marker gone")
    gone.unpublish()
    meeting = factories.MeetingFactory(parent=tree.community, title="Marker meeting")
    for path in ("/search/", "/stories/", "/search/suggestions/"):
        shown = text(f"{path}?q=marker")
        for page in (draft, gone, meeting):
            assert f">{page.title}<" not in shown
            assert f"/{page.slug}/" not in shown
    assert "Nothing here yet" in text("/search/?q=marker")
    assert "marker" not in text("/search/?q=markre").replace("markre", "").lower()


def test_a_misspelt_word_finds_what_was_meant(tree, text):
    story(tree, "Health inequalities in Northmoor")
    shown = text("/search/?q=inequalites")
    assert "“inequalities”" in shown
    assert "Northmoor" in shown


def test_some_of_the_words_are_better_than_none(tree, text):
    story(tree, "Tablets on the ward")
    shown = text("/search/?q=tablets+xylophone")
    assert "Nothing has all of these words" in shown
    assert "on the" in shown


def test_words_are_shown_where_they_stand_and_never_as_markup(tree, text):
    story(tree, "Tablets <b>bold</b>")
    shown = text("/search/?q=tablets")
    assert "<mark>Tablets</mark>" in shown
    assert "<b>bold</b>" not in shown


def test_nothing_found_with_filters_leads_to_the_words_alone(tree, text, digital):
    story(tree, "Tablets on the ward")
    shown = text("/search/?q=tablets&type=driver&theme=digital-skills&order=title")
    assert "Look without filters</a>: 1 result<" in shown
    assert 'href="/search/?q=tablets"' in shown
    assert "Keep the filters and drop the words" in shown


@pytest.mark.parametrize(
    "typed", ["it's", "O’Brien", "a&b", "x-y", "-", "'", "''", '"', "\\", "it's o'"]
)
def test_whatever_is_typed_has_suggestions_or_none(tree, visitor, typed):
    story(tree, "It's O'Brien's tablet")
    settle()
    response = visitor.get("/search/suggestions/", {"q": typed})
    assert response.status_code == 200


def test_suggestions_tell_type_and_address(tree, visitor):
    page = story(tree, "Tablets on the ward")
    found = visitor.get("/search/suggestions/?q=tabl").json()["suggestions"]
    assert {"title": page.title, "kind": "MAP Story", "url": page.url} in found
    assert visitor.get("/search/suggestions/?q=").json() == {"suggestions": []}


def test_what_to_read_next_is_an_editors_choice_then_what_is_shared(tree, digital):
    driver = factories.DriverFactory(parent=tree.drivers, title="A plan")
    chosen = story(tree, "Chosen")
    same_driver = factories.MapStoryFactory(
        parent=tree.stories,
        title="Same plan",
        rows={"alignments": [Alignment(driver=driver)]},
    )
    same_theme = story(tree, "Same subject", digital)
    page = factories.MapStoryFactory(
        parent=tree.stories,
        title="This",
        rows={
            "alignments": [Alignment(driver=driver)],
            "related_pages": [RelatedPage(target=chosen, why="They began with less.")],
        },
    )
    page.themes.set([digital])
    page.save()
    factories.publish(page)
    settle()
    cards = related_to(type(page).objects.get(pk=page.pk))
    assert [(card.title, card.why) for card in cards[:3]] == [
        ("Chosen", "They began with less."),
        (same_driver.title, "Same driver: A plan"),
        (same_theme.title, "Same theme: Digital skills"),
    ]
    chosen.unpublish()
    settle()
    cards = related_to(type(page).objects.get(pk=page.pk))
    assert "Chosen" not in [card.title for card in cards]


def test_a_list_and_the_feed_never_disagree(tree, visitor, text):
    page = story(tree, "Tablets")
    assert "Tablets" in text("/stories/")
    Item.objects.filter(page=page.pk).update(card="")
    Item.objects.filter(page=page.pk).update(is_public=False)
    assert "Tablets" not in text("/stories/?order=title")


def aligned(tree, title, driver, **fields):
    """A public MAP Story that says how it serves a driver."""
    rows = {"alignments": [Alignment(driver=driver, how=f"How {title} serves it")]}
    return story(tree, title, rows={**rows, **fields.pop("rows", {})}, **fields)


def test_a_driver_lists_what_the_feed_says_serves_it(tree, text):
    driver = factories.DriverFactory(parent=tree.drivers, title="A ten year plan")
    aligned(tree, "Oldest but counted", driver, rows={"measures": [measure()]})
    aligned(tree, "Older", driver)
    hidden = aligned(tree, "Kept for members", driver)
    aligned(tree, "Newer", driver)
    story(tree, "About something else")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    settle()
    Item.objects.filter(title="Older").update(published_at="2020-01-01T00:00Z")
    shown = text(driver.get_url())
    work = shown[shown.index('id="aligned"') : shown.index("<footer")]
    titles = re.findall(r'map-row__title"><a href="[^"]+">([^<]+)', work)
    assert titles == ["Oldest but counted", "Newer", "Older"]
    assert "How Newer serves it" in work
    assert "Everything that aligns with it" not in work


def test_a_driver_with_much_work_leads_to_all_of_it(tree, text):
    driver = factories.DriverFactory(parent=tree.drivers, title="A ten year plan")
    for number in range(11):
        aligned(tree, f"Story {number}", driver)
    shown = text(driver.get_url())
    [address] = re.findall(r'href="([^"]+)">Everything that aligns with it', shown)
    assert text(unescape(address)).count("map-row__title") == 11


def test_a_profile_lists_what_is_public_of_a_persons_work(tree, text, rf):
    person = factories.ProfileFactory(parent=tree.community, title="Asha Patel")
    named = {"authors": [Author(profile=person)]}
    for title in ("Earlier", "Later", "Kept for members"):
        page = factories.KMStoryFactory(parent=tree.stories, title=title, rows=named)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    factories.KMStoryFactory(parent=tree.stories, title="Somebody else's")
    settle()
    Item.objects.filter(title="Earlier").update(published_at="2020-01-01T00:00Z")
    shown = text(person.get_url())
    titles = re.findall(r'map-row__title"><a href="[^"]+">([^<]+)', shown)
    assert titles == ["Later", "Earlier"]
    assert written_by(ProfilePage(title="New")) == []


def measure():
    """A figure that a story may show."""
    return Measure(
        kind="time", value=120, what="hours saved", unit="hours", period="year"
    )


def test_a_passage_shows_no_address_of_a_link(tree, text):
    link = '<a href="https://example.org/a-long-way/">a kettle</a>'
    body = f"<p>{'Nobody asked. ' * 40}We bought {link} for the \ue000ward\ue001.</p>"
    story(tree, "Three of us", story=body + factories.WORDS)
    shown = text("/search/?q=kettle")
    [passage] = re.findall(r'map-row__passage">(.*?)</p>', shown)
    assert "<mark>kettle</mark> for the ward" in passage
    assert "example.org" not in passage


def test_a_passage_shows_what_it_has_of_the_words(tree, text, digital):
    body = f"<p>{'Nobody asked. ' * 40}We bought a kettle for the ward.</p>"
    story(tree, "Three of us", digital, story=body + factories.WORDS)
    shown = text("/search/?q=kettle+digital")
    [passage] = re.findall(r'map-row__passage">(.*?)</p>', shown)
    assert "<mark>kettle</mark> for the ward" in passage
