"""Paragraphs as people write them in Word or in a form: words, lists and links."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import format_html, format_html_join

from core.text.addresses import AFTER_ADDRESS, WEB_ADDRESS, split_address, unwrapped
from core.text.tidying import tidy, tidy_line
from core.text.xml import xml_text

SPACES = re.compile(r"\s+")
# How people begin the entries of a list.
ENTRY = re.compile(r"(?:(?P<bullet>[-*•–])|(?P<number>\d{1,3}[.)]))\s+(?=\S)")
LISTS = {"bullet": "ul", "number": "ol"}


@dataclass(frozen=True)
class Piece:
    """
    Some words of a paragraph.

    Args:
        text: the words.
        address: the web page that they lead to, or nothing.
    """

    text: str
    address: str = ""


@dataclass(frozen=True)
class Paragraph:
    """
    A paragraph, or an entry of a list.

    Args:
        pieces: its words.
        list: “bullet” or “number”, or nothing where it is no entry of a list.
    """

    pieces: tuple[Piece, ...]
    list: str = ""

    def __str__(self):
        return "".join(in_words(piece) for piece in self.pieces)

    @property
    def html(self):
        """Its words as markup, with links."""
        return format_html_join("", "{}", ((linked(piece),) for piece in self.pieces))


@dataclass(frozen=True)
class Prose:
    """
    A text of several paragraphs. As `str()` it has one on each line.

    Args:
        paragraphs: none of them empty.
    """

    paragraphs: tuple[Paragraph, ...] = ()

    def __bool__(self):
        return bool(self.paragraphs)

    def __str__(self):
        return "\n".join(map(str, self.paragraphs))

    @property
    def html(self):
        """The text as a page's rich text holds it: paragraphs, lists and links."""
        groups = groupby(self.paragraphs, key=lambda paragraph: paragraph.list)
        marked = ((markup(kind, group),) for kind, group in groups)
        return format_html_join("", "{}", marked)


def prose(text: str) -> Prose:
    """
    A plain text as paragraphs, lists and links, as people type them.

    Args:
        text: one paragraph on each line. A line that begins with “-”, “*”, “•” or a
            number is an entry of a list; an address of the web is a link.

    Returns:
        The tidy text; empty lines are left out.
    """
    lines = map(typed_line, tidy(text).split("\n"))
    return Prose(tuple(line for line in lines if line.pieces))


def typed_line(line: str) -> Paragraph:
    """A line as somebody typed it: a paragraph, or an entry of a list."""
    entry = ENTRY.match(line.lstrip())
    kind = (entry.lastgroup or "") if entry else ""
    words = line.lstrip()[entry.end() :] if entry else line
    return paragraph(with_links(words), kind)


def with_links(words: str) -> list[tuple[str, str]]:
    """Words and the addresses among them, as `paragraph` takes them."""
    pairs, end = [], 0
    for found in WEB_ADDRESS.finditer(words):
        address = found[0].rstrip(AFTER_ADDRESS)
        pairs += [(words[end : found.start()], ""), (address, address)]
        end = found.start() + len(address)
    return [*pairs, (words[end:], "")]


def as_typed(text: Prose) -> str:
    """
    A text as somebody would type it into a form.

    Args:
        text: paragraphs, lists and links.

    Returns:
        One paragraph on each line; `prose` makes the same lists and links of it.
    """
    lines, number = [], 0
    for one in text.paragraphs:
        number = number + 1 if one.list == "number" else 0
        mark = {"bullet": "• ", "number": f"{number}. "}.get(one.list, "")
        lines.append(f"{mark}{one}")
    return "\n".join(lines)


def paragraph(words: Iterable, kind: str = "") -> Paragraph:
    """
    A tidy paragraph, with single spaces.

    Args:
        words: texts, or pairs of a text and an address. An address that is none of the
            web is left out.
        kind: “bullet” or “number” for an entry of a list.

    Returns:
        The paragraph, which may have no pieces.
    """
    pairs = [(one, "") if isinstance(one, str) else one for one in words]
    joined = [
        ("".join(text for text, _address in group), web_address(address))
        for address, group in groupby(pairs, key=lambda pair: pair[1])
    ]
    pieces = [
        Piece("".join(text for text, _address in group), address)
        for address, group in groupby(joined, key=lambda pair: pair[1])
    ]
    return Paragraph(tuple(spaced(pieces)), kind)


def spaced(pieces: Iterable[Piece]) -> list[Piece]:
    """Tidy pieces with words, and at most one space between two of them."""
    kept: list[Piece] = []
    for piece in pieces:
        words = SPACES.sub(" ", tidy(piece.text))
        if not kept or kept[-1].text.endswith(" "):
            words = words.lstrip()
        if words:
            kept.append(Piece(words, piece.address))
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = Piece(kept[-1].text.rstrip(), kept[-1].address)
    return kept


def line_of(text: str) -> str:
    """A tidy text in one line, as a Word file can hold it."""
    return xml_text(tidy_line(text))


def web_address(address: str) -> str:
    """An address of the web without its wrapping; nothing where it is of another kind."""
    address = tidy_line(address)
    parts = split_address(address)
    is_web = parts and parts.scheme.lower() in {"http", "https"} and parts.netloc
    return unwrapped(address) if is_web else ""


def in_words(piece: Piece) -> str:
    """Words with the address that they lead to, if they do not say it themselves."""
    if not piece.address or piece.address == piece.text.strip():
        return piece.text
    return f"{piece.text.rstrip()} ({piece.address})" + " " * piece.text.endswith(" ")


def linked(piece: Piece):
    """Words as markup."""
    if not piece.address:
        return piece.text
    return format_html('<a href="{}">{}</a>', piece.address, piece.text)


def markup(kind: str, group: Iterable[Paragraph]):
    """Paragraphs one after another, or the entries of one list."""
    inner = "li" if kind in LISTS else "p"
    items = format_html_join("", "<{0}>{1}</{0}>", ((inner, one.html) for one in group))
    outer = LISTS.get(kind)
    return format_html("<{0}>{1}</{0}>", outer, items) if outer else items
