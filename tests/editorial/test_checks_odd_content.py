"""Unfinished and odd texts are looked at without an accident."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, get_page_models

from core.models import Alignment, ContentPage, Measure, Quote
from core.page_checks import findings_on
from tests.editorial.findings import reflection, story

pytestmark = pytest.mark.django_db

ODD = settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
SCRAPS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<a",
        '<a linktype="page" id="1">',
        '<a linktype="page">',
        '<a linktype="document" id="99999999999999999999">',
        '<a href="http://[">',
        '<a href="//">',
        '<a href="/%ff%00/">',
        '<a href="mailto:">',
        "</a>",
        "<h1>",
        "<h6>",
        "</h2>",
        "<img>",
        "<embed embedtype='image'>",
        "<![CDATA[",
        "<!DOCTYPE",
        "<?xml",
        "&#0;",
        "&bogus;",
        "DOB 1/1/1 ",
        "999 012 3456 ",
        "a@b.cd ",
        "+44 ",
    ]
)
HTML = st.lists(st.one_of(SCRAPS, st.text(max_size=20)), max_size=12).map("".join)
CONTENT_TYPES = [model for model in get_page_models() if issubclass(model, ContentPage)]


@given(html=HTML)
@ODD
def test_any_html_is_looked_at(html):
    findings_on(story(html))
    findings_on(reflection(("text", html), ("folded", {"title": html, "body": html})))


@given(words=st.text(max_size=60))
@ODD
def test_any_words_are_looked_at(words):
    page = story(contact_url=words, award=words)
    page.title = words
    page.quotes = [Quote(text=words, name=words)]
    findings_on(page)


@pytest.mark.parametrize("model", CONTENT_TYPES)
def test_an_empty_page_of_any_type_is_looked_at(model):
    findings_on(model())


@pytest.mark.parametrize("model", CONTENT_TYPES)
def test_a_page_of_nothing_but_none_is_looked_at(model):
    page = model()
    for field in model._meta.concrete_fields:
        if field.get_internal_type() in {"CharField", "TextField", "JSONField"}:
            setattr(page, field.attname, None)
    findings_on(page)


@pytest.mark.parametrize(
    "scrap",
    ["a", "1 ", "<b>", "<p>", '."', "a.", "<a href=x>y</a>", "999 012 345", "+44 "],
)
def test_a_very_long_text_is_looked_at_in_good_time(scrap):
    began = time.monotonic()
    findings_on(story(scrap * (100_000 // len(scrap))))
    assert time.monotonic() - began < 10


def test_empty_rows_are_looked_at():
    page = story()
    page.quotes, page.alignments, page.measures = [Quote()], [Alignment()], [Measure()]
    findings_on(page)


def test_blocks_without_values_are_looked_at():
    page = reflection(
        ("text", ""),
        ("picture", {"image": {"image": None, "alt_text": ""}, "caption": None}),
        ("picture", {"image": {"image": 999, "alt_text": "x"}}),
        ("quotation", {}),
        ("table", None),
        ("table", {"data": None}),
        ("do_list", {"do": []}),
        ("download", {"document": 999}),
    )
    findings_on(page)


def test_a_page_of_no_type_of_ours_is_looked_at():
    findings_on(Page(title="Welcome"))
