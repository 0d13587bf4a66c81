"""Which documents are taken: those that are what readers expect, and run nothing."""

import re
import zipfile
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from core.uploads import scanner
from core.uploads.kinds import in_words, kind_of, text_in
from core.uploads.pdf import refuse_what_runs
from core.uploads.pictures import EMPTY

NOT_TAKEN = (
    "This is {}, whatever its name says, and readers cannot get it here. Please save it "
    "as PDF or Word in the program it came from, and choose that file."
)
A_PICTURE = "This is a picture. Please upload it under Pictures, not under Documents."
TOO_LARGE = (
    "This file has {}, and the most we take is {}. Please save it smaller, for example "
    "with smaller pictures in it, and choose it again."
)
CUT_SHORT = (
    "This file cannot be read to its end. It may have been cut short on its way. Please "
    "open it in the program it came from, save it again and choose the new file."
)
TOO_MUCH_INSIDE = (
    "This file would take more than {} once it is unpacked, and that could stop a "
    "reader's computer. Please save it with less in it, and choose it again."
)
LOCKED = (
    "This is a document of an old Office format, or it is protected by a password. "
    "Please save it as a new Word, Excel or PowerPoint file without a password, or as "
    "PDF, and choose that file."
)
MACROS = (
    "This document holds macros: small programs that would run on readers' computers. "
    "Please save it without them, for example as PDF or as a plain Word document, and "
    "choose that file."
)
FROM_ELSEWHERE = (
    "This document fetches a part of itself from elsewhere when somebody opens it, such "
    "as its template. Please save it as PDF, and choose that file."
)
OBJECTS = (
    "This text has other files within it, which could be programs. Please take them "
    "out, or save it as PDF, and choose that file."
)

OFFICE = {
    b"wordprocessingml.document.main+xml": "docx",
    b"presentationml.presentation.main+xml": "pptx",
    b"presentationml.slideshow.main+xml": "pptx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
}
OPEN_DOCUMENT = {b"application/vnd.oasis.opendocument.text": "odt"}
TYPES, MIME = "[Content_Types].xml", "mimetype"
MACRO_TYPES = re.compile(
    rb"macroEnabled|vbaProject|ms-office\.activeX|intlMacrosheet", re.I
)
MACRO_PARTS = re.compile(
    r"(^|/)(vbaProject\.bin|vbaData\.xml|activeX/|macrosheets/)|^(Basic|Scripts)/", re.I
)
RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
FETCHED_AT_ONCE = re.compile(rb"(?i)/(attachedTemplate|frame|oleObject|subDocument)[\"']")
FROM_OUTSIDE = re.compile(rb"(?i)TargetMode\s*=\s*[\"']External")
RTF_OBJECTS = re.compile(rb"\\(objdata|objemb|objocx|objupdate|objautlink)\b", re.I)
END_OF_PDF = re.compile(rb"startxref\s+\d+\s+%%EOF")
MOST_UNPACKED, MOST_PARTS = 100 * 1024 * 1024, 5_000
BLOCK = 1 << 20


def true_name(name: str, file) -> str:
    """
    Look into a document, and name it after what it is.

    Args:
        name: what it was called when it was uploaded.
        file: the file, at any place; it is left at its beginning.

    Returns:
        The name with the ending of what the file is. What we do not take is refused with
        a ValidationError, which says why and what to do.
    """
    check_size(file)
    scanner.check(file)
    file.seek(0)
    try:
        ending = ending_of(file, PurePath(name).suffix.lower()[1:])
    finally:
        file.seek(0)
    return PurePath(name).with_suffix(f".{ending}").name


def check_size(file):
    """Refuse what is empty or too large before anything of it is read."""
    most = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if not file.size:
        refuse_document(EMPTY)
    if file.size > most:
        refuse_document(TOO_LARGE, filesizeformat(file.size), filesizeformat(most))


