"""Unfinished and odd texts are looked at, and hide nothing that stands beside them.

Beside each odd text stand ordinary ones, one for each check; all of them must be found.
"""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, get_page_models

from core.models import Alignment, ContentPage, CustomDocument, Measure, Quote
from stories.models import KMStoryPage
from tests import factories
from tests.editorial import ordinary
from tests.editorial.findings import reflection, story
from tests.editorial.ordinary import (
    IN_HTML,
    IN_PICTURE,
    IN_WORDS,
    UNLICENSED,
    quoting,
    told,
)
from toolkit.models import DriverPage, ExampleDocumentPage, ProjectPlanPage

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
# A title as forms take it: not empty, and without the sign that no database keeps.
TYPED = st.text(
    st.characters(exclude_characters="\0", codec="utf-8"), min_size=1, max_size=60
)
CONTENT_TYPES = [model for model in get_page_models() if issubclass(model, ContentPage)]
EVERYTHING = IN_HTML | IN_WORDS | IN_PICTURE | UNLICENSED
# What a page of a type lacks as long as nobody has filled it in.
LACKING = {
    KMStoryPage: {("story-consent", ""), ("no-alignment", "")},
    ProjectPlanPage: {("no-alignment", "")},
    DriverPage: {("lift-this", "")},
}
# A driver without a status does not hold.
LACKING_OF_NONE = {**LACKING, DriverPage: {("way-on", "")}}


@pytest.fixture(autouse=True)
def _rows(db):
    ordinary.remember_what_is_ordinary()


@pytest.fixture
def poster(db):
    return ordinary.poster()


@pytest.fixture
def driver(tree):
    return factories.DriverFactory(parent=tree.drivers, title="Ten year plan")


@given(html=HTML)
@ODD
def test_any_html_hides_nothing(poster, html):
    page = story(html, lessons=ordinary.HTML, image=poster, licence="")
    assert told(quoting(page)) >= EVERYTHING
    folded = ("folded", {"title": html, "body": html})
    page = reflection(("text", html), folded, ("text", ordinary.HTML), licence="")
    page.image = poster
    assert told(quoting(page)) >= EVERYTHING


@given(words=st.text(max_size=60))
@ODD
def test_any_words_hide_nothing(poster, words):
    page = story(
        ordinary.HTML, contact_url=words, award=words, image=poster, licence=words[:20]
    )
    page.title = words
    assert told(quoting(page, Quote(text=words, name=words))) >= EVERYTHING


@given(words=TYPED)
@ODD
def test_any_words_hide_nothing_of_the_toolkit(driver, words):
    document = CustomDocument(title="Paper")
    page = DriverPage(title=words, briefing_document=document)
    page.alternative_titles = f"{driver.title}\n{words}"
    lacking = {("briefing-by", "Paper"), ("similar-driver", driver.title)}
    assert told(quoting(page)) >= IN_WORDS | lacking
    page = ExampleDocumentPage(title=words, document=document)
    assert told(quoting(page)) >= IN_WORDS | {("file-licence", "Paper")}


@pytest.mark.parametrize("model", CONTENT_TYPES)
def test_on_an_empty_page_of_any_type_its_quotation_is_found(model):
    assert told(model()) == LACKING.get(model, set())
    assert told(quoting(model())) == IN_WORDS | LACKING.get(model, set())


@pytest.mark.parametrize("model", CONTENT_TYPES)
def test_on_a_page_of_nothing_but_none_its_quotation_is_found(model):
    page = model()
    for field in model._meta.concrete_fields:
        if field.get_internal_type() in {"CharField", "TextField", "JSONField"}:
            setattr(page, field.attname, None)
    expected = IN_WORDS | UNLICENSED | LACKING_OF_NONE.get(model, set())
    assert told(quoting(page)) == expected


@pytest.mark.parametrize(
    "scrap",
    ["a", "1 ", "<b>", "<p>", '."', "a.", "<a href=x>y</a>", "999 012 345", "+44 "],
)
def test_a_very_long_text_hides_nothing_and_is_looked_at_in_good_time(poster, scrap):
    long = scrap * (100_000 // len(scrap))
    page = story(long, lessons=ordinary.HTML, image=poster, licence="")
    began = time.monotonic()
    found = told(quoting(page))
    assert time.monotonic() - began < 10
    assert found >= EVERYTHING


def test_empty_rows_hide_nothing():
    page = quoting(story(ordinary.HTML), Quote())
    page.alignments = [Alignment()]
    page.measures = [Measure(), Measure(basis_note="The nurse was born on 4 May 1970")]
    expected = IN_WORDS | IN_HTML | {("date-of-birth", "born on 4 May 1970")}
    assert told(page) == expected


def test_blocks_without_values_hide_nothing(poster):
    bare = {"image": {"image": poster.pk, "alt_text": ""}}
    page = reflection(
        ("text", ""),
        ("picture", {"image": {"image": None, "alt_text": ""}, "caption": None}),
        ("picture", {"image": {"image": 999, "alt_text": "x"}}),
        ("quotation", {}),
        ("table", None),
        ("table", {"data": None}),
        ("do_list", {"do": []}),
        ("download", {"document": 999}),
        ("picture", bare),
        ("text", ordinary.HTML),
        ("table", {"data": [[ordinary.WORDS, None]]}),
    )
    expected = IN_HTML | IN_PICTURE | IN_WORDS | {("heading-order", "Aims")}
    assert told(page) == {row for row in expected if row[0] != "quote-consent"}


def test_on_a_page_of_no_type_of_ours_its_quotation_is_found():
    assert told(quoting(Page(title="Welcome"))) == IN_WORDS | UNLICENSED
