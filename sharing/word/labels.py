"""Labels as people write them: which field a line is about, and what it says of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.text.tidying import alike
from sharing.share_types import ShareField, ShareType
from sharing.word.blocks import Line, Span
from sharing.word.controls import PLACEHOLDERS
from sharing.word.writing import (
    INTRODUCTION,
    example_of,
    hint_of,
    title_of,
    where_to_send,
)

QUOTES = re.compile("[\"'“”‘’‚„«»`´]")
NUMBER = re.compile(r"\A\(?\d{1,2}[.)]\s*")
AT_THE_END = " :.?*-"
STEP = re.compile(r"step [1-9]\b")
# Words that stand apart within a line, as where two labels share one.
APART = re.compile(r"(?:\s{2,}|\t)(?=\S)")
DASH = re.compile(r"\s*[-–—]\s+")
MOST_OF_A_LABEL, LONGEST = 80, 1000

Segment = tuple[ShareField | None, Line | None]


def key_of(text: str) -> str:
    """
    What is left of a label when spellings that mean the same are made one.

    Args:
        text: with any letter case, spaces, quotation marks and colon.

    Returns:
        The same for labels that are the same.
    """
    if len(text) > LONGEST:
        return ""  # no label, and much work
    text = QUOTES.sub("", " ".join(alike(text).split())).casefold()
    text = re.sub(r"\s*/\s*", "/", text).replace("&", "and")
    text = NUMBER.sub("", text).strip(AT_THE_END)
    return " ".join(text.split())


def by_label(fields: Iterable[ShareField]) -> dict[str, ShareField]:
    """Fields by the keys of all their labels; the first has a label that two share."""
    found: dict[str, ShareField] = {}
    for field in fields:
        for label in field.labels:
            found.setdefault(key_of(label), field)
    return found


PLACEHOLDER_KEYS = {key_of(text) for text in PLACEHOLDERS}


def is_placeholder(text: str) -> bool:
    """Whether a text is what stands in an empty place, and no more."""
    return key_of(text) in PLACEHOLDER_KEYS


class Labels:
    """
    The labels of what people may send in, and what else our own file says.

    Args:
        share_type: what was sent in.
    """

    def __init__(self, share_type: ShareType):
        self.fields = by_label(share_type.fields)
        self.ours = set(map(key_of, our_words(share_type)))
        self.headings = {key_of(part.heading) for part in share_type.parts}

    def is_ours(self, line: Line) -> bool:
        """Whether a line stands in the empty template already, and is no label."""
        key = key_of(line.text)
        return bool(key) and (key in self.ours or key in PLACEHOLDER_KEYS)

    def is_part(self, line: Line) -> bool:
        """Whether a line is the heading of one of our parts."""
        key = key_of(line.text)
        is_step = bool(line.heading) and bool(STEP.match(key))
        return key not in self.fields and (is_step or key in self.headings)

    def segments(self, line: Line) -> Iterator[Segment]:
        """
        Take a line apart at its labels.

        Args:
            line: any line.

        Yields:
            A field, or None where no label begins, and what the line says of it, or None
            where it says nothing.
        """
        rest: Line | None = line
        while rest:
            field, said = self.split(rest)
            if field is None:
                yield None, rest
                return
            said, rest = self.until_next(said)
            yield field, said

    def split(self, line: Line) -> tuple[ShareField | None, Line | None]:
        """The field whose label begins a line, and the rest of the line."""
        if field := self.known(line.text):
            return field, None
        for end in (colon_of(line), bold_end_of(line)):
            if end and (field := self.known(line.text[:end])):
                return field, part_of(line, end)
        return None, line

    def until_next(self, said: Line | None) -> tuple[Line | None, Line | None]:
        """What is said up to the next label in the line, and the line from there."""
        if said is None or len(said.text) > LONGEST:
            return said, None
        if self.begins(said):
            return None, said
        for gap in APART.finditer(said.text):
            if self.begins(said, gap.end()):
                return part_of(said, 0, gap.start()), part_of(said, gap.end())
        return said, None

    def begins(self, line: Line, start: int = 0) -> bool:
        """Whether a line begins with a label and a colon, from a place in it."""
        end = colon_of(line, start)
        return bool(end) and self.known(line.text[start:end]) is not None

    def known(self, text: str) -> ShareField | None:
        """The field that a text is the label of."""
        return self.fields.get(key_of(text))


def our_words(share_type: ShareType) -> Iterator[str]:
    """What an empty template says, without labels and headings."""
    yield from (title_of(share_type), share_type.sentence, INTRODUCTION, where_to_send())
    for part in share_type.parts:
        yield part.sentence
        for field in part.fields:
            yield from filter(None, (hint_of(field), example_of(field)))


def colon_of(line: Line, start: int = 0) -> int:
    """Where a label with a colon would end that begins at a place, or 0."""
    return line.text.find(":", start, start + MOST_OF_A_LABEL) + 1


def bold_end_of(line: Line) -> int:
    """Where the words end that stand out at the beginning of a line, or 0."""
    end = 0
    for span in line.spans:
        if not span.is_bold and span.text.strip():
            dash = DASH.match(line.text, end)
            return dash.end() if dash and end else end
        end += len(span.text)
    return 0


def part_of(line: Line, start: int, end: int | None = None) -> Line | None:
    """A line from one letter to another, or None where it has no words."""
    spans: list[Span] = []
    place = 0
    for span in line.spans:
        stop = None if end is None else max(end - place, 0)
        text = span.text[max(start - place, 0) : stop]
        place += len(span.text)
        if text:
            spans.append(replace(span, text=text))
    if not any(span.text.strip() for span in spans):
        return None
    return replace(line, spans=tuple(spans))
