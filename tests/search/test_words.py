"""Words that readers type: what is found by them, suggested and shown."""

import re

import pytest

from tests import factories
from tests.feed.conftest import settle
from tests.search.conftest import story


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


def test_a_passage_shows_no_address_of_a_link(tree, text):
    link = '<a href="https://example.org/a-long-way/">a kettle</a>'
    body = f"<p>{'Nobody asked. ' * 40}We bought {link} for the ward.</p>"
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
