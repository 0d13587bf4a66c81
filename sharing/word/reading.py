"""Word in: what somebody sent in as a Word file, by the fields of its type."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from posixpath import basename

from sharing.prose import Prose
from sharing.share_types import Kind, ShareField, ShareType
from sharing.word.answers import answer_of, prose_of
from sharing.word.blocks import Line, Table, lines_of
from sharing.word.flow import LABEL, TAG, Flow, Found
from sharing.word.package import Package, open_package
from sharing.word.rows import ROW_TAG, Rows
from sharing.word.walking import Walker
from sharing.word.writing import TYPE_TAG

# How many fields a file must name before we say what it is.
LEAST_FIELDS = 2
WHICH = (
    "We could not tell what this file is meant to be. Choose what you would like to send "
    "in, and we read it as that."
)
ANOTHER = "This file is our template for something else. Please look at what we read."
TWICE = "“{}” stands in the file more than once. We took the first that says anything."
NO_CHOICE = "What the file says under “{}” is none of the choices. Please choose."
NO_ROWS = "We could not read “{}” as a table. Please copy it from below."
PICTURES = "Pictures in the file are not read. You can send them with your text."
HIDDEN = "Words that are hidden in the file were left out."
PARTS = {
    "comments": "Comments in the margin of the file are not read.",
    "header": "What stands at the head or foot of every page is not read.",
    "afchunk": "A part of the file is a document of its own, and is not read.",
}


@dataclass(frozen=True)
class Reading:
    """
    What was read of a file.

    Args:
        share_type: what it is, or None where nobody can tell.
        values: what it says by the fields' names: a text, a `Prose`, or for rows a list
            of dictionaries from columns to texts. What is empty is not among them.
        recognised: for each of them “tag” or “label”.
        not_understood: all other words that somebody wrote, in their order.
        notices: sentences about what the sender should look at.
    """

    share_type: ShareType | None
    values: dict[str, str | Prose | list[dict[str, str]]]
    recognised: dict[str, str]
    not_understood: Prose
    notices: tuple[str, ...]


def read(file, share_types: Iterable[ShareType]) -> Reading:
    """
    Read a file that somebody sends in. Nothing is guessed, and no word is lost.

    Args:
        file: the file, as Django holds it; it is left at its beginning.
        share_types: what it may be. Where it is one alone, it is read as that.

    Returns:
        What it says. A file that we do not take is refused with a ValidationError, in a
        sentence that says what to do.
    """
    types = tuple(share_types)
    package = open_package(file)
    walker = Walker(package, known_tags(types))
    blocks = list(walker.blocks())
    notes = walker.notes()
    notices = notices_of(package, walker)
    flow = recognised_flow(blocks, types, walker.tags)
    if flow is None:
        lines = [line for block in blocks for line in lines_of(block)]
        return Reading(None, {}, {}, prose_of([*lines, *notes]), (WHICH, *notices))
    flow.leave(notes)
    if marked_as(blocks) not in {"", flow.share_type.key}:
        notices = [ANOTHER, *notices]
    return Finishing(flow, notices).reading()


def known_tags(types: Iterable[ShareType]):
    """Whether a tag is the name of a field of some types, or of a cell of its rows."""
    fields = {field.name for one in types for field in one.fields}

    def knows(tag: str) -> bool:
        row = ROW_TAG.match(tag)
        name = row["field"] if row else tag
        return name in fields or tag.startswith(TYPE_TAG)

    return knows


def recognised_flow(blocks, types: Sequence[ShareType], tags: Set[str]) -> Flow | None:
    """The file read as what it is; None where no type fits better than all others."""
    marked = [one for one in types if one.key == marked_as(blocks)]
    flows = [flow_of(blocks, one, tags) for one in marked or types]
    flows.sort(key=fields_seen, reverse=True)
    if len(flows) == 1:
        return flows[0]
    first, second = (fields_seen(flow) for flow in flows[:2])
    return flows[0] if first >= LEAST_FIELDS and first > second else None


def flow_of(
    blocks: Iterable[Line | Table], share_type: ShareType, tags: Set[str]
) -> Flow:
    """The file read as one type."""
    flow = Flow(share_type, tags)
    for block in blocks:
        flow.take(block)
    return flow


def fields_seen(flow: Flow) -> int:
    """How many fields a file names, by tag or label."""
    own = {name for name in flow.fields if name in flow.controls}
    return len({*flow.found, *flow.loose, *own})


def marked_as(blocks: Iterable[Line | Table]) -> str:
    """The key of the type that our own template says it is for, or nothing."""
    lines = (block for block in blocks if isinstance(block, Line))
    tags = (span.tag for line in lines for span in line.spans)
    marks = (tag for tag in tags if tag.startswith(TYPE_TAG))
    return next(marks, "").removeprefix(TYPE_TAG)


def notices_of(package: Package, walker: Walker) -> list[str]:
    """What is in the file and is not read."""
    found = [
        sentence
        for part, sentence in PARTS.items()
        if any(basename(name).startswith(part) for name in package.names)
    ]
    found += [PICTURES] if walker.pictures else []
    return found + ([HIDDEN] if walker.hidden else [])


class Finishing:
    """Makes answers of what was found."""

    def __init__(self, flow: Flow, notices: Sequence[str]):
        self.flow = flow
        self.notices = [*notices, *(TWICE.format(label) for label in flow.twice)]
        self.rest = list(flow.rest)
        self.values: dict = {}
        self.recognised: dict[str, str] = {}

    def reading(self) -> Reading:
        """The whole of it."""
        for field in self.flow.share_type.fields:
            found = self.flow.found.get(field.name, Found(LABEL))
            value, how = self.value_of(field, found), found.how
            if field.name in self.flow.loose:
                value, how = [*(value or ()), *self.loose_rows(field)], TAG
            if value:
                self.values[field.name], self.recognised[field.name] = value, how
        rest = prose_of(line for _number, line in sorted(self.rest, key=lambda r: r[0]))
        notices = tuple(dict.fromkeys(self.notices))
        return Reading(self.flow.share_type, self.values, self.recognised, rest, notices)

    def value_of(self, field: ShareField, found: Found):
        """The answer to a field; what is none of it stays with the rest."""
        if field.kind == Kind.ROWS:
            return [*found.rows, *self.rows_of_lines(field, found)]
        numbers = {id(line): number for number, line in found.lines}
        answer, others = answer_of(field, [line for _number, line in found.lines])
        if field.kind == Kind.CHOICE and others and not answer:
            self.notices.append(NO_CHOICE.format(field.label))
        self.rest.extend((numbers[id(line)], line) for line in others)
        return answer

    def rows_of_lines(self, field: ShareField, found: Found) -> list[dict[str, str]]:
        """Rows of which only the texts are left."""
        if not found.lines:
            return []
        rows = self.flow.rows[field.name].of_lines([line for _n, line in found.lines])
        if rows is None:
            self.notices.append(NO_ROWS.format(field.label))
            self.rest.extend(found.lines)
            return []
        self.rest.extend((found.lines[0][0], line) for line in rows.rest)
        return rows.values

    def loose_rows(self, field: ShareField) -> list[dict[str, str]]:
        """Rows whose controls stand in no table."""
        reader, rows = self.flow.rows[field.name], Rows()
        for _number, cells in sorted(self.flow.loose[field.name].items()):
            row: dict[str, str] = {}
            for name, lines in cells.items():
                reader.fill(row, rows.rest, reader.columns.get(name), lines, name)
            rows.add(row)
        self.rest.extend((self.flow.number, line) for line in rows.rest)
        return rows.values
