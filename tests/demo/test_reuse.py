"""The demo's feed and search: as described, in agreement with the pages, and found."""

from pathlib import Path
from urllib.parse import urlencode

import jsonschema
import pytest
from django.http import QueryDict
from django.test import Client

from feed.api.openapi.views import description
from feed.api.routing import BASE
from feed.index.consistency import differences
from search.results import SearchResults

pytestmark = pytest.mark.django_db


def test_every_item_is_as_the_feed_describes_it(run_site):
    client = Client(headers={"host": "localhost"})

    def ask(path):
        return client.get(BASE + path).json()

    whole = description()
    schema = {"components": whole["components"], "$ref": "#/components/schemas/Items"}
    validator = jsonschema.Draft202012Validator(schema)
    seen, path = set(), "/items?form=full&limit=100"
    while path:
        answer = ask(path)
        assert list(validator.iter_errors(answer)) == []
        seen |= {item["type"] for item in answer["items"]}
        path = (answer["next"] or "").partition(BASE)[2]
    assert seen == set(
        whole["components"]["schemas"]["Card"]["properties"]["type"]["enum"]
    )
    schema["$ref"] = "#/components/schemas/Items"
    assert list(validator.iter_errors(ask("/items?limit=100"))) == []
    for name, path in (
        ("Changes", "/changes?limit=100"),
        ("Facets", "/facets"),
        ("Vocabularies", "/vocabularies"),
    ):
        schema["$ref"] = f"#/components/schemas/{name}"
        found = jsonschema.Draft202012Validator(schema).iter_errors(ask(path))
        assert list(found) == []


def test_the_feed_agrees_with_the_pages(run_site):
    assert [str(difference) for difference in differences()] == []


def questions():
    """What people type, and the beginnings of titles that answer it."""
    text = (Path(__file__).parents[1] / "search" / "questions.txt").read_text()
    rows = [line.split(" => ") for line in text.splitlines() if " => " in line]
    return [(words, tuple(titles.split(" | "))) for words, titles in rows]


def test_real_questions_find_what_people_are_after(run_site):
    assert len(questions()) >= 260
    missed = []
    for words, wanted in questions():
        results = SearchResults(QueryDict(urlencode({"q": words})))
        shown = [found.title for found in (*results.cards[:3], *results.site_pages)]
        if not any(title.startswith(wanted) for title in shown):
            missed.append((words, shown))
    assert len(missed) <= len(questions()) // 20, missed
