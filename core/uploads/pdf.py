"""Whether a PDF would run something: looked for by name, also in what is packed in it."""

import re
import zlib

from django.core.exceptions import ValidationError

RUNS = (
    "This PDF holds a small program, such as JavaScript or a form that computes, which "
    "would run on readers' computers. Please save it without, for example by printing it "
    "as a PDF, and choose that file."
)
HIDDEN = (
    "This PDF is protected, or packed so that nobody can see what it would do on "
    "readers' computers. Please save it without protection, for example by printing it "
    "as a PDF, and choose that file."
)
# More than any list of objects of a real document takes.
MOST_OF_OBJECTS = 50 * 1024 * 1024
START = re.compile(rb"stream[ \t]*(?:\r\n|\n|\r)")
FILTERS = re.compile(rb"/\s*\w*Decode(?!Parms)")


def name_pattern(name: str) -> str:
    """A pattern for a name, in which any letter may be written as “#” and its number."""
    letters = "".join(f"(?:{c}|#(?i:{ord(c):02x}))" for c in name)
    return rf"/{letters}(?![\w#-])"


def any_of(*names: str) -> re.Pattern:
    """A pattern for any of some names."""
    return re.compile("|".join(map(name_pattern, names)).encode())


# ISO 32000: 12.6.4.17 (JavaScript), 12.6.4.6 (programs), 12.7.8 (forms with scripts).
RUNNING = any_of("JavaScript", "Launch", "XFA")
OBJECTS = any_of("ObjStm")
PREDICTED, FILTER = any_of("Predictor"), any_of("Filter")


def refuse_what_runs(data: bytes) -> None:
    """
    Refuse a PDF that runs something, or hides whether it does.

    Names of a PDF stand open, even in an encrypted one, but where objects are packed
    into streams of their own; those are unpacked.

    Args:
        data: the whole file.

    Raises:
        ValidationError: it does, in a sentence that says what to do.
    """
    if RUNNING.search(data) or any(map(RUNNING.search, packed_objects(data))):
        raise ValidationError(RUNS, code="invalid_document")


def packed_objects(data: bytes):
    """The contents of each stream of objects."""
    room = MOST_OF_OBJECTS
    for found in OBJECTS.finditer(data):
        if start := START.search(data, found.end()):
            about = data[max(data.rfind(b"obj", 0, found.start()), 0) : start.start()]
            unpacked = contents(about, data, start.end(), room)
            room -= len(unpacked)
            yield unpacked


def contents(about: bytes, data: bytes, start: int, room: int) -> bytes:
    """What one stream holds, by what its dictionary says about it."""
    if not FILTER.search(about):
        return b""  # It stands open, and was looked at with the rest.
    if len(FILTERS.findall(about)) != 1 or b"#" in about or PREDICTED.search(about):
        raise ValidationError(HIDDEN, code="invalid_document")
    stream = zlib.decompressobj()
    try:
        unpacked = stream.decompress(data[start:], room)
    except zlib.error as error:
        raise ValidationError(HIDDEN, code="invalid_document") from error
    if not stream.eof:
        raise ValidationError(HIDDEN, code="invalid_document")
    return unpacked
