"""The fields of forms for what people type: each makes of it what the site keeps.

Wagtail takes them for every field of a model in its admin; forms of our own name
`formfield_for_dbfield` as the callback of their fields, or the fields themselves.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin import widgets
from wagtail.admin.forms.models import (
    formfield_for_dbfield,
    register_form_field_override,
)
from wagtail.blocks.base import BlockField
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichTextMaxLengthValidator

from core.text.addresses import NOT_YOUR_DRIVE, is_on_a_drive, unwrapped
from core.text.dates import (
    NO_DATE,
    NO_DAY,
    NO_MOMENT,
    UK_TIME,
    read_date,
    read_day,
    read_moment,
)
from core.text.input import (
    characters_in,
    clean_block,
    clean_html,
    clean_line,
    clean_lines,
)
from core.vocabularies.proposals import ProposalField

__all__ = ["LineField", "LinesField", "formfield_for_dbfield"]
# Wagtail's calendar would put today in the place of what it cannot read.
LEAVES_ALONE = {"validateOnBlur": False}
# What fits a field that has no limit of its own, in characters.
MOST_OF_LINES = 5_000
MOST_OF_RICH_TEXT = 50_000
MOST_OF_A_PAGE = 200_000
TOO_LONG = (
    "This has %(show_value)d characters, and %(limit_value)d fit here. Please shorten "
    "it, or put a part of it elsewhere: on a page of its own, or into a document."
)


class Limited:
    """
    A field of text with a limit that is told while one writes.

    No browser cuts off what is pasted: it is counted beside the field, and refused whole.
    """

    default_error_messages = {"max_length": TOO_LONG}

    def __init__(self, *, max_length=None, **kwargs):
        super().__init__(max_length=max_length or MOST_OF_LINES, **kwargs)

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget)
        most = attrs.pop("maxlength", None)
        return {"data-characters-most": most, **attrs} if most else attrs


class LineField(Limited, forms.CharField):
    """A text of one line, tidied before it is judged."""

    def to_python(self, value):
        """The text, empty where nobody would see anything of it."""
        return super().to_python(clean_line(value) if value else value)


class LinesField(Limited, forms.CharField):
    """A text of several lines, tidied line by line before it is judged."""

    def to_python(self, value):
        """The text, empty where nobody would see anything of it."""
        return super().to_python(clean_lines(value) if value else value)


class MarkupField(forms.CharField):
    """Rich text, tidied before it is judged."""

    default_error_messages = {"max_length": TOO_LONG}

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.validators.append(RichTextMaxLengthValidator(MOST_OF_RICH_TEXT))

    def to_python(self, value):
        """The text, empty where nobody would see anything of it."""
        return super().to_python(clean_html(value) if value else value)


class AddressField(Limited, forms.URLField):
    """An address on the web that readers can follow: none of a drive, none wrapped."""

    def to_python(self, value):
        """The address that is meant."""
        value = clean_line(value) if value else value
        if value and is_on_a_drive(value):
            raise ValidationError(NOT_YOUR_DRIVE, code="drive")
        return unwrapped(super().to_python(value))


class DayField(forms.DateField):
    """
    A date as people here write it. What is none is refused, never replaced.

    A month alone is no day, unless the form keeps how far the date is known.
    """

    default_error_messages = {"invalid": NO_DAY}
    needs_day = True

    def take_months(self):
        """Take a month or a year as well; the form looks for how far it is known."""
        self.needs_day = False
        self.error_messages["invalid"] = NO_DATE

    def strptime(self, value, format):
        """The day that somebody wrote, whichever format Django tries."""
        return read_day(value) if self.needs_day else read_date(value)[0]


class MomentField(forms.DateTimeField):
    """A date and a time as people here write them, by the clock they all use."""

    default_error_messages = {"invalid": NO_MOMENT}

    def __init__(self, *, help_text="", **kwargs):
        words = f"{help_text} {UK_TIME}".strip()
        super().__init__(help_text=words, **kwargs)

    def strptime(self, value, format):
        """The moment that somebody wrote, whichever format Django tries."""
        return read_moment(value)


class TidyBlockField(BlockField):
    """The blocks of a long page, each tidied before it is judged."""

    def clean(self, value):
        """The blocks, with their texts as fields of their kinds keep them."""
        value = clean_block(self.block, value)
        characters = characters_in(self.block.get_prep_value(value))
        if characters > MOST_OF_A_PAGE:
            raise ValidationError(
                TOO_LONG,
                code="max_length",
                params={"show_value": characters, "limit_value": MOST_OF_A_PAGE},
            )
        return super().clean(value)


class DayInput(widgets.AdminDateInput):
    """A date with a calendar beside it, which leaves alone what it cannot read."""

    def get_config(self):
        return {**super().get_config(), **LEAVES_ALONE}


class MomentInput(widgets.AdminDateTimeInput):
    """A date and time with such a calendar."""

    def get_config(self):
        return {**super().get_config(), **LEAVES_ALONE}


for kind, override in (
    (models.CharField, {"form_class": LineField}),
    (ProposalField, {"form_class": LineField}),
    (
        models.TextField,
        {"form_class": LinesField, "widget": widgets.AdminAutoHeightTextInput},
    ),
):
    register_form_field_override(kind, override=override, exact_class=True)

for kind, override in (
    (models.URLField, {"form_class": AddressField, "assume_scheme": "https"}),
    (models.DateField, {"form_class": DayField, "widget": DayInput}),
    (models.DateTimeField, {"form_class": MomentField, "widget": MomentInput}),
    (RichTextField, {"form_class": MarkupField}),
    (StreamField, {"form_class": TidyBlockField}),
):
    register_form_field_override(kind, override=override)
