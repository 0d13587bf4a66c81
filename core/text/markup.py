"""Reading rich text as its reader does: words, headings, links and pictures."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml.etree import HTMLParser, iterwalk
from lxml.html import document_fromstring

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Where a reader sees a new line begin or end.
EDGES = {*HEADINGS, "blockquote", "br", "div", "hr", "li", "ol", "p", "td", "th", "ul"}
PARSER = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


@dataclass(frozen=True)
class Link:
    """
    A link in rich text.

    Args:
        words: what the reader sees.
        kind: “page”, “document”, or “address” for one typed by hand.
        target: the primary key or the address, as it stands in the text.
        around: the first words of the paragraph it stands in.
    """

    words: str
    kind: str
    target: str
    around: str = ""

    @property
    def is_typed(self):
        """Whether somebody typed or pasted the address."""
        return self.kind == "address"

    @property
    def key(self):
        """The primary key of what it leads to, or None where it is no number."""
        is_number = re.fullmatch(r"[0-9]{1,18}", self.target)
        return int(self.target) if is_number and not self.is_typed else None


@dataclass(frozen=True)
class Heading:
    """A heading in rich text: its level, 1 to 6, and its words."""

    level: int
    words: str


class Markup:
    """
    Rich text as it is stored, taken apart. It may be any HTML, even broken.

    Args:
        html: the text.
    """

    def __init__(self, html):
        self.root = document_fromstring(parseable(html), parser=PARSER)

    @cached_property
    def words(self):
        """The words alone, each block on a line of its own."""
        return one_line_each("".join(pieces(self.root)))

    @cached_property
    def links(self):
        """The links, in order."""
        return [link(tag) for tag in self.root.iter("a")]

    @cached_property
    def headings(self):
        """The headings, in order."""
        tags = self.root.iter(*HEADINGS)
        return [Heading(int(tag.tag[1]), tag_words(tag)) for tag in tags]

    @cached_property
    def pictures(self):
        """The pictures put into the text, as dictionaries of their attributes."""
        return [dict(tag.attrib) for tag in self.root.iter("img", "embed")]


def parseable(html):
    """HTML as the parser takes it: never empty, and without what no text can hold."""
    return f"<div>{html}</div>".replace("\x00", "").encode("utf-8", "replace")


def pieces(root):
    """The words below a tag piece by piece, with a new line at each edge of a block."""
    for event, tag in iterwalk(root, events=("start", "end")):
        yield "\n" if tag.tag in EDGES else ""
        yield (tag.text if event == "start" else tag.tail) or ""


def tag_words(tag):
    """The words of one tag in one line."""
    return " ".join("".join(tag.itertext()).split())


def link(tag):
    """What a tag says about where it leads."""
    kind = tag.get("linktype", "address")
    target = tag.get("href" if kind == "address" else "id", "")
    pictures = [picture.get("alt", "") for picture in tag.iter("img", "embed")]
    words = " ".join([tag_words(tag), *pictures]).strip()
    return Link(words, kind, target.strip(), beginning_of(block_of(tag)))


def block_of(tag):
    """The block in which a tag stands."""
    return next(tag.iterancestors(*EDGES), tag)


def beginning_of(tag):
    """The first words of a tag, as many as an excerpt can show."""
    return " ".join("".join(islice(tag.itertext(), 50))[:500].split())


def one_line_each(text):
    """A text without empty lines, each line with single spaces."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
