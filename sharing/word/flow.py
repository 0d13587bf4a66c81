"""Goes through lines and tables in order, and gives each to the field it answers."""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from dataclasses import field as default
from itertools import groupby

from sharing.share_types import ShareField, ShareType
from sharing.word.blocks import Line, Table, lines_of
from sharing.word.labels import Labels, bold_end_of, colon_of
from sharing.word.rows import ROW_TAG, RowsOf
from sharing.word.writing import TYPE_TAG

LONGEST_HEADING = 10
TAG, LABEL = "tag", "label"
Placed = tuple[int, Line]


@dataclass
class Found:
    """
    What was found of one field.

    Args:
        how: “tag” or “label”.
        lines: what stands in its place, each with its number in the file.
        rows: rows that were read of tables.
        is_closed: whether no more lines are taken, as behind a box to write in.
    """

    how: str
    lines: list[Placed] = default(default_factory=list)
    rows: list[dict[str, str]] = default(default_factory=list)
    is_closed: bool = False

    @property
    def has_answer(self) -> bool:
        """Whether anything was written in its place."""
        return bool(self.rows or self.lines)


class Flow:
    """
    Reads one file as one type.

    Args:
        share_type: what it is read as.
        controls: the tags of all its controls, those that are empty among them. What
            stands beside the control of a field is no answer to it.
    """

    def __init__(self, share_type: ShareType, controls: Set[str] = frozenset()):
        self.share_type, self.controls = share_type, controls
        self.fields = {field.name: field for field in share_type.fields}
        self.labels = Labels(share_type)
        self.rows = {f.name: RowsOf(f) for f in share_type.fields if f.columns}
        self.found: dict[str, Found] = {}
        self.loose: dict[str, dict[str, dict[str, list[Line]]]] = {}
        self.rest: list[Placed] = []
        self.twice: list[str] = []
        self.number = 0
        self.close()

    def close(self):
        """What follows belongs to no field, until a label comes."""
        self.open: ShareField | None = None
        self.look: Callable[[Line], bool] = bool

    def take(self, block: Line | Table):
        """The next block of the file."""
        if isinstance(block, Line):
            self.take_line(block)
        elif block.tag and block.tag not in self.rows:
            for line in lines_of(block):
                self.take_line(line)
        else:
            self.take_table(block)

    def leave(self, lines: Iterable[Line]):
        """Lines that answer nothing, and stand behind all others."""
        self.number += 1
        self.rest.extend((self.number, line) for line in lines)

    def take_line(self, line: Line):
        """A line: what stands in controls by its tag, and the rest by its label."""
        self.number += 1
        for tag, spans in groupby(line.spans, key=lambda span: self.own(span.tag)):
            part = replace(line, spans=tuple(spans))
            if not part.text.strip() or tag.startswith(TYPE_TAG):
                continue
            if tag:
                self.take_tagged(tag, part)
            else:
                self.take_words(part)

    def own(self, tag: str) -> str:
        """A tag, if it is one of this type's."""
        row = ROW_TAG.match(tag)
        is_own = tag in self.fields or tag.startswith(TYPE_TAG)
        return tag if is_own or (row and row["field"] in self.rows) else ""

    def take_tagged(self, tag: str, line: Line):
        """A line of a control."""
        if row := ROW_TAG.match(tag):
            rows = self.loose.setdefault(row["field"], {})
            rows.setdefault(row["number"], {}).setdefault(row["column"], []).append(line)
            return
        found = self.found.setdefault(tag, Found(TAG))
        if found.how == LABEL:
            self.rest.extend(found.lines)
            found.how, found.lines = TAG, []
        found.lines.append((self.number, line))

    def take_words(self, line: Line):
        """A line outside of controls."""
        if self.labels.is_part(line):
            self.close()
        elif not self.labels.is_ours(line):
            for field, said in self.labels.segments(line):
                if field:
                    self.begin(field, line)
                if said:
                    self.add(said)

    def begin(self, field: ShareField, line: Line):
        """A label: what follows belongs to its field, if nothing else does already."""
        before = self.found.setdefault(field.name, Found(LABEL))
        if before.how == LABEL and before.has_answer:
            self.twice.append(field.label)
            self.close()
            return
        self.open, self.look = field, look_of(line)

    def add(self, line: Line):
        """A line that is no label."""
        if self.open and self.look(line):
            self.close()
        name = self.open.name if self.open else ""
        found = self.found.get(name)
        if found is None or found.is_closed or name in self.controls:
            self.rest.append((self.number, line))
        else:
            found.lines.append((self.number, line))

    def take_table(self, table: Table):
        """A table: rows of a field, a box to write in, a form, or a table of a text."""
        if rows := self.rows_field(table):
            self.take_rows(rows, table)
        elif [len(row) for row in table.rows] == [1]:
            self.take_box(table.rows[0][0])
        else:
            for line in self.lines_of_form(table):
                self.take_line(line)

    def rows_field(self, table: Table) -> RowsOf | None:
        """The rows that a table holds, by its tags, its place or its head."""
        if owner := [rows for rows in self.rows.values() if rows.owns(table)]:
            return owner[0]
        here = self.rows.get(self.open.name) if self.open else None
        if here and here.head_of(table):
            return here
        fitting = [rows for rows in self.rows.values() if len(rows.head_of(table)) > 1]
        return fitting[0] if len(fitting) == 1 and len(table.rows) > 1 else None

    def take_rows(self, rows: RowsOf, table: Table):
        """The rows of a table."""
        self.number += 1
        read = rows.of_table(table)
        found = self.found.setdefault(rows.field.name, Found(LABEL))
        found.how = TAG if read.is_tagged else found.how
        found.rows.extend(read.values)
        self.rest.extend((self.number, line) for line in read.rest)

    def take_box(self, lines: tuple[Line, ...]):
        """A box to write in: what stands in it is the answer, and not what is before."""
        found = self.found.get(self.open.name) if self.open else None
        is_answer = found and self.open.name not in self.controls
        if is_answer and not any(map(self.has_label, lines)):
            self.rest.extend(found.lines)
            found.lines = []
            for line in lines:
                self.take_line(line)
            found.is_closed = True
        else:
            for line in lines:
                self.take_line(line)

    def has_label(self, line: Line) -> bool:
        """Whether a line begins with a label."""
        return any(field for field, _said in self.labels.segments(line))

    def lines_of_form(self, table: Table) -> Iterator[Line]:
        """A table cell by cell if labels stand in it, else row by row."""
        for row in table.rows:
            if any(self.has_label(line) for cell in row for line in cell):
                yield from (line for cell in row for line in cell)
            else:
                yield from lines_of(replace(table, rows=(row,)))


def look_of(label: Line) -> Callable[[Line], bool]:
    """
    How lines look that would be labels too, after what this one looks like.

    Args:
        label: a line that is, or begins with, a label.

    Returns:
        Whether a line closes what the label began.
    """
    if label.heading:
        return lambda line: 0 < line.heading <= label.heading
    if label.is_bold:
        return lambda line: bool(line.heading) or is_bold_heading(line)
    if begins_bold(label):
        return lambda line: bool(line.heading) or begins_bold(line)
    return lambda line: bool(line.heading)


def begins_bold(line: Line) -> bool:
    """Whether a line begins with words that stand out, up to a colon."""
    return 0 < colon_of(line) <= bold_end_of(line) + 1


def is_bold_heading(line: Line) -> bool:
    """Whether a line is short and stands out as a whole."""
    return line.is_bold and not line.list and len(line.text.split()) <= LONGEST_HEADING
