"""Rows that people fill in: our tables, their own, and what is left of tables."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from itertools import combinations

from sharing.share_types import Kind, ShareField
from sharing.word.answers import answer_of, choice_of, is_link, paragraph_of, written
from sharing.word.blocks import Line, Span, Table
from sharing.word.labels import LONGEST, by_label, key_of, part_of

ROW_TAG = re.compile(r"(?P<field>\w+)\.(?P<number>\d+)\.(?P<column>\w+)\Z")
BETWEEN = re.compile(r"\t+|\s+[|/]\s+|\s{2,}")
MOST_OF_A_NAME = 15
SENTENCE = re.compile(r"[.!?]\s*\Z")
LEAST_COLUMNS = 2

Row = dict[str, str]
Cell = Sequence[Line]


@dataclass
class Rows:
    """
    Rows that were read.

    Args:
        values: for each row its texts by the names of columns.
        rest: what stands in them and was not understood.
        is_tagged: whether they were known by tags.
    """

    values: list[Row] = default(default_factory=list)
    rest: list[Line] = default(default_factory=list)
    is_tagged: bool = False

    def add(self, row: Row):
        """Keep a row that says anything."""
        if row:
            self.values.append(row)


class RowsOf:
    """
    Reads the rows of one field.

    Args:
        field: the field.
    """

    def __init__(self, field: ShareField):
        self.field = field
        self.columns = {column.name: column for column in field.columns}
        self.labels = by_label(field.columns)

    def head_of(self, table: Table) -> dict[int, ShareField]:
        """Columns of a table by their place, if its first row names them."""
        head = table.rows[0] if table.rows else ()
        names = [" ".join(line.text for line in cell) for cell in head]
        found = {n: self.labels.get(key_of(name)) for n, name in enumerate(names)}
        known = {number: column for number, column in found.items() if column}
        is_head = len(known) >= min(LEAST_COLUMNS, len(names)) and len(known) * 2 >= sum(
            map(bool, names)
        )
        return known if is_head else {}

    def column_of(self, cell: Cell) -> ShareField | None:
        """The column that a cell belongs to by its tag."""
        for span in (span for line in cell for span in line.spans):
            found = ROW_TAG.match(span.tag)
            if found and found["field"] == self.field.name:
                return self.columns.get(found["column"])
        return None

    def owns(self, table: Table) -> bool:
        """Whether a table has cells with tags of the field."""
        return any(self.column_of(cell) for row in table.rows for cell in row)

    def of_table(self, table: Table) -> Rows:
        """The rows of a table that has a head, or tags, or both."""
        head, rows = self.head_of(table), Rows()
        names = [" ".join(line.text for line in cell) for cell in table.rows[0]]
        for cells in table.rows[bool(head) :]:
            row: Row = {}
            for number, cell in enumerate(cells):
                tagged = self.column_of(cell)
                rows.is_tagged |= tagged is not None
                column = tagged or head.get(number)
                name = names[number] if head and number < len(names) else ""
                self.fill(row, rows.rest, column, cell, name)
            rows.add(row)
        return rows

    def fill(self, row: Row, rest: list[Line], column, cell: Cell, name: str = ""):
        """Put a cell into a row, and what is not understood of it beside."""
        lines = written(cell)
        if not lines:
            return
        if column is None or column.name in row:
            rest.append(named(name, joined(lines)))
            return
        line = joined(lines)
        link = self.link_in(line)
        if link and not column.is_link and link.name not in row:
            address = next(span.address for span in line.spans if span.address)
            line = without_links(line)
            self.fill(row, rest, link, [Line((Span(address),))])
        answer, others = answer_of(column, [line])
        rest.extend(named(column.label, other) for other in others)
        if answer:
            row[column.name] = str(answer)

    def link_in(self, line: Line) -> ShareField | None:
        """The column for the address of a link in a line, if there are both."""
        leads = any(piece.address for piece in paragraph_of(line).pieces)
        return next((c for c in self.field.columns if c.is_link and leads), None)

    def of_lines(self, lines: Sequence[Line]) -> Rows | None:
        """
        The rows of a table of which only the texts are left, one after another.

        Args:
            lines: the texts.

        Returns:
            The rows, or None where they fit no order that we know.
        """
        lines = self.without_head(lines)
        cells = list(map(cells_of, lines))
        if any(len(row) > 1 for row in cells):
            found = [self.chunks(row, whole=True) for row in cells]
            if not all(found):
                return None
            return self.made(chunk for chunks in found for chunk in chunks or ())
        chunks = self.chunks(lines)
        return self.made(chunks) if chunks else None

    def without_head(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Lines without the names of columns that stand before them."""
        start = 0
        while start < len(lines) and key_of(lines[start].text) in self.labels:
            start += 1
        return lines[start:]

    def chunks(self, lines: Sequence[Line], whole: bool = False):
        """Texts as rows of one shape: pairs of columns and texts; None if none fits."""
        for shape in self.shapes():
            size = len(shape)
            if len(lines) % size or (whole and len(lines) != size):
                continue
            rows = [lines[n : n + size] for n in range(0, len(lines), size)]
            if rows and all(self.fits(shape, row) for row in rows):
                return [list(zip(shape, row, strict=True)) for row in rows]
        return None

    def fits(self, shape: Sequence[ShareField], lines: Sequence[Line]) -> bool:
        """Whether each text is what its column takes, and no other's for sure."""
        sure = [column for column in self.field.columns if is_sure(column)]
        fitting = (
            takes(column, line)
            if is_sure(column)
            else not any(takes(other, line) for other in sure)
            for column, line in zip(shape, lines, strict=True)
        )
        return all(fitting) and (len(shape) > 1 or is_name(lines[0]))

    def shapes(self) -> list[list[ShareField]]:
        """Which columns may stand one after another, the most of them first."""
        columns = [self.columns[name] for name in self.field.flat]
        if not columns:
            return []
        first, *others = columns
        shapes = [
            [first, *kept]
            for size in range(len(others), -1, -1)
            for kept in combinations(others, size)
        ]
        return [shape for shape in shapes if len(shape) == 1 or any(map(is_sure, shape))]

    def made(self, chunks: Iterable) -> Rows:
        """Rows of texts whose columns are known."""
        rows = Rows()
        for chunk in chunks:
            row: Row = {}
            for column, line in chunk:
                self.fill(row, rows.rest, column, [line])
            rows.add(row)
        return rows


