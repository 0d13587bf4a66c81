"""Pictures as SVG, drawn here: no script, no font from elsewhere, readable in grey."""

import textwrap

from lxml import etree

from core.pages.citation import absolute
from core.text.xml import xml_text
from insight.scale import SHADES

SVG = "http://www.w3.org/2000/svg"
FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
INK, QUIET, PAPER, RULE, BAR = "#212b32", "#4c6272", "#ffffff", "#d8dde0", "#2a6db3"
SIZE = 14
# How wide a character of Arial is on average, as a part of its height.
WIDTH_OF_CHARACTER = 0.54


class Picture:
    """
    A drawing on white paper.

    Args:
        width, height: its size in pixels.
        title: what it shows, in a few words.
        about: the same in a sentence or two, for those who cannot see it.
    """

    def __init__(self, width, height, title, about):
        self.root = etree.Element(
            f"{{{SVG}}}svg",
            nsmap={None: SVG},
            viewBox=f"0 0 {number(width)} {number(height)}",
            width=number(width),
            height=number(height),
            role="img",
        )
        self.root.set("aria-labelledby", "picture-title picture-about")
        self.root.set("font-family", FONT)
        self.root.set("font-size", str(SIZE))
        self.add("title", title, id="picture-title")
        self.add("desc", about, id="picture-about")
        self.rect((0, 0, width, height), PAPER, name="paper")

    def add(self, tag, text="", inside=None, **attributes):
        """Add an element; attributes in Python's names, `_` for a hyphen."""
        parent = self.root if inside is None else inside
        element = etree.SubElement(parent, f"{{{SVG}}}{tag}")
        for name, value in attributes.items():
            element.set(name.rstrip("_").replace("_", "-"), number(value))
        element.text = xml_text(text) or None
        return element

    def rect(self, box, fill, name="", **more):
        """
        Draw a filled rectangle.

        Args:
            box: (x, y, width, height), in pixels.
            fill: its colour on paper.
            name: lets the site's sheet colour it on a dark screen.
            **more: further attributes, and `inside`, as `add` takes them.

        Returns:
            The element.
        """
        place = dict(zip(("x", "y", "width", "height"), box, strict=True))
        return self.add("rect", fill=fill, **place, **classes(name), **more)

    def line(self, start, end, stroke=RULE, name="rule", **more):
        """A straight line from one point to another."""
        place = dict(zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True))
        return self.add("line", stroke=stroke, **place, **classes(name), **more)

    def text(self, point, words, fill=INK, name="ink", **more):
        """A line of text; the point is where its base line begins."""
        place = dict(zip(("x", "y"), point, strict=True))
        return self.add("text", words, fill=fill, **place, **classes(name), **more)

    def lines(self, x, middle, words, width, **more):
        """A text of one or two lines that takes up no more than a width."""
        parts = wrapped(words, width)
        top = middle + SIZE * 0.36 - (len(parts) - 1) * SIZE * 0.6
        for place, part in enumerate(parts):
            self.text((x, top + place * SIZE * 1.2), part, **more)

    def link(self, address):
        """An element within which what is drawn leads to an address of the site."""
        return self.add("a", href=absolute(address))

    @property
    def svg(self):
        """The drawing as XML."""
        return etree.tostring(self.root, encoding="unicode")

    def __html__(self):
        """The drawing as a part of a page; what people wrote was escaped by lxml."""
        return self.svg


def number(value):
    """A number without needless decimals; a text as XML can hold it."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return xml_text(str(value))


def classes(name):
    """The class by which the site's sheet knows a part of a drawing."""
    return {"class_": f"map-drawn-{name}"} if name else {}


def wrapped(words, width, most=2):
    """A text in lines of a width, the last one cut off where there are too many."""
    characters = max(4, int(width / (SIZE * WIDTH_OF_CHARACTER)))
    return textwrap.wrap(
        xml_text(words).strip() or "…", characters, max_lines=most, placeholder="…"
    )


# Grids


LABELS, CELL, ROW, TITLE = 300, 46, 40, 56
HEADS = 190


def grid(title, about, columns, rows):
    """
    Draw a heat map: numbers in shaded cells, so that colour is never needed.

    Args:
        title: what it shows, in a few words.
        about: the same in a sentence or two, for those who cannot see it.
        columns: the words above.
        rows: for each row its words and its cells, with `number`, `shade`, `address`.

    Returns:
        A `Picture`.
    """
    picture = Picture(*grid_size(columns, rows), title, about)
    heading(picture, title)
    for place, words in enumerate(columns):
        head(picture, LABELS + CELL * place + CELL / 2, words)
    for place, (words, cells) in enumerate(rows):
        grid_row(picture, TITLE + HEADS + ROW * place, words, cells)
    return picture


def grid_size(columns, rows):
    """How wide and how high a heat map is, in pixels."""
    width = LABELS + CELL * len(columns) + HEADS // 2
    return width, TITLE + HEADS + ROW * len(rows) + 20


def heading(picture, words):
    """The title as it stands on the paper."""
    picture.text((12, 32), words, font_size=20, font_weight="bold")


def head(picture, x, words):
    """The words above a column, slanting so that they stay short."""
    y = TITLE + HEADS - 10
    parts = wrapped(words, HEADS * 1.15, most=1)
    picture.text(
        (x, y), parts[0], transform=f"rotate(-55 {number(x)} {number(float(y))})"
    )


def grid_row(picture, y, words, cells):
    """A row: its words and its cells."""
    picture.lines(LABELS - 12, y + ROW / 2, words, LABELS - 24, text_anchor="end")
    for place, cell in enumerate(cells):
        grid_cell(picture, LABELS + CELL * place, y, cell)


def grid_cell(picture, x, y, cell):
    """A shaded cell with its number; it leads to the list behind it."""
    fill, ink = SHADES[cell.shade]
    inside = picture.link(cell.address) if cell.address else None
    picture.rect((x + 1, y + 1, CELL - 2, ROW - 2), fill, stroke=RULE, inside=inside)
    middle = (x + CELL / 2, y + ROW / 2 + 5)
    words = f"{cell.number:,}"
    picture.text(middle, words, ink, name="", text_anchor="middle", inside=inside)


# Bars


BARS, BAR_ROW = 420, 34


def bars(title, about, rows):
    """
    Draw horizontal bars with their numbers.

    Args:
        title: what they show, in a few words.
        about: the same in a sentence or two, for those who cannot see it.
        rows: for each bar (words, whether it stands below the one before, number).

    Returns:
        A `Picture`.
    """
    height = TITLE + BAR_ROW * max(1, len(rows)) + 20
    picture = Picture(LABELS + BARS + 80, height, title, about)
    heading(picture, title)
    most = max((amount for *_, amount in rows), default=0) or 1
    for place, (words, is_inside, amount) in enumerate(rows):
        y, indent = TITLE + BAR_ROW * place, 36 if is_inside else 12
        picture.lines(indent, y + BAR_ROW / 2, words, LABELS - indent - 12)
        length = BARS * amount / most
        picture.rect((LABELS, y + 6, length, BAR_ROW - 12), BAR, name="bar")
        picture.text((LABELS + length + 8, y + BAR_ROW / 2 + 5), f"{amount:,}")
    return picture
