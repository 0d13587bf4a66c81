"""A Word file as it comes from anybody: looked into, and unpacked within limits."""

import posixpath
import zipfile
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from lxml import etree

from core.uploads.documents import (
    CUT_SHORT,
    TOO_MUCH_INSIDE,
    refuse_document,
    true_name,
)

NOT_WORD = (
    "This is {}, and we read Word files (.docx) here. Please open it in the program it "
    "came from, save it as a Word document, and choose that file."
)
TOO_LONG = (
    "This document is longer than we can read: the most is {:,} paragraphs. Please send "
    "the part that answers the questions."
)
TOO_MUCH_MARKUP = (
    "This document is too complicated to read. Please copy its text into our template, "
    "and choose that file."
)
MOST_UNPACKED = 50 * 1024 * 1024
MOST_OF_A_PART = 10 * 1024 * 1024
MOST_PARAGRAPHS, MOST_ELEMENTS, DEEPEST = 5_000, 150_000, 120
# What begins a new line.
LINES = ("}p", "}br", "}cr")
CHUNK = 1 << 16
KINDS = {
    "pdf": "a PDF document",
    "odt": "a text of LibreOffice",
    "rtf": "a text in RTF",
    "pptx": "a presentation",
    "xlsx": "a spreadsheet",
    "csv": "a table as plain text",
    "txt": "a plain text",
}
SAFELY = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


@dataclass(frozen=True)
class Package:
    """
    What a Word file holds, as far as it is read.

    Args:
        document: the text.
        styles: what its styles are called, or None.
        numbering: its lists, or None.
        notes: footnotes and endnotes.
        links: where its links lead, by their names.
        names: of all its parts.
    """

    document: etree._Element
    styles: etree._Element | None = None
    numbering: etree._Element | None = None
    notes: tuple[etree._Element, ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def local(element) -> str:
    """An element's name without its namespace; nothing for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(element, name: str = "val") -> str:
    """An attribute by its name without the namespace, or nothing."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def open_package(file) -> Package:
    """
    Look into an uploaded file, and unpack what is read of it.

    Args:
        file: the file, as Django holds it.

    Returns:
        Its text and what belongs to it.

    Raises:
        ValidationError: it is no Word file, not whole, or more than we read, in a
            sentence that says what to do.
    """
    kind = true_name("sent.docx", file).rpartition(".")[2]
    if kind != "docx":
        refuse_document(NOT_WORD, KINDS.get(kind, "another kind of file"))
    try:
        with zipfile.ZipFile(file) as archive:
            return unpack(archive)
    except (zipfile.BadZipFile, KeyError, OSError, etree.XMLSyntaxError) as error:
        raise ValidationError(CUT_SHORT, code="invalid_document") from error
    finally:
        file.seek(0)


def unpack(archive: zipfile.ZipFile) -> Package:
    """What is read of an archive that is sound."""
    if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
        refuse_document(TOO_MUCH_INSIDE, filesizeformat(MOST_UNPACKED))
    names = tuple(archive.namelist())
    main = main_part(archive)
    related = relationships(archive, main)
    parts = {kind: name for kind, name in related if kind != "hyperlink"}
    notes = [parts[kind] for kind in ("footnotes", "endnotes") if kind in parts]
    return Package(
        parse(archive.read(main)),
        optional(archive, parts.get("styles")),
        optional(archive, parts.get("numbering")),
        tuple(parse(archive.read(name)) for name in notes if name in names),
        links_of(archive, main),
        names,
    )


def optional(archive: zipfile.ZipFile, name: str | None):
    """A part that a file may have."""
    return parse(archive.read(name)) if name in archive.namelist() else None


def main_part(archive: zipfile.ZipFile) -> str:
    """Where the text stands; not every program calls it “word/document.xml”."""
    found = dict(relationships(archive, ""))
    return found.get("officeDocument", "word/document.xml")


def rels_of(archive: zipfile.ZipFile, part: str):
    """The relationships of a part, as elements."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found = optional(archive, path)
    return found.iter("{*}Relationship") if found is not None else ()


def relationships(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str]]:
    """What belongs to a part: pairs of a kind and a name."""
    folder = posixpath.dirname(part)
    return [
        (
            posixpath.basename(one.get("Type", "")),
            posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))[1:],
        )
        for one in rels_of(archive, part)
        if one.get("TargetMode") != "External"
    ]


def links_of(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Where links lead, by the names that the text has for them."""
    return {
        one.get("Id", ""): one.get("Target", "")
        for one in rels_of(archive, part)
        if one.get("TargetMode") == "External"
    }


def parse(data: bytes):
    """
    XML within limits, without anything that it would fetch or multiply.

    Args:
        data: a part of the file.

    Returns:
        Its root. What is more than we read is refused with a ValidationError; what is no
        XML raises an XMLSyntaxError.
    """
    if len(data) > MOST_OF_A_PART:
        refuse_document(TOO_MUCH_MARKUP)
    parser = etree.XMLPullParser(("start", "end"), **SAFELY)
    guard = Guard()
    for start in range(0, len(data), CHUNK):
        try:
            parser.feed(data[start : start + CHUNK])
        finally:
            guard.look(parser)
    return parser.close()


class Guard:
    """Stops at what is too long, too deep or of another kind, as it is read."""

    def __init__(self):
        self.depth = self.elements = self.paragraphs = 0

    def look(self, parser):
        """Go through what has been read since."""
        for event, element in parser.read_events():
            if event == "end":
                self.depth -= 1
            else:
                self.enter(element)

    def enter(self, element):
        """One element begins."""
        if not self.elements and element.getroottree().docinfo.doctype:
            refuse_document(TOO_MUCH_MARKUP)
        self.elements += 1
        self.depth += 1
        self.paragraphs += element.tag.endswith(LINES)
        if self.paragraphs > MOST_PARAGRAPHS:
            refuse_document(TOO_LONG, MOST_PARAGRAPHS)
        if self.elements > MOST_ELEMENTS or self.depth > DEEPEST:
            refuse_document(TOO_MUCH_MARKUP)
