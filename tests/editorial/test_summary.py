"""The error summary: every line at its own field, in the form's words and order."""

import pytest
from wagtail.blocks import StreamBlockValidationError, StreamValue
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from core.models import Alignment, Measure, Quote
from core.pages.needs import missing_needs
from core.text.places import Place, path_of
from editorial.templatetags.editorial import label_on_form
from editorial.validation import obstacles
from editorial.validation.parts import told
from editorial.validation.summary import label_of, summary
from stories.models import MapStoryPage, ReflectionPage
from tests import factories
from toolkit.models import DriverPage, ExampleDocumentPage, TemplatePage

pytestmark = pytest.mark.django_db


def lines_of(page):
    """The summary of a page as (way, label)."""
    return [(line.way, line.label) for line in summary(page, obstacles(page))]


def body_of(*blocks):
    """A reflection whose body holds blocks as (type, id, value)."""
    raw = [{"type": kind, "id": key, "value": value} for kind, key, value in blocks]
    page = factories.ReflectionFactory(parent=factories.StoryIndexFactory())
    page.body = StreamValue(ReflectionPage.body.field.stream_block, raw, is_lazy=True)
    return page


def test_each_line_bears_the_label_of_the_form_in_its_order(draft):
    draft.summary = draft.team = draft.impact_library = ""
    draft.alignments = []
    assert lines_of(draft) == [
        ("summary", "In one or two sentences"),
        ("alignments", "Alignment to local, regional and national drivers"),
        ("team", "Project team"),
        ("impact_library", "Impact for the library"),
    ]


def test_nothing_is_said_twice(draft):
    draft.quotes = [Quote(text="Splendid.", name="Asha Patel")]
    assert lines_of(draft) == [
        ("quotes.0.consent", "What people said, quotation 1: They agreed to be quoted")
    ]


def test_a_field_of_a_row_is_named_with_its_row(draft):
    draft.measures = [
        Measure(kind="time", value=3, unit="hours", basis="counted"),
        Measure(kind="time", unit="hours", basis="counted"),
    ]
    draft.alignments = [Alignment(how="Somehow")]
    assert lines_of(draft) == [
        (
            "alignments.0.driver",
            "Alignment to local, regional and national drivers, driver 1: Driver",
        ),
        ("measures.1.value", "Figures, figure 2: Figure"),
    ]


def test_a_field_of_a_block_is_named_with_its_block():
    image = get_image_model().objects.create(
        title="Poster", file=get_test_image_file(), credit="Ours"
    )
    page = body_of(
        ("text", "a1", "<p>Tea.</p>"),
        ("quotation", "b2", {"text": "", "attribution": "Asha"}),
        ("picture", "c3", {"image": {"image": image.pk, "decorative": False}}),
        ("do_list", "e5", {"heading_level": 3, "do": [""]}),
    )
    found = dict(lines_of(page))
    assert found["body.b2.text"] == "Body, part 2 (Quotation): Text"
    assert found["body.c3.image"] == "Body, part 3 (Picture): Image"
    (row,) = [way for way in found if way.startswith("body.e5.do.")]
    assert len(row.split(".")) == 4
    assert len(obstacles(page)["body.c3.image"]) == 1


def test_a_forbidden_number_in_a_block_or_row_leads_there(draft):
    number = "NHS number 943 476 5919"
    page = body_of(("text", "a1", "<p>Tea.</p>"), ("text", "b2", f"<p>{number}</p>"))
    assert lines_of(page) == [("body.b2", "Body, part 2 (Text)")]
    draft.quotes = [Quote(text="Fine."), Quote(text=f"So is {number}.")]
    assert lines_of(draft) == [
        ("quotes.1.text", "What people said, quotation 2: Their words")
    ]


def test_what_is_wrong_with_a_stream_as_a_whole_stands_at_the_stream():
    error = StreamBlockValidationError(non_block_errors=["Two pictures at most."])
    assert list(told(error, None, [], "body")) == [("body", "Two pictures at most.")]


def test_what_is_not_in_the_form_has_no_label_and_leads_nowhere(draft):
    (line,) = summary(draft, {"__all__": ["No."]})
    assert (line.label, line.anchor) == ("", "?needed=1")


def test_a_line_leads_to_its_field(draft):
    (line,) = summary(draft, {"team": ["Who?"]})
    assert line.anchor == "?needed=1#:w:contentpath=team"


def test_a_hint_is_labelled_alike(draft):
    assert label_on_form("summary", draft) == "In one or two sentences"
    assert label_of(draft, Place("quotes")) == "What people said"
    assert label_of(draft, "quotes.0") == "What people said, quotation 1"
    assert label_on_form("", draft) == ""


def test_a_place_is_the_name_of_its_field():
    place = Place("quotes").below(0).below("text")
    assert place == "quotes"
    assert path_of(place) == "quotes.0.text"
    assert path_of("summary") == path_of(Place("summary")) == "summary"


@pytest.mark.parametrize(
    ("model", "values", "needed"),
    [
        (MapStoryPage, {"team": " \n "}, "team"),
        (DriverPage, {"status": "current"}, "impact"),
        (TemplatePage, {}, "document"),
        (ExampleDocumentPage, {}, "document"),
        (ReflectionPage, {}, "authors"),
    ],
)
def test_what_a_type_needs_is_missing_from_an_empty_page(model, values, needed):
    page = model(**values)
    assert needed in [need.field for need in missing_needs(page, {**EMPTY})]
    assert needed in page.problems()


EMPTY = {"alignments": [], "authors": []}


@pytest.mark.parametrize(
    ("model", "values", "excused"),
    [
        (DriverPage, {"status": "headline"}, "impact"),
        (ExampleDocumentPage, {"link": "https://example.org/plan"}, "document"),
        (MapStoryPage, {"story": "<p>We began small.</p>"}, "story"),
    ],
)
def test_what_stands_there_or_is_excused_is_not_missing(model, values, excused):
    found = [need.field for need in missing_needs(model(**values), {**EMPTY})]
    assert excused not in found
