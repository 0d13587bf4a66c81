"""Atom, RSS and JSON Feed, read by somebody else's reader."""

import json
from datetime import timedelta

import feedparser
import jsonschema
import pytest
import time_machine
from django.utils import timezone

from editorial.actions import withdrawal
from feed.api.routing import BASE
from tests import factories
from tests.feed.conftest import item_of

# Of https://www.jsonfeed.org/version/1.1/, as far as our feed uses it.
TEXT = {"type": "string", "minLength": 1}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
ADDRESS = {"type": "string", "pattern": "^https?://"}
ITEM = {
    "type": "object",
    "required": ["id", "content_html"],
    "additionalProperties": False,
    "patternProperties": {"^_": {"type": "object", "required": ["about"]}},
    "properties": {
        **dict.fromkeys(["id", "title", "content_html", "summary", "language"], TEXT),
        **dict.fromkeys(["url", "image"], ADDRESS),
        **dict.fromkeys(["date_published", "date_modified"], MOMENT),
        "attachments": {
            "type": "array",
            "items": {"type": "object", "required": ["url", "mime_type"]},
        },
        "tags": {"type": "array", "items": TEXT},
        "authors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name"],
                "properties": {"name": TEXT},
            },
        },
    },
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **dict.fromkeys(["title", "description", "language"], TEXT),
        **dict.fromkeys(["home_page_url", "feed_url", "next_url"], ADDRESS),
        "items": {"type": "array", "items": ITEM},
    },
}


def test_atom_is_read_without_a_warning(thirty_stories, read, ask):
    first = feedparser.parse(read("atom"))
    assert not first.bozo
    assert first.version == "atom10"
    assert len(first.entries) == 20
    entry = first.entries[0]
    card = ask("/items?type=map-story")["items"][0]
    assert entry.id == f"urn:uuid:{card['id']}"
    assert entry.title == card["title"]
    assert entry.link == card["url"]
    assert entry.rights == card["licence"]["attribution"]
    assert entry.summary == card["summary"]
    assert "<h2>The story</h2>" in entry.content[0].value
    assert [author.name for author in entry.authors] == card["authors"]
    assert [tag.term for tag in entry.tags] == ["Ethics & <values>"]
    following = next(link.href for link in first.feed.links if link.rel == "next")
    assert following.startswith("http://localhost:8000/api/feed/v1/items.atom?")


def test_the_next_part_of_a_feed_goes_on(thirty_stories, read, visitor):
    first = feedparser.parse(read("atom"))
    following = next(link.href for link in first.feed.links if link.rel == "next")
    second = feedparser.parse(visitor.get(following).content)
    ids = [entry.id for entry in (*first.entries, *second.entries)]
    assert len(set(ids)) == 30


def test_rss_is_read_without_a_warning(thirty_stories, read):
    found = feedparser.parse(read("rss"))
    assert not found.bozo
    assert found.version == "rss20"
    assert len(found.entries) == 20
    entry = found.entries[0]
    assert entry.id.startswith("urn:uuid:")
    assert not entry.guidislink
    assert "<h2>The story</h2>" in entry.content[0].value
    assert entry.link.startswith("http://localhost:8000/stories/")


def test_json_feed_is_valid(thirty_stories, read, ask):
    form = json.loads(read("jsonfeed"))
    jsonschema.validate(form, JSON_FEED)
    assert len(form["items"]) == 20
    assert form["next_url"].startswith(
        "http://localhost:8000/api/feed/v1/items.jsonfeed?"
    )
    last = json.loads(read("jsonfeed", "type=map-story"))
    assert "next_url" not in last


@pytest.mark.parametrize("ending", ["atom", "rss", "jsonfeed"])
def test_a_driver_without_a_text_shows_its_summary(tree, visitor, ending):
    factories.DriverFactory(
        parent=tree.drivers, impact="", status="headline", summary="A <new> plan."
    )
    found = feedparser.parse(visitor.get(f"{BASE}/items.{ending}?type=driver").content)
    if ending == "jsonfeed":
        answer = visitor.get(f"{BASE}/items.{ending}?type=driver").json()
        assert answer["items"][0]["content_html"] == "<p>A &lt;new&gt; plan.</p>"
    else:
        assert found.entries[0].content[0].value == "<p>A &lt;new&gt; plan.</p>"


def test_tombstones_stand_in_atom_for_ninety_days(tree, visitor, person, thirty_stories):
    moderator = person("Moderators").user
    story = tree.stories.get_children().filter(title="Story 3").get()
    withdrawal.withdraw(story.pk, moderator, "It is <out> of date.")
    key = item_of(story).pk

    def stones(query=""):
        response = visitor.get(f"{BASE}/items.atom{query}")
        return response.content.decode().count(f'at:deleted-entry ref="urn:uuid:{key}"')

    assert stones() == 1
    assert b"It is &lt;out&gt; of date." in visitor.get(f"{BASE}/items.atom").content
    assert not feedparser.parse(visitor.get(f"{BASE}/items.atom").content).bozo
    assert stones("?type=km-story") == 1
    assert stones("?type=driver") == 0
    with time_machine.travel(timezone.now() + timedelta(days=89)):
        assert stones() == 1
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert stones() == 0


def test_a_title_is_no_markup_in_a_json_feed(tree, read):
    title = "<img src=x onerror=alert(1)> & more"
    factories.DriverFactory(
        parent=tree.drivers, title=title, summary=title, impact="", status="headline"
    )
    (item,) = json.loads(read("jsonfeed", "type=driver"))["items"]
    assert item["title"] == title
    assert item["content_html"] == "<p>&lt;img src=x onerror=alert(1)&gt; &amp; more</p>"
