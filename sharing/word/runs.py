"""The words of one paragraph: runs, links, fields, controls, tracked changes."""

import re
from collections.abc import Iterator

from sharing.word.blocks import Around, Span
from sharing.word.package import local, value_of

# What was taken out, and what says how words look.
PASSED_OVER = {
    *("del", "moveFrom", "delText", "delInstrText"),
    *("pPr", "rPr", "sdtPr", "sectPr", "instrText", "fldChar", "ffData"),
}
SIGNS = {
    **dict.fromkeys(("br", "cr"), "\n"),
    **dict.fromkeys(("tab", "ptab"), "\t"),
    "noBreakHyphen": "-",
}
READERS = {"r", "hyperlink", "fldSimple", "sdt", "AlternateContent"}
SHAPES = {"drawing", "pict", "object"}
PICTURES = {"blip", "imagedata"}
LEADS = re.compile(r"\s*HYPERLINK\s+\"([^\"]+)\"", re.I)
OFF = {"0", "false", "off", "none"}


class Runs:
    """
    Reads a paragraph.

    Args:
        walker: who goes through the file.
        around: what holds around the paragraph.
    """

    def __init__(self, walker, around: Around):
        self.walker, self.around = walker, around
        self.lines: list[list[Span]] = [[]]
        self.boxes: list = []
        self.address = ""
        self.is_bold = False
        # Fields of Word that have begun: for each what it does, and whether it shows.
        self.fields: list[list] = []

    def read(self, parent):
        """What an element holds."""
        for child in parent:
            self.read_one(child, local(child))

    def read_one(self, element, name: str):
        """One element by its name."""
        if name == "t":
            self.write(element.text or "")
        elif name in SIGNS:
            self.write(SIGNS[name])
        elif name in SHAPES:
            self.read_shape(element)
        elif name == "fldChar":
            self.read_mark(value_of(element, "fldCharType"))
        elif name == "instrText" and self.fields:
            self.fields[-1][0] += element.text or ""
        elif name in READERS:
            getattr(self, f"read_{name}")(element)
        elif name and name not in PASSED_OVER:
            self.read(element)

    def read_r(self, run):
        """A run, unless it is hidden."""
        properties = next((c for c in run if local(c) == "rPr"), ())
        looks = {local(one): one for one in properties}
        if "vanish" in looks and is_on(looks["vanish"]):
            self.walker.hidden += 1
            return
        is_strong = "rStyle" in looks and value_of(looks["rStyle"]) == "Strong"
        self.is_bold = is_strong or ("b" in looks and is_on(looks["b"]))
        self.read(run)

    def read_hyperlink(self, link):
        """A link, by its name among those of the file."""
        self.read_leading(link, self.walker.package.links.get(value_of(link, "id"), ""))

    def read_fldSimple(self, simple):
        """A field in one piece, which may be a link."""
        self.read_leading(simple, address_in(value_of(simple, "instr")))

    def read_leading(self, element, address: str):
        """Words that lead to an address."""
        before, self.address = self.address, address or self.address
        self.read(element)
        self.address = before

    def read_sdt(self, control):
        """A content control within the paragraph."""
        before = self.around
        self.around = self.walker.within(control, before)
        self.read(content_of(control))
        self.around = before

    def read_AlternateContent(self, alternatives):
        """The same in several ways."""
        self.read(one_way(alternatives))

    def read_shape(self, shape):
        """A drawing: its text boxes stand behind the paragraph."""
        self.boxes.extend(boxes_in(shape))
        self.walker.pictures += any(local(one) in PICTURES for one in shape.iter())

    def read_mark(self, mark: str):
        """Where a field of several runs begins, begins to show, or ends."""
        if mark == "begin":
            self.fields.append(["", False])
        elif self.fields and mark == "separate":
            self.fields[-1][1] = True
        elif self.fields and mark == "end":
            self.fields.pop()

    def write(self, text: str):
        """Put words down, each line of them on its own."""
        if self.around.is_placeholder:
            return
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.lines.append([])
            if piece:
                self.lines[-1].append(self.span(piece))

    def span(self, text: str) -> Span:
        """Words with all that holds for them here."""
        leads = [address_in(instruction) for instruction, shows in self.fields if shows]
        address = self.address or next(filter(None, leads), "")
        return Span(text, address, self.is_bold, self.around.tag)


def address_in(instruction: str) -> str:
    """Where a field leads that is a link."""
    found = LEADS.match(instruction)
    return found[1] if found else ""


def boxes_in(shape) -> Iterator:
    """The text boxes of a drawing."""
    for child in shape:
        name = local(child)
        if name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            yield from boxes_in(one_way(child))
        else:
            yield from boxes_in(child)


def content_of(control):
    """What stands in a control."""
    return next((child for child in control if local(child) == "sdtContent"), ())


def one_way(alternatives):
    """Of several ways to show the same, the first that shows anything."""
    return next((way for way in alternatives if len(way)), ())


def is_on(switch) -> bool:
    """Whether a property that is there is not switched off."""
    return value_of(switch).lower() not in OFF
