"""Every page type, as a visitor receives it."""

import json
import re

import html5lib
import pytest

from core.models import Alignment
from tests import factories
from tests.pages.samples import everything


@pytest.fixture
def pages(tree):
    return everything(tree)


def test_every_page_type_renders_as_valid_html(pages, visitor):
    for name, page in pages.items():
        response = visitor.get(page.url)
        assert response.status_code == 200, name
        text = response.content.decode()
        html5lib.HTMLParser(strict=True).parse(text)
        assert text.count("<h1") == 1, name
        assert page.summary in text or name in {"driver", "km story"}, name


def test_every_block_of_a_long_page_renders(pages, visitor):
    text = visitor.get(pages["reflection"].url).content.decode()
    for words in (
        "<h2>Heading</h2>",
        'alt="A poster"',
        "<figcaption>A ward manager</figcaption>",
        '<th class="nhsuk-table__header" scope="col">Who</th>',
        "nhsuk-inset-text",
        "nhsuk-card--warning",
        "<details",
        "nhsuk-list--tick",
        "Strategy paper</a>",
    ):
        assert words in text, words


def test_every_page_says_how_to_cite_it_and_when_it_was_reviewed(pages, visitor):
    for name, page in pages.items():
        if name == "home":
            continue
        text = visitor.get(page.url).content.decode()
        assert "Page last reviewed" in text, name
        assert "1 March 2027" in text, name
        assert ("Accessed:" in text) == bool(page.feed_type), name
        assert "CC BY 4.0" in text, name


def test_pages_carry_data_for_machines_that_text_cannot_break(pages, visitor, settings):
    text = visitor.get(pages["driver"].url).content.decode()
    first = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    data = json.loads(first[1])
    assert data["name"] == "Summary of Newer <plan>"
    assert data["url"].startswith(settings.BASE_URL)
    assert data["author"] == [{"@type": "Person", "name": "Asha Patel"}]
    assert f'<link rel="canonical" href="{data["url"]}">' in text


def test_a_driver_shows_impact_before_summary_and_the_way_on(pages, visitor):
    text = visitor.get(pages["older driver"].url).content.decode()
    assert "This driver was superseded by" in text
    assert pages["driver"].url in text
    assert text.index("What this means for libraries") < text.index(">Summary<")


def test_a_driver_lists_the_work_that_aligns_with_it(pages, visitor):
    text = visitor.get(pages["driver"].url).content.decode()
    for name in ("map story", "km story", "plan", "section", "reflection"):
        assert pages[name].title in text, name


def test_related_pages_say_why(pages, visitor):
    text = visitor.get(pages["map story"].url).content.decode()
    assert "to begin with" in text
    assert "Same driver: Newer &lt;plan&gt;" in text


def test_a_story_shows_figures_with_how_they_are_known(pages, visitor):
    text = visitor.get(pages["map story"].url).content.decode()
    assert "120 hours" in text
    assert "Counted" in text


def test_sections_lead_to_the_previous_and_the_next(pages, tree, visitor):
    text = visitor.get(tree.section.url).content.decode()
    assert 'rel="prev"' in text
    assert 'rel="next"' in text


def test_the_toolkit_shows_its_steps_as_editors_wrote_them(tree, visitor):
    tree.toolkit.steps.first().delete()
    text = visitor.get(tree.toolkit.url).content.decode()
    assert "Aim in one line" not in text
    assert "Impact in one line" in text


def test_a_private_or_draft_template_does_not_stand_on_the_front_page(tree, visitor):
    factories.TemplateFactory(parent=tree.section, title="Canary", live=False)
    text = visitor.get("/").content.decode()
    assert "Get the MAP Story template" not in text


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nowhere/", 404, "We could not find that page"),
        ("/%00/", 400, "We could not read that address"),
        ("/search/?q=%00", 400, "We could not read that address"),
    ],
)
def test_addresses_that_lead_nowhere_say_so(tree, visitor, address, status, words):
    response = visitor.get(address)
    assert response.status_code == status
    assert words in response.content.decode()
    html5lib.HTMLParser(strict=True).parse(response.content.decode())


def test_a_withdrawn_page_is_gone_and_a_draft_was_never_there(tree, visitor):
    story = factories.MapStoryFactory(parent=tree.stories, title="Canary")
    draft = factories.MapStoryFactory(parent=tree.stories, live=False)
    story.unpublish()
    response = visitor.get(story.url)
    assert response.status_code == 410
    assert "Canary" not in response.content.decode()
    assert visitor.get(f"/stories/{draft.slug}/").status_code == 404


def test_a_broken_site_still_says_something(tree, monkeypatch, client):
    monkeypatch.setattr("search.views.SearchResults", lambda query: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/search/?q=library", headers={"host": "localhost"})
    assert response.status_code == 500
    assert "It is our fault, not yours" in response.content.decode()


def test_an_expired_form_is_explained(tree, person):
    client = person("Moderators")
    client.handler.enforce_csrf_checks = True
    response = client.post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert "open for too long" in response.content.decode()


def test_search_finds_public_pages_only(tree, visitor):
    factories.MapStoryFactory(parent=tree.stories, title="Zebra crossing")
    factories.MapStoryFactory(parent=tree.stories, title="Zebra draft", live=False)
    text = visitor.get("/search/?q=zebra").content.decode()
    assert "1 result for “zebra”" in text
    assert "crossing" in text
    assert "Zebra draft" not in text


def test_search_bears_odd_words(tree, visitor):
    for words in ("", " ", "'", '"', "a" * 5000, "\u202e\U0001f600", "x " * 500, "&|!"):
        assert visitor.get("/search/", {"q": words, "page": "99999"}).status_code == 200


def test_stories_are_listed_by_type_and_driver(tree, visitor):
    driver = factories.DriverFactory(parent=tree.drivers, slug="plan")
    rows = {"alignments": [Alignment(driver=driver)]}
    factories.MapStoryFactory(parent=tree.stories, title="Aligned", rows=rows)
    factories.KMStoryFactory(parent=tree.stories, title="Short one")
    for query in ("type=map-story", "driver=plan", "q=aligned"):
        text = visitor.get(f"/stories/?{query}").content.decode()
        assert "Aligned" in text, query
        assert "Short one" not in text, query
    for query in ("kind=x", "driver=nonsense", "page=abc", "type=%C3", "utm_source=x"):
        assert "Short one" in visitor.get(f"/stories/?{query}").content.decode(), query


def test_the_sitemap_names_public_pages_with_true_dates(tree, visitor, settings):
    factories.MapStoryFactory(parent=tree.stories, title="Canary", live=False)
    meeting = factories.MeetingFactory(parent=tree.community)
    text = visitor.get("/sitemap.xml").content.decode()
    assert f"<loc>{settings.BASE_URL}/stories/</loc>" in text
    day = tree.stories.last_published_at.date().isoformat()
    assert f"<lastmod>{day}" in text
    assert "canary" not in text
    assert meeting.slug not in text


def test_robots_are_led_to_the_sitemap(visitor, settings, db):
    text = visitor.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in text


def test_a_story_that_tells_nothing_at_a_glance_has_no_empty_box(tree, visitor):
    bare = factories.MapStoryFactory(parent=tree.stories)
    told = factories.MapStoryFactory(parent=tree.stories, cost="£40")
    assert "At a glance" not in visitor.get(bare.url).content.decode()
    assert "At a glance" in visitor.get(told.url).content.decode()
