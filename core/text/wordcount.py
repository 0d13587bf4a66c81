"""Counting the words of plain and rich text."""

import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator

from core.text.tidying import tidy_line

BLOCK_END = re.compile(r"</(p|li|h\d|blockquote|div)>|<br\s*/?>")


def plain_text(html):
    """The words of rich text without its tags, blocks kept apart by spaces."""
    return strip_tags(BLOCK_END.sub(" ", html or "")).strip()


def is_blank(html):
    """Whether a reader would see no words in a plain or rich text."""
    return not tidy_line(unescape(plain_text(html)))


def count_words(html):
    """How many words a reader sees in plain or rich text."""
    return len(plain_text(html).split())


def lines(text):
    """The non-empty lines of a text, trimmed: one entry a line."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def excerpt(text, most=80):
    """A text in one line, cut off where it is too long."""
    return Truncator(" ".join(text.split())).chars(most)
