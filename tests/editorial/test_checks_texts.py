"""Every text readers see is looked at, and none that they do not see."""

import pytest

from core.models import Alignment, Quote
from core.text.contents import Kind, texts_on
from tests.editorial.findings import reflection, story

pytestmark = pytest.mark.django_db


def values(page):
    return {text.value for text in texts_on(page)}


def test_the_title_comes_first_then_fields_then_rows():
    page = story("<p>Text.</p>", timeframe="3 months")
    page.quotes = [Quote(text="Well done.", name="Asha")]
    page.alignments = [Alignment(driver_text="Our plan", how="It helps.")]
    texts = [text.value for text in texts_on(page)]
    assert texts[0] == "A story"
    assert texts.index("<p>Text.</p>") < texts.index("Well done.")
    assert {"3 months", "Asha", "Our plan", "It helps."} <= set(texts)


def test_each_text_says_where_it_stands_and_what_it_is_written_in():
    page = story("<p>Text.</p>", contact_url="https://example.org/")
    page.quotes = [Quote(text="Well done.")]
    texts = {text.value: text for text in texts_on(page)}
    assert texts["<p>Text.</p>"].kind is Kind.HTML
    assert texts["<p>Text.</p>"].label == "The story"
    assert texts["<p>Text.</p>"].top == 3
    assert texts["https://example.org/"].kind is Kind.ADDRESS
    assert texts["Well done."].kind is Kind.PLAIN
    assert texts["Well done."].field == "quotes"
    assert texts["Well done."].label == "Quote: their words"


def test_blocks_within_blocks_are_looked_at():
    page = reflection(
        ("text", "<p>One</p>"),
        ("folded", {"title": "Two", "body": "<p>Three</p>"}),
        ("do_list", {"heading_level": 3, "label": "Four", "do": ["<p>Five</p>"]}),
        ("quotation", {"text": "Six", "attribution": "Seven"}),
        ("table", {"data": [["Eight", None], ["", "Nine"]], "table_caption": "Ten"}),
    )
    assert {
        "<p>One</p>",
        "Two",
        "<p>Three</p>",
        "Four",
        "<p>Five</p>",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
    } <= values(page)
    tops = {text.value: text.top for text in texts_on(page)}
    assert (tops["<p>One</p>"], tops["<p>Three</p>"]) == (2, 3)


def test_what_readers_never_see_is_left_out():
    page = story(
        "<p>Text.</p>", slug="the-slug", draft_title="Old title", licence="ogl-3.0"
    )
    assert values(page) == {"A story", "What we did.", "<p>Text.</p>"}


def test_words_keep_apart_what_readers_see_apart():
    page = story("<p>One &amp; <b>t</b>wo</p><ul><li>three</li><li>four</li></ul>")
    text = next(text for text in texts_on(page) if text.field == "story")
    assert text.words == "One & two\nthree\nfour"
