"""What the styles and lists of a Word file mean: headings, and kinds of lists."""

import re

from sharing.word.package import local, value_of

# Word keeps the English names of its own styles whatever language it speaks.
HEADING = re.compile(r"heading ([1-9])\Z", re.I)
LIST = re.compile(r"list (bullet|number)", re.I)
BULLETS = {"bullet", "none"}


class Styles:
    """
    The styles and lists of one file.

    Args:
        styles: the part that names its styles, or None.
        numbering: the part that says how its lists count, or None.
    """

    def __init__(self, styles, numbering):
        self.names = dict(map(name_of, children(styles, "style")))
        self.formats = dict(lists_of(numbering)) if numbering is not None else {}

    def of(self, paragraph) -> tuple[str, int]:
        """
        What a paragraph is.

        Args:
            paragraph: its element.

        Returns:
            “bullet” or “number” for an entry of a list, and the level of a heading, of
            which the title has 1.
        """
        properties = next(children(paragraph, "pPr"), None)
        name = self.names.get(said(properties, "pStyle"), "")
        return self.list_of(properties, name), level_of(name)

    def list_of(self, properties, style: str) -> str:
        """The kind of list by the paragraph's own numbers, or by its style."""
        number = next(children(properties, "numPr"), None)
        if number is not None:
            return self.formats.get(said(number, "numId"), "")
        found = LIST.match(style)
        return found[1].lower() if found else ""


def children(parent, name: str):
    """The elements of a name within another, which may be None."""
    return (one for one in (() if parent is None else parent) if local(one) == name)


def said(parent, name: str) -> str:
    """The value of the first element of a name within another."""
    found = next(children(parent, name), None)
    return "" if found is None else value_of(found)


def name_of(style) -> tuple[str, str]:
    """A style's key and its name."""
    return value_of(style, "styleId"), said(style, "name")


def level_of(name: str) -> int:
    """Which level of headings a style is, the title being the first."""
    found = HEADING.match(name)
    return 1 + int(found[1]) if found else int(name.lower() == "title")


def lists_of(numbering):
    """For each list its key, and whether it counts or has bullets."""
    kinds = {
        value_of(one, "abstractNumId"): kind_of_list(one)
        for one in children(numbering, "abstractNum")
    }
    for one in children(numbering, "num"):
        yield value_of(one, "numId"), kinds.get(said(one, "abstractNumId"), "")


def kind_of_list(abstract) -> str:
    """The kind of a list by its first level."""
    level = next(children(abstract, "lvl"), None)
    return "bullet" if said(level, "numFmt") in BULLETS else "number"