def refuse_document(sentence, *facts):
    """Raise a sentence with its facts."""
    raise ValidationError(sentence.format(*facts), code="invalid_document")


def ending_of(file, named: str) -> str:
    """What a document's name ends with, by its bytes; raises a ValidationError."""
    data = file.read()
    kind = kind_of(data)
    if kind == "application/pdf":
        return whole_pdf(data)
    if kind == "application/rtf":
        return whole_rtf(data)
    if kind == "application/msword":
        refuse_document(LOCKED)
    if kind == "text/plain" and text_in(data) is not None:
        return "csv" if named == "csv" else "txt"
    if kind.startswith("image/") and kind != "image/svg+xml":
        refuse_document(A_PICTURE)
    if is_archive(kind):
        return packed(file)
    refuse_document(NOT_TAKEN, in_words(kind))


def is_archive(kind: str) -> bool:
    """Whether a file is a ZIP, as new Office documents are."""
    families = ("application/vnd.openxmlformats", "application/vnd.oasis")
    return kind == "application/zip" or kind.startswith(families)


def whole_pdf(data: bytes) -> str:
    """A PDF with its end, which runs nothing."""
    if not END_OF_PDF.search(data[-4096:]):
        refuse_document(CUT_SHORT)
    refuse_what_runs(data)
    return "pdf"


def whole_rtf(data: bytes) -> str:
    """A text in RTF with its end, and with nothing but text and pictures in it."""
    if RTF_OBJECTS.search(data):
        refuse_document(OBJECTS)
    if not data.rstrip(b"\0\r\n\t ").endswith(b"}"):
        refuse_document(CUT_SHORT)
    return "rtf"


def packed(file) -> str:
    """What an Office document is that is packed as a ZIP."""
    try:
        with zipfile.ZipFile(file) as archive:
            check_contents(archive)
            return office_ending(archive)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as error:
        raise ValidationError(CUT_SHORT, code="invalid_document") from error
    except RuntimeError as error:  # a part is locked by a password
        raise ValidationError(LOCKED, code="invalid_document") from error
    except Exception as error:
        if isinstance(error, ValidationError):
            raise
        raise ValidationError(CUT_SHORT, code="invalid_document") from error


def check_contents(archive: zipfile.ZipFile):
    """Unpack everything once, a block at a time, and stop at what is too much."""
    entries = archive.infolist()
    said = sum(entry.file_size for entry in entries)
    if said > MOST_UNPACKED or len(entries) > MOST_PARTS:
        refuse_document(TOO_MUCH_INSIDE, filesizeformat(MOST_UNPACKED))
    unpacked = 0
    for entry in entries:
        with archive.open(entry) as part:
            while block := part.read(BLOCK):
                unpacked += len(block)
                if unpacked > MOST_UNPACKED:
                    refuse_document(TOO_MUCH_INSIDE, filesizeformat(MOST_UNPACKED))


def office_ending(archive: zipfile.ZipFile) -> str:
    """Which document a sound archive is, if it is one that runs nothing."""
    names = archive.namelist()
    types = archive.read(TYPES) if TYPES in names else b""
    if any(map(MACRO_PARTS.search, names)) or MACRO_TYPES.search(types):
        refuse_document(MACROS)
    for entry in archive.infolist():
        if entry.filename.endswith(".rels") and fetches(archive.read(entry)):
            refuse_document(FROM_ELSEWHERE)
    for mark, ending in OFFICE.items():
        if mark in types:
            return ending
    mime = archive.read(MIME).strip() if MIME in names else b""
    if mime in OPEN_DOCUMENT:
        return OPEN_DOCUMENT[mime]
    refuse_document(NOT_TAKEN, in_words("application/zip"))


def fetches(relationships: bytes) -> bool:
    """Whether a part of a document is fetched from elsewhere as soon as it is opened."""
    found = RELATIONSHIP.findall(relationships)
    return any(FETCHED_AT_ONCE.search(one) and FROM_OUTSIDE.search(one) for one in found)
