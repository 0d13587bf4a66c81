"""Labels as people write them, in any order and any look."""

import pytest
from docx import Document

from sharing.share_types import share_type
from sharing.word.reading import (
    NO_CHOICE,
    TWICE,
)
from tests.sharing.documents import (
    STORY,
    WARDS,
    add_table,
    lines,
    reading,
    rest,
    texts,
)

GENERATIONS = {
    "the first": (
        "Title of driver: Productivity in hospitals",
        "Alternative Titles: Carter Review",
        "Source: Department of Health",
        "Link to main document: https://www.gov.uk/carter",
        "Publication format: PDF",
        "Date of publication: February 2016",
        "Summary of driver:",
        "Hospitals differ.",
        "They need not.",
        "Key features of driver:",
        "Fifteen recommendations.",
        "Impact on library policy/practice:",
        "Offer searches.",
    ),
    "the third": (
        "Title (incl. acronyms, alternative names)",
        "Productivity in hospitals",
        "What does this mean for libraries?",
        "Offer searches.",
        "Source",
        "Department of Health",
        "Link to main document",
        "https://www.gov.uk/carter",
        "Date of publication",
        "February 2016",
        "Summary of driver",
        "Hospitals differ.",
        "They need not.",
    ),
}


CARTER = {
    "title": "Productivity in hospitals",
    "publisher": "Department of Health",
    "source_url": "https://www.gov.uk/carter",
    "date": "February 2016",
    "summary": "Hospitals differ.\nThey need not.",
    "impact": "Offer searches.",
}


@pytest.mark.parametrize("generation", GENERATIONS)
def test_each_generation_of_labels_is_read(generation):
    found = reading(lines(*GENERATIONS[generation]))
    assert found.share_type is share_type("driver")
    assert texts(found).items() >= CARTER.items()
    assert set(found.recognised.values()) == {"label"}
    assert rest(found) == []


def test_labels_in_another_order_are_read():
    pairs = [STORY[n : n + 2] for n in range(0, len(STORY), 2)]
    turned = [text for pair in reversed(pairs) for text in pair]
    assert texts(reading(lines(*turned), "map-story")) == WARDS


@pytest.mark.parametrize(
    "label",
    [
        *("Source", "SOURCE:", "source :", "Source\xa0:", "“Source”:", "  Source:  "),
        *("3. Source:", "Source\u200b:", "‘Source’"),
    ],
)
@pytest.mark.parametrize("is_bold", [True, False])
def test_a_label_is_known_however_it_is_written(label, is_bold):
    document = lines(
        "Title of driver: A plan", ("*" if is_bold else "") + label, "NHS\xa0England "
    )
    assert texts(reading(document, "driver")) == {
        "title": "A plan",
        "publisher": "NHS England",
    }


def test_a_label_that_stands_out_needs_no_colon():
    document = lines("*Title of driver", "A plan")
    line = document.add_paragraph()
    line.add_run("Source").bold = True
    line.add_run(" – NHS England")
    line = document.add_paragraph()
    line.add_run("Sour").bold = True
    line.add_run("ce").bold = True
    line.add_run(" of rivers")
    found = reading(document, "driver")
    assert texts(found) == {"title": "A plan", "publisher": "NHS England"}
    assert rest(found) == ["of rivers"]


def test_two_labels_may_share_a_line():
    found = reading(
        lines("Title of driver: A plan", "Source:  Link to main document: "), "driver"
    )
    assert texts(found) == {"title": "A plan"}
    found = reading(
        lines("Source: HEE  Link to main document: https://example.org/"), "driver"
    )
    assert texts(found) == {"publisher": "HEE", "source_url": "https://example.org/"}


def test_a_label_within_a_sentence_is_none():
    sentence = "We asked the source: a nurse. The cost: nothing."
    assert texts(reading(lines("The story", sentence), "map-story")) == {
        "story": sentence
    }


def test_a_line_may_end_within_a_paragraph():
    document = lines("Title of driver:\nA plan", "Source\nHEE\nPublication format: PDF")
    expected = {"title": "A plan", "publisher": "HEE", "publication_format": "PDF"}
    assert texts(reading(document, "driver")) == expected


def test_a_missing_label_leaves_its_field_empty():
    found = reading(lines("My story", *STORY), "map-story")
    assert texts(found) == WARDS
    assert rest(found) == ["My story"]


def test_what_is_unknown_is_kept_in_order_and_belongs_to_no_field():
    document = lines(
        "Hello!", *STORY, "# Thanks", "To everybody.", "# Cost", "£40", "None else."
    )
    found = reading(document, "map-story")
    assert texts(found) == {**WARDS, "cost": "£40"}
    assert rest(found) == ["Hello!", "Thanks", "To everybody.", "None else."]


def test_an_unknown_label_that_stands_out_ends_a_text():
    found = reading(
        lines("*The story", "It began.", "*Ethics:", "Not needed."), "map-story"
    )
    assert texts(found) == {"story": "It began."}
    assert rest(found) == ["Ethics:", "Not needed."]
    document = lines("# The story", "It began.", "*In May", "It went on.")
    document.add_heading("In June", level=2)
    assert texts(reading(document, "map-story")) == {
        "story": "It began.\nIn May\nIt went on.\nIn June"
    }


def test_a_label_that_stands_twice_is_said():
    found = reading(
        lines("Source:", "Title: A plan", "Source: HEE", "Source: NHSE"), "driver"
    )
    assert texts(found) == {"title": "A plan", "publisher": "HEE"}
    assert rest(found) == ["NHSE"]
    assert found.notices == (TWICE.format("Source"),)


def test_a_choice_is_known_or_left_to_the_sender():
    assert (
        texts(reading(lines("Title: A", "Scope:  regional "), "driver"))["scope"]
        == "regional"
    )
    found = reading(lines("Title: A", "Scope: Trust-wide"), "driver")
    assert "scope" not in found.values
    assert rest(found) == ["Trust-wide"]
    assert found.notices == (NO_CHOICE.format("Scope"),)


def test_a_placeholder_that_was_left_is_empty():
    document = lines(
        "Title: Click or tap here to enter text.",
        "Source",
        "Write here",
        "Scope: Choose one",
    )
    found = reading(document, "driver")
    assert (found.values, rest(found), found.notices) == ({}, [], ())


def test_an_unknown_label_that_stands_out_within_its_line_ends_a_text():
    document = Document()
    for label, said in (("The story:", " It began."), ("Ethics:", " Not needed.")):
        line = document.add_paragraph()
        line.add_run(label).bold = True
        line.add_run(said)
    document.add_paragraph("And no more.")
    found = reading(document, "map-story")
    assert texts(found) == {"story": "It began."}
    assert rest(found) == ["Ethics: Not needed.", "And no more."]


def test_what_follows_a_box_is_no_part_of_its_answer():
    document = lines("The story")
    add_table(document, ("It began.",))
    document.add_paragraph("Thank you for reading.")
    found = reading(document, "map-story")
    assert texts(found) == {"story": "It began."}
    assert rest(found) == ["Thank you for reading."]