def is_sure(column: ShareField) -> bool:
    """Whether one can see of a text that it belongs to a column."""
    return column.is_link or column.kind == Kind.CHOICE


def takes(column: ShareField, line: Line) -> bool:
    """Whether a text is what such a column takes."""
    return is_link(line) if column.is_link else bool(choice_of(column, line))


def is_name(line: Line) -> bool:
    """Whether a line is a name rather than a sentence."""
    return len(line.text.split()) <= MOST_OF_A_NAME and not SENTENCE.search(line.text)


def cells_of(line: Line) -> list[Line]:
    """The cells of a row that stand in one line."""
    if len(line.text) > LONGEST:
        return [line]
    cells, start = [], 0
    for gap in BETWEEN.finditer(line.text):
        cells.append(part_of(line, start, gap.start()))
        start = gap.end()
    cells.append(part_of(line, start))
    return [cell for cell in cells if cell]


def joined(lines: Sequence[Line]) -> Line:
    """Lines as one."""
    spans: list[Span] = []
    for number, line in enumerate(lines):
        spans.extend([Span(" ")] if number else [])
        spans.extend(line.spans)
    return Line(tuple(spans))


def named(name: str, line: Line) -> Line:
    """A text with the name of its column before it."""
    return Line((Span(f"{name}: "), *line.spans)) if name else line


def without_links(line: Line) -> Line:
    """A line whose words lead nowhere."""
    return Line(tuple(Span(span.text, tag=span.tag) for span in line.spans))
