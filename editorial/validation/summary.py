"""What is in the way of a version, line by line: by the form's labels, in its order."""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page

from core.text.places import path_of

# In the address of a form that is opened to put right what is in the way.
TO_PUT_RIGHT = "needed"


@dataclass(frozen=True)
class Line:
    """
    One line of an error summary.

    Args:
        way: to the field, row or block; see `core.text.places`.
        label: what the form calls it, or nothing for the page as a whole.
        sentence: what is wrong, and what to do.
    """

    way: str
    label: str
    sentence: str

    @property
    def anchor(self) -> str:
        """The end of the address of the page's form that leads to the field."""
        return f"?{TO_PUT_RIGHT}=1{f'#:w:contentpath={self.way}' if self.label else ''}"


def summary(page: Page, found: dict[str, list[str]]) -> list[Line]:
    """
    Put what was found into the order and the words of the form.

    Args:
        page: the version, as a page of its own type.
        found: sentences by the way to what they are about, as `obstacles` gives them.

    Returns:
        Its `Line`s, none of them twice.
    """
    lines = [
        Line(way, label_of(page, way), sentence)
        for way, sentences in found.items()
        for sentence in sentences
    ]
    names = list(form_panels(page._meta.label))

    def place(line):
        name = line.way.split(".")[0]
        return names.index(name) if name in names else len(names)

    return sorted(dict.fromkeys(lines), key=place)


@cache
def form_panels(model: str) -> dict[str, Panel]:
    """The panels of a page type's form by the name of their field or relation."""
    return dict(panels_within(apps.get_model(model).get_edit_handler()))


def panels_within(panel):
    """A panel and all within it, as (name, panel), in the order of the form."""
    if isinstance(panel, InlinePanel):
        yield panel.relation_name, panel
    elif isinstance(panel, FieldPanel):
        yield panel.field_name, panel
    for child in getattr(panel, "children", ()):
        yield from panels_within(child)


def label_of(page, place):
    """
    What the form calls a field, or a field of a row or block.

    Args:
        page: the page.
        place: a name or a `core.text.places.Place`.

    Returns:
        For example “Told by, person 2: Name”, or nothing for what is not in the form.
    """
    name, *rest = path_of(place).split(".")
    panel = form_panels(page._meta.label).get(name)
    if panel is None:
        return ""
    if isinstance(panel, InlinePanel):
        return row_label(panel, *rest)
    label = panel_label(panel)
    if rest and isinstance(panel.db_field, StreamField):
        return f"{label}, {block_label(panel.db_field.value_from_object(page), *rest)}"
    return label


def panel_label(panel):
    """The label of one field."""
    return str(panel.heading or capfirst(panel.db_field.verbose_name))


def row_label(panel, number="", field=""):
    """The label of rows, of one row, or of a field of it."""
    if not number:
        return str(panel.heading)
    row = f"{panel.heading}, {panel.label} {int(number) + 1}"
    inner = dict(panels_within(panel.child_edit_handler)).get(field)
    return f"{row}: {panel_label(inner)}" if inner else row


def block_label(stream, key, *rest):
    """The label of a block of a stream, or of a field of it."""
    children = enumerate(stream, start=1)
    number, child = next(found for found in children if str(found[1].id) == key)
    names = [child_label(child.block, name) for name in rest[:1]]
    return ": ".join([f"part {number} ({child.block.label})", *filter(None, names)])


def child_label(block, name):
    """The label of a field of a block."""
    inner = getattr(block, "child_blocks", {}).get(name)
    return str(inner.label) if inner else ""
