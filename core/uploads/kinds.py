"""What a file is, told from its bytes and never from its name."""

import re

import filetype

# What people call what they may have taken for a picture or a document.
IN_WORDS = {
    "application/pdf": "a PDF document",
    "application/postscript": "a drawing in PostScript",
    "application/rtf": "a text in RTF",
    "application/x-msdownload": "a program",
    "application/x-executable": "a program",
    "application/x-mach-binary": "a program",
    "application/x-shellscript": "a program",
    "application/java-vm": "a program",
    "application/zip": "a ZIP archive",
    "application/x-7z-compressed": "an archive",
    "application/x-rar-compressed": "an archive",
    "application/gzip": "an archive",
    "application/x-tar": "an archive",
    "application/msword": "a document of an old or protected Office format",
    "image/svg+xml": "a drawing in SVG",
    "image/vnd.adobe.photoshop": "a Photoshop file",
    "text/html": "a web page (HTML)",
    "text/xml": "a file in XML",
    "text/plain": "a text",
}
FAMILIES = {"image": "a picture", "video": "a film", "audio": "a sound recording"}
COMMENT = rb"<!--(?:(?!-->).)*-->"
BEFORE_MARKUP = rb"(?is)(?:\s+|<\?xml[^>]*>|<!doctype svg[^>]*>|%s)*" % COMMENT
WAYS_TO_BEGIN = {
    "application/pdf": rb"\s*%PDF-\d",
    "application/postscript": rb"%!PS",
    "application/rtf": rb"\s*\{\\rtf",
    "application/msword": rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "application/x-msdownload": rb"(?s)MZ.{0,62}\x00",
    "application/x-executable": rb"\x7fELF",
    "application/x-mach-binary": rb"\xfe\xed\xfa|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe",
    "application/x-shellscript": rb"#!\s*/",
    "application/zip": rb"PK(\x03\x04|\x05\x06|\x07\x08)",
    "image/svg+xml": BEFORE_MARKUP + rb"<svg\b",
    "text/html": BEFORE_MARKUP + rb"<(!doctype html|html|head|body|script)\b",
    "text/xml": rb"\s*<\?xml\b",
}
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# No text has these: all control characters but tabulator, line and page ends.
NOT_IN_TEXTS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def kind_of(data: bytes) -> str:
    """
    Tell what a file is.

    Args:
        data: the whole of it, or its first thousands of bytes.

    Returns:
        A media type; empty where nobody can tell.
    """
    beginning = data[:4096].removeprefix(BYTE_ORDER_MARK)
    for kind, pattern in WAYS_TO_BEGIN.items():
        if re.match(pattern, beginning):
            return kind
    if text_in(data) is not None:
        return "text/plain"
    found = filetype.guess(data[:4096])
    return found.mime if found else ""


def in_words(kind: str) -> str:
    """What people call a kind of file, with its article."""
    family = FAMILIES.get(kind.partition("/")[0], "a file of a kind that we do not know")
    return IN_WORDS.get(kind, family)


def text_in(data: bytes) -> str | None:
    """The text that bytes hold, or None where they hold none."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if NOT_IN_TEXTS.search(text) else text
    return None
