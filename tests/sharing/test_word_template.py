"""Templates of Word: what they ask, how they look, and that nothing is lost in them."""

import io
import re
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from sharing.prose import Paragraph, Piece, Prose, line_of, prose
from sharing.share_types import Kind, Part, ShareField, ShareType, share_type, share_types
from sharing.word import template
from sharing.word.controls import CHOOSE, PLACEHOLDERS, WRITE, placeholder_of
from sharing.word.labels import is_placeholder
from tests.sharing.documents import part, reading

KEYS = ["map-story", "km-story", "driver"]
LINK = Piece("the report", "https://example.org/a?b=1&c=2")
VALUES = {
    "title": "Fish & chips <at> AT&T",
    "summary": "One.\nTwo.",
    "alignments": [
        {"driver": "Our strategy", "url": "https://example.org/", "level": "local"},
        {"driver": "A Healthier Wales", "theme": "Prevention", "how": "It asks for it."},
    ],
    "measures": [{"kind": "time", "value": "1,200", "unit": "hours", "basis": "counted"}],
    "quotes": [{"text": "“Good”, she said.", "consent": "yes"}],
    "story": Prose(
        (
            Paragraph((Piece("See "), LINK, Piece("."))),
            Paragraph((Piece("First"),), "number"),
            Paragraph((Piece("A point"),), "bullet"),
        )
    ),
}


def opened(data):
    """A file as python-docx reads it."""
    return Document(io.BytesIO(data))


def controls(data):
    """The controls of a file: pairs of a tag and an element."""
    found = opened(data).element.body.iter(qn("w:sdt"))
    return [
        (one.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")), one)
        for one in found
    ]


def words_of(element):
    """The words in an element."""
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def normal(field, value):
    """A value as it is read back."""
    if field.kind == Kind.TEXT:
        return value if isinstance(value, Prose) else prose(value)
    if field.kind == Kind.ROWS:
        tidied = ({k: line_of(v) for k, v in row.items() if line_of(v)} for row in value)
        return [row for row in tidied if row]
    return line_of(value)


@pytest.mark.parametrize("key", KEYS)
def test_each_part_label_hint_and_example_is_there(key):
    one = share_type(key)
    shown = [p.text for p in opened(template(one)).paragraphs]
    for asked in one.parts:
        assert asked.title() in shown
        for field in asked.fields:
            assert field.label in shown
            assert any(text.startswith(field.hint) for text in shown)
            assert field.columns or f"For example: {field.example}" in shown


@pytest.mark.parametrize("key", KEYS)
def test_each_field_has_a_control_with_its_tag(key):
    one = share_type(key)
    found = controls(template(one))
    tags = [tag for tag, _control in found]
    assert len(tags) == len(set(tags))
    assert tags[0] == f"share-type.{key}"
    for field in one.fields:
        if not field.columns:
            assert field.name in tags
        for column in (c for c in field.columns if c.is_asked):
            assert f"{field.name}.1.{column.name}" in tags
    ids = re.findall(r'<w:id w:val="(\d+)"', part(template(one)))
    assert len(ids) == len(set(ids)) == len(tags)


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_place_is_marked_as_one(key):
    for tag, control in controls(template(share_type(key)))[1:]:
        marks = control.findall(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
        assert len(marks) == 1, tag
        assert words_of(control) in {WRITE, CHOOSE}


def test_choices_are_offered():
    (scope,) = [
        c for tag, c in controls(template(share_type("driver"))) if tag == "scope"
    ]
    items = list(scope.iter(qn("w:listItem")))
    assert [i.get(qn("w:displayText")) for i in items][:2] == ["National", "Regional"]
    assert [i.get(qn("w:value")) for i in items][:2] == ["national", "regional"]


def test_the_steps_are_called_as_editors_call_them():
    shown = [
        p.text
        for p in opened(template(share_type("map-story"), steps=["Why?"])).paragraphs
    ]
    assert "Step 1: Why?" in shown
    assert "Step 2: Identify the drivers for change" in shown


@pytest.mark.parametrize("key", KEYS)
def test_it_says_what_it_is_in_which_language(key):
    data = template(share_type(key))
    document = opened(data)
    assert document.core_properties.title.endswith(": template")
    assert document.core_properties.language == "en-GB"
    assert document.styles["Normal"].font.name == "Arial"
    assert set(re.findall(r'<w:lang w:val="([^"]+)"', part(data, "word/styles.xml"))) == {
        "en-GB"
    }
    levels = [
        int(p.style.name[-1]) for p in document.paragraphs if "Heading" in p.style.name
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(
        table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        for table in document.tables
    )


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_template_says_nothing(key):
    found = reading(template(share_type(key)))
    assert found.share_type is share_type(key)
    assert (found.values, list(found.not_understood.paragraphs), found.notices) == (
        {},
        [],
        (),
    )


def test_what_is_known_already_stands_in_it_and_comes_back():
    one = share_type("map-story")
    found = reading(template(one, VALUES))
    assert found.values == {k: normal(one.field(k), v) for k, v in VALUES.items()}
    assert set(found.recognised.values()) == {"tag"}
    assert not found.not_understood
    assert found.notices == ()


def test_there_is_room_for_one_row_more():
    tags = [tag for tag, _c in controls(template(share_type("map-story"), VALUES))]
    assert "alignments.3.driver" in tags
    assert "alignments.4.driver" not in tags


words = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "AT&T",
            "a < b > c",
            "👩‍⚕️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
            "שלום עולם",
            "مرحبا",
            "]]>",
            "Source:",
            "\x0b",
            "a\tb",
        ]
    ),
).filter(lambda text: not any(map(is_placeholder, text.splitlines())))


