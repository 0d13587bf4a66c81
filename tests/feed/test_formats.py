"""Every format, read by somebody else's reader."""

import csv
import gzip
import io
import json
from datetime import timedelta

import bibtexparser
import feedparser
import jsonschema
import pytest
import rispy
import time_machine
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.models import Alignment, Author, Measure
from editorial.actions import withdrawal
from feed.api.formats.tables import safe
from feed.api.routing import BASE
from tests import factories
from tests.feed.conftest import item_of, settle

FORMATS = ["atom", "rss", "jsonfeed", "csv", "ris", "bib", "ndjson"]
EXPORTS = ["csv", "ris", "bib", "ndjson"]
# Of https://www.jsonfeed.org/version/1.1/, as far as our feed uses it.
TEXT = {"type": "string", "minLength": 1}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
PERSON = {"type": "object", "required": ["name"], "properties": {"name": TEXT}}
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


def make(tree, count):
    """Some plain stories, and the newest with everything that is awkward."""
    theme = factories.ThemeFactory(name="Ethics & <values>", slug="ethics")
    driver = factories.DriverFactory(parent=tree.drivers, title="Ten; year \\ {plan}")
    for number in range(count):
        factories.KMStoryFactory(parent=tree.stories, title=f"Story {number}")
    factories.MapStoryFactory(
        parent=tree.stories,
        title='=1+1 "Ärzte" & <b>Öl</b> {ä} \\ %',
        summary="First line\nsecond line, with 100 % & more.",
        themes=[theme],
        rows={
            "alignments": [Alignment(driver=driver, level="national")],
            "authors": [
                Author(name="Zoë van der Berg, librarian"),
                Author(name="=cmd|'/c'!A1"),
            ],
            "measures": [
                Measure(kind="time", value="12.50", unit="hours", basis="counted")
            ],
        },
    )
    settle()


@pytest.fixture
def stories(tree):
    """Thirty stories: more than a part of a feed holds."""
    make(tree, 29)


@pytest.fixture
def few(tree):
    """Five stories."""
    make(tree, 4)


@pytest.fixture
def read(visitor):
    def get(ending, query="type=km-story&type=map-story"):
        response = visitor.get(f"{BASE}/items.{ending}?{query}")
        assert response.status_code == 200
        return b"".join(response) if response.streaming else response.content

    return get


def test_atom_is_read_without_a_warning(stories, read, ask):
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


def test_the_next_part_of_a_feed_goes_on(stories, read, visitor):
    first = feedparser.parse(read("atom"))
    following = next(link.href for link in first.feed.links if link.rel == "next")
    second = feedparser.parse(visitor.get(following).content)
    ids = [entry.id for entry in (*first.entries, *second.entries)]
    assert len(set(ids)) == 30


def test_rss_is_read_without_a_warning(stories, read):
    found = feedparser.parse(read("rss"))
    assert not found.bozo
    assert found.version == "rss20"
    assert len(found.entries) == 20
    entry = found.entries[0]
    assert entry.id.startswith("urn:uuid:")
    assert not entry.guidislink
    assert "<h2>The story</h2>" in entry.content[0].value
    assert entry.link.startswith("http://localhost:8000/stories/")


def test_json_feed_is_valid(stories, read, ask):
    form = json.loads(read("jsonfeed"))
    jsonschema.validate(form, JSON_FEED)
    assert len(form["items"]) == 20
    assert form["next_url"].startswith(
        "http://localhost:8000/api/feed/v1/items.jsonfeed?"
    )
    last = json.loads(read("jsonfeed", "type=map-story"))
    assert "next_url" not in last


def test_tombstones_stand_in_atom_for_ninety_days(tree, visitor, person, stories):
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


def test_csv_has_every_match_and_no_formula(stories, read, ask):
    rows = list(csv.DictReader(io.StringIO(read("csv").decode("utf-8-sig"))))
    assert len(rows) == 30
    row = rows[0]
    card = ask("/items?type=map-story")["items"][0]
    assert row["title"] == f"'{card['title']}"
    assert row["authors"] == "; ".join(card["authors"])
    assert row["drivers"] == "Ten; year \\ {plan}"
    assert row["measures"] == "12.5 hours (project, counted)"
    assert row["id"] == card["id"]
    assert not [c for r in rows for c in r.values() if c.startswith(tuple("=+-@\t\r"))]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1"])
