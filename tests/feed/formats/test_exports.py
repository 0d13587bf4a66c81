"""Tables, references and lines of JSON, read by somebody else's reader."""

import csv
import io
import json

import bibtexparser
import pytest
import rispy

from core.text.cells import no_formula
from feed.api.routing import BASE
from tests import factories

EXPORTS = ["csv", "ris", "bib", "csl.json", "ndjson"]


def test_csv_has_every_match_and_no_formula(thirty_stories, read, ask):
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
    assert no_formula(cell) == f"'{cell}"


def test_ris_is_read_back(thirty_stories, read, ask):
    entries = rispy.loads(read("ris").decode())
    assert len(entries) == 30
    card = ask("/items?type=map-story")["items"][0]
    assert entries[0]["title"] == card["title"]
    assert entries[0]["abstract"] == "First line second line, with 100 % & more."
    assert entries[0]["authors"][0] == "van der Berg, Zoë"
    assert entries[0]["urls"] == [card["url"]]
    assert entries[0]["year"] == str(card["year"])


def test_bibtex_is_read_back(thirty_stories, read, ask):
    text = read("bib").decode()
    found = bibtexparser.parse_string(text)
    assert not found.failed_blocks
    assert len(found.entries) == 30
    card = ask("/items?type=map-story")["items"][0]
    entry = found.entries_dict[f"map-{card['id']}"]
    assert entry["url"] == card["url"]
    assert "Ärzte" in entry["title"]
    assert "van der Berg, Zoë" in entry["author"]


def test_ndjson_is_the_full_items(thirty_stories, read, visitor):
    lines = [json.loads(line) for line in read("ndjson").decode().splitlines()]
    answer = visitor.get(f"{BASE}/items?type=km-story&type=map-story&form=full&limit=100")
    assert lines == answer.json()["items"]


@pytest.mark.parametrize("ending", EXPORTS)
def test_a_limit_holds_and_the_rest_can_be_had(visitor, thirty_stories, ending):
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


def test_a_line_of_ndjson_is_one_line_for_every_reader(tree, read):
    summary = "One\u2028two\u2029three\x85four"
    factories.KMStoryFactory(parent=tree.stories, summary=summary)
    (line,) = read("ndjson").decode().splitlines()
    assert json.loads(line)["summary"] == summary
