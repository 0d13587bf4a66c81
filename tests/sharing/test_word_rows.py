"""Rows in tables of ours and of others, and what is left of tables."""

import re

import pytest
from docx import Document

from sharing.share_types import share_type
from sharing.word import template
from sharing.word.reading import (
    NO_ROWS,
)
from tests.sharing.documents import (
    STORY,
    add_table,
    add_xml,
    lines,
    part,
    reading,
    rest,
    saved,
    texts,
    with_parts,
    with_text,
)

ALIGNMENT = "Alignment to local, regional and national drivers"


def rows(*texts):
    """Rows of drivers from “name | level”."""
    names = ("driver", "level")
    return [dict(zip(names, text.split(" | "), strict=True)) for text in texts]


def test_a_table_with_a_head_of_its_own_is_read_as_rows():
    document = lines(*STORY, "# Something else")
    add_table(
        document,
        ("Name of driver", "URL", "LEVEL:", "Theme", "Notes"),
        ("STP", "https://example.org/", "Regional", "Transformation", "Ask Jo"),
        ("", "", "", "", ""),
        ("Our plan", "", "Trust-wide", "", ""),
    )
    add_table(document, ("Kind", "Number", "Unit"), ("time", "24", "hours"))
    found = reading(document, "map-story")
    assert found.values["alignments"] == [
        {
            "driver": "STP",
            "url": "https://example.org/",
            "level": "regional",
            "theme": "Transformation",
        },
        {"driver": "Our plan"},
    ]
    assert found.values["measures"] == [{"kind": "time", "value": "24", "unit": "hours"}]
    assert rest(found) == ["Something else", "Notes: Ask Jo", "Level: Trust-wide"]
    assert found.recognised["alignments"] == "label"


def test_the_link_of_a_driver_s_name_is_kept():
    document = lines(ALIGNMENT)
    table = add_table(document, ("Driver", "Level"), ("", "Local"))
    link = document.part.relate_to(
        "https://example.org/", "http://x/hyperlink", is_external=True
    )
    add_xml(
        document,
        f'<w:p><w:hyperlink r:id="{link}"><w:r><w:t>Our plan</w:t></w:r></w:hyperlink>'
        "</w:p>",
    )
    table.cell(1, 0)._tc.append(document.element.body[-2])
    found = reading(document, "map-story")
    assert found.values["alignments"] == [
        {"driver": "Our plan", "url": "https://example.org/", "level": "local"}
    ]


FLAT = {
    "all": (
        [
            "STP",
            "https://a.org/",
            "Regional",
            "Transformation",
            "Plan",
            "https://b.org/",
            "Local",
            "Wellbeing",
        ],
        [
            {
                "driver": "STP",
                "url": "https://a.org/",
                "level": "regional",
                "theme": "Transformation",
            },
            {
                "driver": "Plan",
                "url": "https://b.org/",
                "level": "local",
                "theme": "Wellbeing",
            },
        ],
    ),
    "with a head": (
        ["Driver", "Level", "STP", "Regional", "Plan", "Local"],
        rows("STP | regional", "Plan | local"),
    ),
    "without levels": (
        ["STP", "https://a.org/", "Plan", "www.b.org"],
        [
            {"driver": "STP", "url": "https://a.org/"},
            {"driver": "Plan", "url": "www.b.org"},
        ],
    ),
    "line by line": (
        ["STP / Regional / Transformation", "Plan\tLocal"],
        [
            {"driver": "STP", "level": "regional", "theme": "Transformation"},
            {"driver": "Plan", "level": "local"},
        ],
    ),
    "names": (
        ["NHS Long Term Plan", "Topol Review"],
        [{"driver": "NHS Long Term Plan"}, {"driver": "Topol Review"}],
    ),
}


@pytest.mark.parametrize("way", FLAT)
def test_a_table_of_which_only_texts_are_left_is_read(way):
    given, expected = FLAT[way]
    found = reading(lines(f"{ALIGNMENT}:", *given, "Cost: £4"), "map-story")
    assert found.values["alignments"] == expected
    assert found.values["cost"] == "£4"
    assert rest(found) == []


@pytest.mark.parametrize(
    "given",
    [
        ["Our work serves many plans, and we are proud of it."],
        ["STP", "Regional", "Plan", "https://b.org/", "Local"],
        ["Regional", "STP"],
    ],
)
def test_texts_that_fit_no_row_are_not_guessed_at(given):
    found = reading(lines(ALIGNMENT, *given), "map-story")
    assert found.values == {}
    assert rest(found) == given
    assert found.notices == (NO_ROWS.format(ALIGNMENT),)


