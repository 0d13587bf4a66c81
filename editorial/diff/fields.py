"""One part of the form as two versions have it: its texts, its rows, or its value."""

from functools import cached_property

from django.db import models
from wagtail.fields import RichTextField, StreamField

from editorial.diff.alignment import Stretch, compare_passages
from editorial.diff.passages import (
    passages_of_block,
    passages_of_html,
    passages_of_text,
)


class Difference:
    """
    What changes in one field or relation.

    Args:
        comparison: Wagtail's comparison of it.
        label: what the form calls it.
    """

    def __init__(self, comparison, label):
        self.comparison = comparison
        self.label = label

    @property
    def is_text(self) -> bool:
        """Whether it is shown passage by passage."""
        return self.comparison.is_field and is_text(self.comparison.field)

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The text of both versions side by side."""
        field = self.comparison.field
        before, after = self.comparison.val_a, self.comparison.val_b
        return compare_passages(passages_of(field, before), passages_of(field, after))

    @property
    def value(self) -> str:
        """A value that is no text, with what changed marked up by Wagtail."""
        return self.comparison.htmldiff()

    @cached_property
    def rows(self) -> list["RowDifference"]:
        """The rows that came, went, moved or changed."""
        found = self.comparison.get_child_comparisons()
        rows = [RowDifference(row) for row in found]
        return [row for row in rows if row.change]

    @property
    def same_rows(self) -> int:
        """How many rows stayed as they are."""
        return len(list(self.comparison.get_child_comparisons())) - len(self.rows)

    @property
    def is_visible(self) -> bool:
        """Whether readers would see it, other than in how it is stored."""
        if not self.comparison.has_changed():
            return False
        if self.is_text:
            return any(not stretch.is_same for stretch in self.stretches)
        if self.comparison.is_field:
            shown = str(self.value)
            return "addition" in shown or "deletion" in shown
        return True


class RowDifference:
    """
    What changes in one row.

    Args:
        comparison: Wagtail's comparison of it.
    """

    def __init__(self, comparison):
        self.comparison = comparison

    @cached_property
    def fields(self) -> list[Difference]:
        """The fields that differ; of a row that came or went, those with a value."""
        found = self.comparison.get_field_comparisons()
        fields = [Difference(field, field.field_label()) for field in found]
        if self.comparison.is_addition() or self.comparison.is_deletion():
            return [f for f in fields if f.comparison.val_a or f.comparison.val_b]
        return [field for field in fields if field.is_visible]

    @property
    def change(self) -> str:
        """“new”, “gone”, “changed”, “moved”, or nothing."""
        if self.comparison.is_addition():
            return "new"
        if self.comparison.is_deletion():
            return "gone"
        if self.fields:
            return "changed"
        return "moved" if self.comparison.get_position_change() else ""


def is_text(field):
    """Whether a field holds running text, which is compared passage by passage."""
    if isinstance(field, (StreamField, RichTextField)):
        return True
    return isinstance(field, (models.CharField, models.TextField)) and not field.choices


def passages_of(field, value):
    """The passages of a field's value."""
    if isinstance(field, StreamField):
        return passages_of_block(field.stream_block, value)
    if isinstance(field, RichTextField):
        return passages_of_html(value)
    return passages_of_text(value or "")