def value_for(field: ShareField):
    """Any value of a field."""
    if field.kind == Kind.CHOICE:
        return st.sampled_from([value for value, _label in field.choices])
    if field.kind == Kind.ROWS:
        columns = {c.name: value_for(c) for c in field.columns if not c.is_link}
        return st.lists(st.fixed_dictionaries({}, optional=columns), max_size=3)
    if field.kind == Kind.TEXT:
        return st.lists(words, max_size=4).map("\n".join)
    return words if not field.is_link else st.just("https://example.org/a_(b)?c=d&e=f")


def values_for(key):
    """Any values of a type."""
    fields = {field.name: value_for(field) for field in share_type(key).fields}
    return st.fixed_dictionaries({}, optional=fields)


@pytest.mark.parametrize("key", KEYS)
def test_whatever_is_written_comes_back(key):
    one = share_type(key)

    @settings(max_examples=25, deadline=None)
    @given(values_for(key))
    def comes_back(values):
        found = reading(template(one, values))
        expected = {k: normal(one.field(k), v) for k, v in values.items()}
        assert found.values == {k: v for k, v in expected.items() if v}
        assert not found.not_understood

    comes_back()


def test_placeholders_are_known():
    assert all(map(is_placeholder, PLACEHOLDERS))
    for one in share_types():
        assert all(is_placeholder(placeholder_of(field)) for field in one.fields)


def test_what_is_not_asked_for_stands_there_only_if_it_is_known():
    asked = ShareField("title", "Title", hint="Yours.", example="A")
    kept = ShareField("moral", "Moral", hint="If any.", example="B", is_asked=False)
    part_of_it = Part("All", "All of it.", (asked, kept))
    one = ShareType("odd", "odd one", "Odd.", "stories.KMStoryPage", (part_of_it,))
    tags = [tag for tag, _control in controls(template(one))]
    assert tags == ["share-type.odd", "title"]
    tags = [tag for tag, _control in controls(template(one, {"moral": "C"}))]
    assert tags == ["share-type.odd", "title", "moral"]
