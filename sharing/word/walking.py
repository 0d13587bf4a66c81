"""Goes through a Word file once, and says what stands in it.

Changes that were tracked count as if they were accepted: what was put in stays, what was
taken out goes. Elements are known by their names without a namespace, so that both of
Word's dialects are read.
"""

from collections.abc import Callable, Iterator

from sharing.word.blocks import Around, Line, Table, lines_of
from sharing.word.package import Package, local, value_of
from sharing.word.runs import Runs, content_of, is_on, one_way
from sharing.word.styles import Styles

# What was taken out, and what says how a page looks.
PASSED_OVER = {"del", "moveFrom", "sectPr"}
# What may stand between a table and its rows, or a row and its cells.
AROUND_ROWS = {"ins", "moveTo", "customXml", "smartTag"}
SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


class Walker:
    """
    Goes through a text once.

    Args:
        package: the file.
        knows: whether a tag means something to us; others are passed over.
    """

    def __init__(self, package: Package, knows: Callable[[str], bool]):
        self.package = package
        self.knows = knows
        self.styles = Styles(package.styles, package.numbering)
        self.hidden = self.pictures = 0
        self.tags: set[str] = set()

    def blocks(self) -> Iterator[Line | Table]:
        """The text in order. Empty lines are left out."""
        yield from self.inside(self.package.document, Around())

    def notes(self) -> list[Line]:
        """Footnotes and endnotes."""
        blocks = (self.inside(root, Around()) for root in self.package.notes)
        return [line for root in blocks for block in root for line in lines_of(block)]

    def inside(self, parent, around: Around) -> Iterator[Line | Table]:
        """What stands in an element."""
        for child in parent:
            yield from self.of(child, around)

    def of(self, element, around: Around) -> Iterator[Line | Table]:
        """What one element says."""
        name = local(element)
        if name == "p":
            yield from self.paragraph(element, around)
        elif name == "tbl":
            yield self.table(element, around)
        elif name == "sdt":
            yield from self.inside(content_of(element), self.within(element, around))
        elif name == "AlternateContent":
            yield from self.inside(one_way(element), around)
        elif name not in PASSED_OVER and value_of(element, "type") not in SEPARATORS:
            yield from self.inside(element, around)

    def within(self, control, around: Around) -> Around:
        """What holds in a control: its own tag, or that of one around it."""
        properties = next((c for c in control if local(c) == "sdtPr"), ())
        found = {local(one): one for one in properties}
        tag = value_of(found["tag"]) if "tag" in found else ""
        if self.knows(tag):
            self.tags.add(tag)
        is_empty = "showingPlcHdr" in found and is_on(found["showingPlcHdr"])
        # LibreOffice leaves that mark where something of a list was chosen.
        is_empty = is_empty and not is_chosen(control, found.get("dropDownList", ()))
        return Around(
            tag if self.knows(tag) else around.tag, is_empty or around.is_placeholder
        )

    def paragraph(self, element, around: Around) -> Iterator[Line | Table]:
        """The lines of a paragraph, then the text boxes that hang on it."""
        runs = Runs(self, around)
        runs.read(element)
        kind = self.styles.of(element)
        for spans in runs.lines:
            if any(span.text.strip() for span in spans):
                yield Line(tuple(spans), *kind)
        for box in runs.boxes:
            yield from self.inside(box, around)

    def table(self, element, around: Around) -> Table:
        """A table, whose merged and nested cells become cells and lines."""
        rows = [
            tuple(self.cell(*cell) for cell in parts_of(row, "tc", self, inner))
            for row, inner in parts_of(element, "tr", self, around)
            if not is_taken_out(row)
        ]
        return Table(tuple(rows), around.tag)

    def cell(self, element, around: Around) -> tuple[Line, ...]:
        """The lines of a cell."""
        return tuple(
            line for block in self.inside(element, around) for line in lines_of(block)
        )


def parts_of(parent, name: str, walker: Walker, around: Around):
    """The rows of a table or the cells of a row, also those in controls."""
    for child in parent:
        kind = local(child)
        if kind == name:
            yield child, around
        elif kind == "sdt":
            inner = walker.within(child, around)
            yield from parts_of(content_of(child), name, walker, inner)
        elif kind in AROUND_ROWS:
            yield from parts_of(child, name, walker, around)


def is_chosen(control, choices) -> bool:
    """Whether what a control shows is one of the choices that it offers."""
    inside = (each for child in content_of(control) for each in child.iter())
    shown = "".join(each.text or "" for each in inside if local(each) == "t")
    return bool(shown) and shown in {
        value_of(choice, "displayText") for choice in choices
    }


def is_taken_out(row) -> bool:
    """Whether a tracked change deletes a row of a table."""
    return any(local(one) == "trPr" and "del" in map(local, one) for one in row)
