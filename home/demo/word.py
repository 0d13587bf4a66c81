"""Word files of the demo: templates to fill in, and documents to read."""

import re

from django.core.files.base import ContentFile
from django.utils.html import format_html, format_html_join
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from sharing.word.styling import GREY, in_bytes, new_document

LINE_HEIGHT = Cm(0.75)
MARKS = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|\[(.+?)\]\(.+?\)")


def template_file(title, parts):
    """
    A template: for each part its heading, a sentence of help and a box to fill in.

    Args:
        title: the template's title.
        parts: dictionaries with `heading`, `help` and `rows` (height in lines).

    Returns:
        A file in Word's format, without a name.
    """
    document = new_document(title, "Template of the MAP community")
    document.add_paragraph(
        "Fill in what helps you and delete the rest. The boxes grow as you write."
    )
    for part in parts:
        document.add_heading(part["heading"], level=1)
        help_text = document.add_paragraph().add_run(part["help"])
        help_text.font.color.rgb = GREY
        add_box(document, part.get("rows", 3))
    return as_file(document)


def add_box(document, rows):
    """A box to write in, at least so many lines high."""
    table = document.add_table(rows=1, cols=1, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.rows[0].height = int(LINE_HEIGHT * rows)
    mark_as_layout(table)


def mark_as_layout(table):
    """Tell screen readers that the box is for writing, not a table of data."""
    description = OxmlElement("w:tblDescription")
    description.set(qn("w:val"), "Box to write in")
    table._tbl.tblPr.append(description)


def document_file(title, markdown):
    """A document to read, from Markdown with headings, paragraphs and lists."""
    document = new_document(title, "Example document")
    for line in markdown.strip().splitlines():
        add_line(document, line.strip())
    return as_file(document)


def add_line(document, line):
    """One line of Markdown as a paragraph of its kind."""
    line = MARKS.sub(lambda mark: mark[1] or mark[2] or mark[3], line)
    if line.startswith("#"):
        document.add_heading(line.lstrip("# "), level=1)
    elif line.startswith("- "):
        document.add_paragraph(line[2:], style="List Bullet")
    elif re.match(r"\d+\. ", line):
        document.add_paragraph(line.split(". ", 1)[1], style="List Number")
    elif line:
        document.add_paragraph(line)


def as_file(document):
    """The document's bytes as a file for Django."""
    return ContentFile(in_bytes(document))


def template_twin(parts):
    """The same template as a page's body, for people who cannot use the Word file."""
    items = format_html_join(
        "", "<h2>{}</h2><p>{}</p>", ((part["heading"], part["help"]) for part in parts)
    )
    return [{"type": "text", "value": format_html("{}", items)}]
