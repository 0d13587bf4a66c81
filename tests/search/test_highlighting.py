"""Marks: they stand where the words stand, and are the only markup there is."""

from types import SimpleNamespace

import pytest

from feed.models import Item
from feed.query.text_search import Synonyms, read_words
from search.highlighting import START, STOP, mark, marked_html, passage
from tests import factories
from tests.feed.conftest import item_of

NOBODY = "00000000-0000-0000-0000-000000000000"
BODY = "<p>" + "Nobody asked for anything. " * 30 + "{}</p>" + factories.WORDS


def marked(text):
    return text.replace("[", START).replace("]", STOP)


def card(title, summary=""):
    return SimpleNamespace(id=NOBODY, title=title, summary=summary, passage="")


def words(text):
    return read_words(text, Synonyms())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("none", "none"),
        ("[all]", "<mark>all</mark>"),
        ("a [b] c [d]", "a <mark>b</mark> c <mark>d</mark>"),
        ("<b>[b]</b>", "&lt;b&gt;<mark>b</mark>&lt;/b&gt;"),
        ("[<i>]", "<mark>&lt;i&gt;</mark>"),
        ("\"[a]\" & 'b'", "&quot;<mark>a</mark>&quot; &amp; &#x27;b&#x27;"),
        ("{0} {} [{x}]", "{0} {} <mark>{x}</mark>"),
        ("", ""),
    ],
)
def test_only_marks_are_markup(text, shown):
    html = marked_html(marked(text))
    assert html == shown
    assert html.__html__() == shown


def test_a_passage_is_without_the_signs_of_markdown():
    text = "## Title\n - *one* [link] - `two`"
    assert passage(text) == "… Title, one link, two …"


def test_titles_and_summaries_are_marked(db):
    shown = card("Tablets on the ward", "For a tablet’s <sake>")
    mark([shown], words("tablets"))
    assert shown.marked_title == "<mark>Tablets</mark> on the ward"
    assert "&lt;sake&gt;" in shown.marked_summary
    assert shown.passage == ""


def test_each_card_has_its_own_marks(db):
    cards = [card("One ward", "a"), card("Two", "ward b"), card("Ward", "c")]
    mark(cards, words("ward"))
    assert [c.marked_title for c in cards] == [
        "One <mark>ward</mark>",
        "Two",
        "<mark>Ward</mark>",
    ]
    assert cards[1].marked_summary == "<mark>ward</mark> b"


def test_marks_that_a_page_holds_already_are_no_marks(db):
    shown = card(marked("[Forged] ward"))
    mark([shown], words("ward"))
    assert shown.marked_title == "Forged <mark>ward</mark>"


def test_no_cards_are_no_question(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        mark([], words("ward"))


def test_words_of_the_text_are_shown_in_a_passage(tree):
    body = BODY.format("We bought a kettle for the ward.")
    page = factories.MapStoryFactory(parent=tree.stories, title="Three", story=body)
    shown = card("Three", "Of us")
    shown.id = str(item_of(page).pk)
    mark([shown], words("kettle"))
    assert "<mark>kettle</mark> for the ward" in shown.passage
    assert shown.passage.startswith("… ")


def test_a_page_that_is_not_public_gives_no_passage(tree):
    body = BODY.format("We bought a kettle for the ward.")
    page = factories.MapStoryFactory(parent=tree.stories, title="Three", story=body)
    shown = card("Three", "Of us")
    shown.id = str(item_of(page).pk)
    Item.objects.filter(pk=shown.id).update(is_public=False)
    mark([shown], words("kettle"))
    assert shown.passage == ""
