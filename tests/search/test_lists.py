"""Lists of public items: what they show, what narrows them, and what they never tell."""

import re
from urllib.parse import unquote

from core.models import Alignment, RelatedPage
from feed.models import Item
from search.related import related_to
from search.results import SearchResults
from tests import factories
from tests.feed.conftest import settle
from tests.search.conftest import story


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


def test_nothing_found_with_filters_leads_to_the_words_alone(tree, text, digital):
    story(tree, "Tablets on the ward")
    shown = text("/search/?q=tablets&type=driver&theme=digital-skills&order=title")
    assert "Look without filters</a>: 1 result<" in shown
    assert 'href="/search/?q=tablets"' in shown
    assert "Keep the filters and drop the words" in shown


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
