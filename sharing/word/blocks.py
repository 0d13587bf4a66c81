"""The text of a Word file as lines and tables, with what stands in content controls."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property


@dataclass(frozen=True)
class Span:
    """
    Some words of a line.

    Args:
        text: the words, as they stand.
        address: where they lead, whatever it is.
        is_bold: whether they stand out.
        tag: of the content control that they stand in, or nothing.
    """

    text: str
    address: str = ""
    is_bold: bool = False
    tag: str = ""


@dataclass(frozen=True)
class Line:
    """
    A paragraph, or a part of one between two ends of a line.

    Args:
        spans: its words.
        list: “bullet” or “number” for an entry of a list.
        heading: 0 for no heading, 1 for a title, 2 for a heading of the first level.
    """

    spans: tuple[Span, ...]
    list: str = ""
    heading: int = 0

    @cached_property
    def text(self) -> str:
        """Its words, as they stand."""
        return "".join(span.text for span in self.spans)

    @property
    def is_bold(self) -> bool:
        """Whether the whole line stands out."""
        return all(span.is_bold for span in self.spans if span.text.strip())


@dataclass(frozen=True)
class Table:
    """
    A table.

    Args:
        rows: for each row its cells, for each cell its lines, and tables in it as lines.
        tag: of the content control that it stands in, or nothing.
    """

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    tag: str = ""


@dataclass(frozen=True)
class Around:
    """What holds for all that stands in a control: its tag, and whether it is empty."""

    tag: str = ""
    is_placeholder: bool = False


BETWEEN_CELLS = Span(" | ")


def lines_of(block: Line | Table) -> Iterable[Line]:
    """A block as lines: of a table one for each row, its cells one after another."""
    if isinstance(block, Line):
        return (block,)
    joined = (joined_line(row, block.tag) for row in block.rows)
    return [line for line in joined if line.spans]


def joined_line(cells: Iterable[Iterable[Line]], tag: str = "") -> Line:
    """Cells as one line."""
    spans: list[Span] = []
    for cell in filter(None, map(tuple, cells)):
        if spans:
            spans.append(replace(BETWEEN_CELLS, tag=tag))
        for number, line in enumerate(cell):
            spans.extend([Span(" ", tag=tag)] if number else [])
            spans.extend(line.spans)
    return Line(tuple(spans))
