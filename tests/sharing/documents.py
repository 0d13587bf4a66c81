"""Word files as people send them in, made anew for each test."""

import io
import zipfile

from django.core.files.base import ContentFile
from docx import Document
from docx.oxml import parse_xml

from sharing.share_types import share_type, share_types
from sharing.word import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:v="urn:schemas-microsoft-com:vml"'
)
# A story in lines, and what is read of it.
STORY = (
    *("# Title", "The list that went to six wards", "# Project team", "Librarian"),
    *("# The story", "In March we began.", "# Impact for the Library", "We sit on it."),
)
WARDS = {
    "title": "The list that went to six wards",
    "team": "Librarian",
    "story": "In March we began.",
    "impact_library": "We sit on it.",
}


def saved(document):
    """The bytes of a document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def lines(*texts):
    """A document of paragraphs. “# ” begins a heading, “*” a line that stands out."""
    document = Document()
    for text in texts:
        if text.startswith("# "):
            document.add_heading(text[2:], level=1)
        elif text.startswith("*"):
            document.add_paragraph().add_run(text[1:]).bold = True
        else:
            document.add_paragraph(text)
    return document


def add_xml(document, markup):
    """Put a paragraph in Word's markup at the end; “w:” and “r:” are known."""
    element = parse_xml(markup.replace("<w:p>", f"<w:p {SPACES}>", 1))
    document.element.body[-1].addprevious(element)


def add_link(document, text, address, before=""):
    """A paragraph with a link."""
    link = document.part.relate_to(address, f"{R}/hyperlink", is_external=True)
    add_xml(
        document,
        f'<w:p><w:r><w:t xml:space="preserve">{before}</w:t></w:r>'
        f'<w:hyperlink r:id="{link}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink></w:p>',
    )


def add_table(document, *rows):
    """A table of texts."""
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


def reading(document, key=None):
    """What is read of a document, or of bytes: as one type, or as any."""
    data = document if isinstance(document, bytes) else saved(document)
    return read(ContentFile(data), [share_type(key)] if key else share_types())


def texts(found):
    """The values of a reading, paragraphs as lines."""
    return {
        name: value if isinstance(value, list) else str(value)
        for name, value in found.values.items()
    }


def rest(found):
    """What was not understood, line by line."""
    return str(found.not_understood).splitlines()


def part(data, name="word/document.xml"):
    """The text of a part of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def with_parts(data, kind=zipfile.ZIP_DEFLATED, **parts):
    """A file with other parts, by their names with “__” for “/”; None takes one out."""
    named = {name.replace("__", "/"): content for name, content in parts.items()}
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(made, "w", kind) as copy,
    ):
        for name in archive.namelist():
            if name not in named:
                copy.writestr(name, archive.read(name))
        for name, content in named.items():
            if content is not None:
                copy.writestr(name, content)
    return made.getvalue()


def with_text(body, data=None):
    """A file whose whole text is this markup of Word."""
    xml = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    return with_parts(data or saved(Document()), **{"word/document.xml": xml})