def test_a_cell_is_never_a_formula(cell):
    assert safe(cell) == f"'{cell}"


def test_ris_is_read_back(stories, read, ask):
    entries = rispy.loads(read("ris").decode())
    assert len(entries) == 30
    card = ask("/items?type=map-story")["items"][0]
    assert entries[0]["title"] == card["title"]
    assert entries[0]["abstract"] == "First line second line, with 100 % & more."
    assert entries[0]["authors"][0] == "Berg, Zoë van der"
    assert entries[0]["urls"] == [card["url"]]
    assert entries[0]["year"] == str(card["year"])


def test_bibtex_is_read_back(stories, read, ask):
    text = read("bib").decode()
    found = bibtexparser.parse_string(text)
    assert not found.failed_blocks
    assert len(found.entries) == 30
    card = ask("/items?type=map-story")["items"][0]
    entry = found.entries_dict[f"map-{card['id']}"]
    assert entry["url"] == card["url"]
    assert "Ärzte" in entry["title"]
    assert "Berg, Zoë van der" in entry["author"]


def test_ndjson_is_the_full_items(stories, read, visitor):
    lines = [json.loads(line) for line in read("ndjson").decode().splitlines()]
    answer = visitor.get(f"{BASE}/items?type=km-story&type=map-story&form=full&limit=100")
    assert lines == answer.json()["items"]


@pytest.mark.parametrize("ending", EXPORTS)
def test_a_limit_holds_and_the_rest_can_be_had(visitor, stories, ending):
    response = visitor.get(f"{BASE}/items.{ending}?type=km-story&limit=10")
    link = response.headers["Link"]
    body = b"".join(response)
    following = link.partition(">")[0][1:]
    other = b"".join(visitor.get(following))
    assert body
    assert other
    assert body != other
    last = visitor.get(f"{BASE}/items.{ending}?type=map-story&limit=10")
    assert "Link" not in last.headers
    assert ending in last.headers["Content-Disposition"]


@pytest.mark.parametrize("ending", FORMATS)
def test_filters_hold_in_every_format(few, read, ending):
    text = read(ending, "theme=ethics").decode()
    assert "rzte" in text
    assert "Story 3" not in text


@pytest.mark.parametrize("ending", FORMATS)
def test_a_list_of_nothing_is_a_list(few, read, ending):
    assert "Story" not in read(ending, "q=zzzz").decode()


@pytest.mark.parametrize("ending", FORMATS)
def test_a_bad_parameter_is_named(tree, visitor, ending):
    response = visitor.get(f"{BASE}/items.{ending}?theme=nonsense")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["parameter"] == "theme"


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_can_be_kept_and_compressed(few, visitor, ending):
    url = f"{BASE}/items.{ending}"
    plain = visitor.get(url)
    body = b"".join(plain)
    packed = visitor.get(url, headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(packed)) == body
    assert plain.headers["ETag"] != packed.headers["ETag"]
    for response in (plain, packed):
        assert response.headers["Vary"] == "Accept-Encoding"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        wanted = {"if-none-match": response.headers["ETag"]}
        if response is packed:
            wanted["accept-encoding"] = "gzip"
        again = visitor.get(url, headers=wanted)
        assert (again.status_code, again.content) == (304, b"")
    head = visitor.head(url)
    assert head.headers["ETag"] == plain.headers["ETag"]
    assert head.content == b""


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_not_public_stands_nowhere(tree, visitor, ending):
    page = factories.KMStoryFactory(parent=tree.stories, title="Open")
    page.title = "Canary in a draft"
    page.save_revision()
    hidden = factories.KMStoryFactory(parent=tree.stories, title="Canary in private")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    factories.KMStoryFactory(parent=tree.stories, title="Canary of new", live=False)
    text = b"".join(visitor.get(f"{BASE}/items.{ending}")).decode()
    assert "Open" in text
    assert "Canary" not in text
