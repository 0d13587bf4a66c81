"""Content controls of Word: places to write in that know which field they are."""

from itertools import count

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from sharing.share_types import Kind, ShareField

WRITE, CHOOSE = "Write here", "Choose one"
# What Word itself puts where a control is emptied.
OF_WORD = (
    "Click or tap here to enter text.",
    "Click here to enter text.",
    "Choose an item.",
)
PLACEHOLDERS = (WRITE, CHOOSE, *OF_WORD)


def placeholder_of(field: ShareField) -> str:
    """What stands in an empty control."""
    return CHOOSE if field.kind == Kind.CHOICE else WRITE


class Controls:
    """The controls of one document, each with a number of its own."""

    def __init__(self):
        self.numbers = count(1)

    def around(self, contents, field: ShareField, tag: str, is_empty=False, lock=""):
        """
        Put a control around paragraphs or runs.

        Args:
            contents: their elements, which stand beside each other.
            field: whose answer they are.
            tag: by which a reader finds it.
            is_empty: whether they are only a placeholder.
            lock: “sdtLocked” where nobody should take it out by mistake. Rows of a table
                cannot be deleted while they hold such a control.
        """
        control = OxmlElement("w:sdt")
        contents[0].addprevious(control)
        control.append(self.properties(field, tag, is_empty, lock))
        inside = OxmlElement("w:sdtContent")
        control.append(inside)
        inside.extend(contents)

    def properties(self, field: ShareField, tag: str, is_empty: bool, lock: str):
        """What Word and a screen reader know of a control, in the order of the schema."""
        properties = OxmlElement("w:sdtPr")
        properties.append(element("w:alias", field.label))
        properties.append(element("w:tag", tag))
        properties.append(element("w:id", str(next(self.numbers))))
        if lock:
            properties.append(element("w:lock", lock))
        if is_empty:
            properties.append(OxmlElement("w:showingPlcHdr"))
        properties.append(kind_of_control(field))
        return properties


def kind_of_control(field: ShareField):
    """A list to choose from, one line, or text with paragraphs and lists."""
    if field.kind == Kind.TEXT:
        return OxmlElement("w:richText")
    if field.kind != Kind.CHOICE:
        return OxmlElement("w:text")
    choices = OxmlElement("w:dropDownList")
    for value, label in field.choices:
        item = OxmlElement("w:listItem")
        item.set(qn("w:displayText"), label)
        item.set(qn("w:value"), value)
        choices.append(item)
    return choices


def element(name: str, value: str):
    """An element with a value."""
    made = OxmlElement(name)
    made.set(qn("w:val"), value)
    return made