def test_a_form_in_a_table_is_read():
    document = Document()
    add_table(
        document, ("Title", "My story"), ("Project team:", "Jo\nSam"), ("Moral", "None")
    )
    add_table(document, ("The story",), ("It began.",))
    found = reading(document, "map-story")
    assert texts(found) == {
        "title": "My story",
        "team": "Jo\nSam\nMoral | None",
        "story": "It began.",
    }


def test_a_table_within_a_text_stays_with_it():
    document = lines("# The story", "Look:")
    add_table(document, ("Ward", "Beds"), ("A", "12"))
    found = reading(document, "map-story")
    assert texts(found) == {"story": "Look:\nWard | Beds\nA | 12"}


@pytest.mark.parametrize(("said", "expected"), [("A title", "A title"), ("", None)])
def test_the_box_under_a_label_is_its_answer_and_help_before_it_is_none(said, expected):
    document = lines("# Title", "Leave it until the very end.")
    add_table(document, (said,))
    document.add_heading("Project team", level=1)
    add_table(document, ("Jo\nSam",))
    found = reading(document, "map-story")
    assert texts(found).get("title") == expected
    assert texts(found)["team"] == "Jo\nSam"
    assert rest(found) == ["Leave it until the very end."]


def test_a_row_that_was_copied_counts_as_another():
    row = {"driver": "Plan", "level": "local"}
    data = template(share_type("map-story"), {"alignments": [row]})
    xml = part(data)
    first = next(r for r in re.findall(r"<w:tr>.*?</w:tr>", xml) if ">Plan<" in r)
    doubled = xml.replace(first, first + first.replace(">Plan<", ">STP<"))
    found = reading(with_parts(data, **{"word/document.xml": doubled}))
    assert found.values["alignments"] == [row, {**row, "driver": "STP"}]


def test_controls_of_rows_outside_of_a_table_are_read():
    def cell(tag, words):
        return (
            f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent><w:p><w:r>'
            f"<w:t>{words}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )

    body = (
        cell("measures.2.value", "7")
        + cell("measures.1.value", "5")
        + cell("measures.1.unit", "h")
    )
    found = reading(with_text(body), "map-story")
    assert found.values == {"measures": [{"value": "5", "unit": "h"}, {"value": "7"}]}
    assert found.recognised == {"measures": "tag"}


def test_a_column_that_stands_twice_is_kept_beside():
    document = lines(ALIGNMENT)
    add_table(document, ("Driver", "Name", "Level"), ("Plan", "Other", "Local"))
    found = reading(document, "map-story")
    assert found.values["alignments"] == rows("Plan | local")
    assert rest(found) == ["Name: Other"]


def test_a_row_that_was_put_in_counts_and_one_that_was_taken_out_does_not():
    document = lines(ALIGNMENT)
    add_table(document, ("Driver", "Level"), ("New", "Local"), ("Old", "Local"))
    data = saved(document)
    new, old = (r for r in re.findall(r"<w:tr>.*?</w:tr>", part(data)) if "Local" in r)
    xml = part(data).replace(new, f'<w:ins w:id="1">{new}</w:ins>')
    gone = old.replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="2"/></w:trPr>')
    xml = xml.replace(old, gone)
    found = reading(with_parts(data, **{"word/document.xml": xml}), "map-story")
    assert found.values["alignments"] == rows("New | local")


def test_a_table_that_was_pasted_into_a_control_is_part_of_the_answer():
    document = Document()
    add_table(document, ("Ward", "Beds"), ("A", "12"))
    table = re.search(r"<w:tbl>.*</w:tbl>", part(saved(document)))[0]
    control = '<w:sdt><w:sdtPr><w:tag w:val="story"/></w:sdtPr><w:sdtContent>{}'
    body = control.format(table) + "</w:sdtContent></w:sdt>"
    found = reading(with_text(body), "map-story")
    assert texts(found) == {"story": "Ward | Beds\nA | 12"}
    assert found.recognised == {"story": "tag"}


def test_a_box_may_hold_the_whole_form():
    document = Document()
    add_table(document, ("Title: My story\nCost: £4",))
    assert texts(reading(document, "map-story")) == {"title": "My story", "cost": "£4"}
