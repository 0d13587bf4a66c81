"""Marks: they stand where the words stand, and are the only markup there is."""

from types import SimpleNamespace

import pytest

from feed.models import Item
from feed.query.text_search import Synonyms, read_words
from search.highlighting import Marker, mark, marked_html
from tests import factories
from tests.feed.conftest import item_of

NOBODY = "00000000-0000-0000-0000-000000000000"
BODY = "<p>" + "Nobody asked for anything. " * 30 + "{}</p>" + factories.WORDS
SAME = Synonyms([["ICS", "integrated care system"]])


def card(title, summary=""):
    return SimpleNamespace(id=NOBODY, title=title, summary=summary, passage="")


def words(text):
    return read_words(text, SAME)


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("none", "all", "none"),
        ("All of <b>all</b>", "all", "All of &lt;b&gt;all&lt;/b&gt;"),
        ("a ward b bed", "wards beds", "a <mark>ward</mark> b <mark>bed</mark>"),
        ("\"ward\" & 'b'", "ward", "&quot;<mark>ward</mark>&quot; &amp; &#x27;b&#x27;"),
        ("Nurses/porters", "porter", "Nurses/<mark>porters</mark>"),
        ("A Net-zero ward", "netzero", "A <mark>Net-zero</mark> ward"),
        ("A netzero ward", "net zero", "A <mark>netzero</mark> ward"),
        ("Staff well-being", "wellbeing", "Staff <mark>well-being</mark>"),
        ("Copro\u00adduction", "co-production", "<mark>Coproduction</mark>"),
        ("Hémophilie", "hemophilie", "<mark>Hémophilie</mark>"),
        ("Care and dying", "dying", "Care and <mark>dying</mark>"),
        ("An ICS", "integrated care system", "An <mark>ICS</mark>"),
        ("Round, table; round", '"round table"', "<mark>Round, table</mark>; round"),
        ("Librarians", "librar*", "<mark>Librarians</mark>"),
        (
            "Find frailty",
            "how do I find frailty",
            "<mark>Find</mark> <mark>frailty</mark>",
        ),
        ("", "ward", ""),
    ],
)
def test_words_are_marked_however_they_are_written(db, text, typed, shown):
    html = marked_html(text, Marker(words(typed)))
    assert html == shown
    assert html.__html__() == shown


def test_each_card_has_its_own_marks(db):
    cards = [card("One ward", "a"), card("Two", "ward b"), card("Ward", "<c>")]
    mark(cards, words("ward"))
    assert [c.marked_title for c in cards] == [
        "One <mark>ward</mark>",
        "Two",
        "<mark>Ward</mark>",
    ]
    assert cards[1].marked_summary == "<mark>ward</mark> b"
    assert cards[2].marked_summary == "&lt;c&gt;"
    assert cards[0].passage == ""


def test_what_words_are_made_of_is_asked_once(db, django_assert_num_queries):
    mark([card("One ward")], words("ward"))
    with django_assert_num_queries(0):
        mark([card("One ward")], words("ward"))
        mark([], words("ward"))


def test_words_of_the_text_are_shown_in_a_passage(tree):
    body = BODY.format("We bought a kettle for the ward.")
    page = factories.MapStoryFactory(parent=tree.stories, title="Three", story=body)
    shown = card("Three", "Of us")
    shown.id = str(item_of(page).pk)
    mark([shown], words("kettle"))
    assert shown.passage == "We bought a <mark>kettle</mark> for the ward."


def test_a_page_that_is_not_public_gives_no_passage(tree):
    body = BODY.format("We bought a kettle for the ward.")
    page = factories.MapStoryFactory(parent=tree.stories, title="Three", story=body)
    shown = card("Three", "Of us")
    shown.id = str(item_of(page).pk)
    Item.objects.filter(pk=shown.id).update(is_public=False)
    mark([shown], words("kettle"))
    assert shown.passage == ""
