"""What people may send in, declared once: form, Word file and reader follow it.

The room names no page type. Each that people may send in registers itself here, as it
starts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.core.checks import Error
from django.core.checks import register as register_check
from django.core.exceptions import FieldDoesNotExist


class Kind(StrEnum):
    """What a field takes."""

    LINE = "line"  # one line
    TEXT = "text"  # paragraphs and lists
    CHOICE = "choice"  # one of a few
    ROWS = "rows"  # any number of rows, each of the same columns


@dataclass(frozen=True)
class ShareField:
    """
    One thing that somebody is asked for.

    Args:
        name: the page model's own field or relation; of a column, the row model's.
        label: as on the page's form.
        variants: other labels by which older documents call it.
        hint: what helps to answer, in a sentence.
        example: a good and honest answer.
        kind: what it takes.
        least: the fewest words that make sense, or 0.
        most: the most words that are taken, or 0 where nobody counts.
        is_required: whether nothing can be sent in without it.
        is_link: whether it takes the address of a web page.
        is_asked: whether it is asked for; else it is only read where somebody wrote it.
        is_extra: whether the model has no such field, and an editor sees what to do.
        choices: of a choice, pairs of a value and what people read.
        columns: of rows, their fields.
        flat: of rows, the columns that older documents give one after another, in that
            order; all but the first may be missing.
    """

    name: str
    label: str
    variants: tuple[str, ...] = ()
    hint: str = ""
    example: str = ""
    kind: Kind = Kind.LINE
    least: int = 0
    most: int = 0
    is_required: bool = False
    is_link: bool = False
    is_asked: bool = True
    is_extra: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple["ShareField", ...] = ()
    flat: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label by which documents call it."""
        return (self.label, *self.variants)


@dataclass(frozen=True)
class Part:
    """
    A part of what is asked, with a heading of its own.

    Args:
        heading: what it is called.
        sentence: what it is about.
        fields: what it asks for, in order.
        step: the toolkit's step that it belongs to, from 1, or 0. Editors may call the
            step otherwise: see `title`.
    """

    heading: str
    sentence: str
    fields: tuple[ShareField, ...]
    step: int = 0

    def title(self, steps=()) -> str:
        """
        The heading as readers see it.

        Args:
            steps: the titles of the toolkit's steps, as its editors wrote them.

        Returns:
            “Step 1: Consider your aim”, or the heading alone where it is no step.
        """
        if not self.step:
            return self.heading
        said = steps[self.step - 1] if self.step <= len(steps) else self.heading
        return f"Step {self.step}: {said}"


@dataclass(frozen=True)
class ShareType:
    """
    Something that people may send in.

    Args:
        key: its name in addresses and files.
        name: what people call one.
        sentence: what it is, in a sentence.
        page_model: the type of page that becomes of it, as “app.Model”.
        parts: what is asked, in order.
        criteria: names of the questions by which a Moderator judges it, each with the
            fields that answer it.
    """

    key: str
    name: str
    sentence: str
    page_model: str
    parts: tuple[Part, ...]
    criteria: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def model(self):
        """The type of page that becomes of it."""
        return apps.get_model(self.page_model)

    @property
    def fields(self) -> tuple[ShareField, ...]:
        """All that is asked for, in order."""
        return tuple(field for part in self.parts for field in part.fields)

    def field(self, name: str) -> ShareField:
        """
        One of its fields.

        Args:
            name: the field's name.

        Returns:
            The field; a KeyError is raised where there is none.
        """
        return {field.name: field for field in self.fields}[name]


_registered: dict[str, ShareType] = {}


def register(share_type: ShareType) -> ShareType:
    """
    Let people send something in. Call it from a room's `share_types.py`.

    Args:
        share_type: what they may send in.

    Returns:
        The same.

    Raises:
        ValueError: another one is registered by its key.
    """
    if _registered.setdefault(share_type.key, share_type) != share_type:
        raise ValueError(f"“{share_type.key}” is registered twice.")
    return share_type


def share_types() -> tuple[ShareType, ...]:
    """All that people may send in, in the order in which the rooms start."""
    return tuple(_registered.values())


def share_type(key: str) -> ShareType:
    """
    What people may send in by its key.

    Args:
        key: for example “map-story”.

    Returns:
        The type; a KeyError is raised where there is none.
    """
    return _registered[key]


def unknown_fields(wanted: ShareType) -> Iterator[str]:
    """The names of fields and columns that the page model does not have."""
    model = apps.get_model(wanted.page_model)
    for field in wanted.fields:
        found = model_field(model, field)
        if found is None and not field.is_extra:
            yield field.name
        elif field.columns and found is not None:
            for column in field.columns:
                if not (column.is_extra or model_field(found.related_model, column)):
                    yield f"{field.name}.{column.name}"


def model_field(model, field: ShareField):
    """A model's own field or relation by its name, or None."""
    try:
        return model._meta.get_field(field.name)
    except FieldDoesNotExist:
        return None


@register_check()
def fields_stand_on_their_pages(app_configs, **kwargs):
    """What is sent in must have a place on the page that becomes of it."""
    return [
        Error(
            f"“{one.key}” asks for “{name}”, which {one.page_model} does not have.",
            hint="Name a field or relation of the page, or say `is_extra=True`.",
            id="mapcms.E017",
        )
        for one in share_types()
        for name in unknown_fields(one)
    ]
