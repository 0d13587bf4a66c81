"""Files that people filled in, each in a way of their own."""

import io
import re

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE

from home.demo.word import template_file
from sharing.share_types import share_type, share_types
from sharing.word import template
from sharing.word.reading import (
    ANOTHER,
    WHICH,
)
from tests.sharing.documents import (
    add_table,
    lines,
    part,
    reading,
    rest,
    texts,
    with_parts,
    with_text,
)


def fill(document, label, *answers):
    """Write under a label of the template, over its placeholder."""
    paragraphs = document.paragraphs
    place = [p.text for p in paragraphs].index(label)
    empty = next(p for p in paragraphs[place:] if p.text == "Write here")
    empty.text = answers[0]
    for answer in reversed(answers[1:]):
        empty.insert_paragraph_before(answer)
        empty._p.addnext(empty._p.getprevious())


def without_controls(key):
    """The template as a program leaves it that knows no content controls."""
    data = template(share_type(key))
    plain = re.sub(r"<w:sdtPr>.*?</w:sdtPr>|</?w:sdt(Content)?>", "", part(data))
    return Document(io.BytesIO(with_parts(data, **{"word/document.xml": plain})))


def test_a_template_in_which_the_controls_were_lost_is_read_by_its_labels():
    document = without_controls("map-story")
    fill(document, "Title", "The list")
    fill(document, "The story", "It began.", "It ended.")
    document.tables[0].cell(1, 0).text = "Our plan"
    document.tables[0].cell(1, 1).text = "Local"
    found = reading(document)
    assert found.share_type is share_type("map-story")
    assert texts(found) == {
        "title": "The list",
        "story": "It began.\nIt ended.",
        "alignments": [{"driver": "Our plan", "level": "local"}],
    }
    assert rest(found) == []


def test_what_stands_beside_a_control_is_no_answer_to_it():
    data = template(share_type("km-story"), {"teller": "Jo"})
    xml = part(data).replace("Name and role, or the role alone.", "An older hint.")
    xml = xml.replace("The way of sharing that made the difference.", "Another one.")
    found = reading(with_parts(data, **{"word/document.xml": xml}))
    assert texts(found) == {"teller": "Jo"}
    assert rest(found) == ["An older hint. Needed.", "Another one."]


@pytest.mark.parametrize(
    "texts_of", [(), ("Title", "A", "The story", "B"), ("Dear all,", "Hello.")]
)
def test_what_could_be_several_things_is_not_guessed(texts_of):
    found = reading(lines(*texts_of))
    assert found.share_type is None
    assert found.values == {}
    assert rest(found) == list(texts_of)
    assert found.notices == (WHICH,)


def test_a_template_for_something_else_is_read_as_asked_and_said():
    data = template(share_type("km-story"), {"title": "A", "teller": "Jo"})
    assert reading(data).share_type is share_type("km-story")
    found = reading(data, "map-story")
    assert found.share_type is share_type("map-story")
    assert texts(found)["title"] == "A"
    assert found.notices[0] == ANOTHER
    assert "Jo" in rest(found)


def paper(pages=10):
    """A paper of so many pages, about 400 words on each, with sections unknown to us."""
    sentence = "The ward asked for evidence and we found it in the evening of that day. "
    document = lines("# Title", "A paper", "# The story")
    for page in range(pages):
        document.add_heading(f"Part {page}", level=2)
        for _paragraph in range(5):
            document.add_paragraph(sentence * 5)
    for extra in ("References", "Acknowledgements"):
        document.add_heading(extra, level=1)
        document.add_paragraph(sentence)
    return document


def test_a_paper_of_ten_pages_keeps_every_paragraph():
    found = reading(paper(), "map-story")
    assert len(found.values["story"].paragraphs) == 60
    assert rest(found)[::2] == ["References", "Acknowledgements"]


def test_no_word_is_ever_lost():
    document = paper(2)
    add_table(document, ("Odd", "table"), ("one", "two"))
    document.styles.add_style("Strange", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Odd style", style="Strange")
    for one in share_types():
        found = reading(document, one.key)
        kept = " ".join([*map(str, texts(found).values()), *rest(found)])
        labels = {label for field in one.fields for label in field.labels}
        written = " ".join(p.text for p in document.paragraphs if p.text not in labels)
        written += " Odd table one two"
        assert sorted(kept.replace("|", " ").split()) == sorted(written.split())


def test_a_control_that_says_it_is_empty_is_empty_in_any_language():
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="{}"/><w:showingPlcHdr{}/></w:sdtPr><w:sdtContent>'
        "<w:p><w:r><w:t>Klicken Sie hier.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    body = control.format("title", "") + control.format("moral", ' w:val="0"')
    found = reading(with_text(body), "km-story")
    assert texts(found) == {"moral": "Klicken Sie hier."}
    assert rest(found) == []


def test_what_was_chosen_of_a_list_counts_though_the_control_says_it_is_empty():
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="{}"/><w:showingPlcHdr/><w:dropDownList>'
        '<w:listItem w:displayText="Yes" w:value="yes"/></w:dropDownList></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    for shown, read in (("Yes", {"consent": "yes"}), ("Elige", {}), ("", {})):
        found = reading(with_text(control.format("consent", shown)), "km-story")
        assert (texts(found), rest(found)) == (read, [])


def test_the_template_of_boxes_that_the_site_has_offered_is_read():
    parts = [
        {"heading": "Title", "help": "Leave it until the end."},
        {"heading": "Alignment to local, regional and national drivers", "help": "One."},
        {"heading": "The story", "help": "As over coffee."},
        {"heading": "Told by", "help": "Your name."},
    ]
    answers = ["The list", "Our plan / Local", "It began.\nIt ended.", "Jo"]
    with template_file("MAP Story template", parts).open() as file:
        document = Document(file)
    for table, answer in zip(document.tables, answers, strict=True):
        table.cell(0, 0).text = answer
    found = reading(document, "map-story")
    assert texts(found) == {
        "title": "The list",
        "alignments": [{"driver": "Our plan", "level": "local"}],
        "story": "It began.\nIt ended.",
    }
    assert rest(found)[-3:] == ["Told by", "Your name.", "Jo"]
