"""The fields of forms for what people are asked, each as its kind needs it."""

from django import forms
from django.core.exceptions import ValidationError

from core.form_fields import LineField, LinesField
from core.text.addresses import WEB_ADDRESS
from sharing.forms import INPUT
from sharing.page_fields import name_beside, split
from sharing.share_types import Kind, model_field

MOST_OF_A_LINE, MOST_OF_A_TEXT = 300, 20_000
# Up to so many choices are shown all at once.
FEW_CHOICES = 6
NOT_AN_ADDRESS = "This is no address of a web page: it should begin with https://."


def web_address_only(value):
    """Refuse what leads nowhere on the web."""
    if not WEB_ADDRESS.fullmatch(value):
        raise ValidationError(NOT_AN_ADDRESS)


def limit_of(model, field):
    """How many characters a field of the page takes, at most."""
    found = None if field.is_extra else model_field(model, field)
    beside = found and name_beside(model, found)
    fields = [found, model._meta.get_field(beside) if beside else None]
    limits = [getattr(one, "max_length", None) for one in fields]
    most = MOST_OF_A_TEXT if field.kind == Kind.TEXT else MOST_OF_A_LINE
    return min([most, *filter(None, limits)])


def form_field(model, field, in_row=False):
    """
    The form's field for one thing that people are asked.

    Args:
        model: the page or row that holds the answer in the end.
        field: a `ShareField` that is no rows.
        in_row: whether it stands in a row, where choices take little room.

    Returns:
        A field that needs no answer: what is missing is said before it is sent.
    """
    about = {"label": field.label, "help_text": field.hint, "required": False}
    if field.kind == Kind.CHOICE:
        return choice_field(field, about, in_row)
    found = None if field.is_extra else model_field(model, field)
    if found is not None and found.many_to_many:
        return terms_field(found, about)
    limit = limit_of(model, field)
    if field.kind == Kind.TEXT:
        rows = 12 if field.most > 250 else 5
        attrs = {"rows": rows, "class": "nhsuk-textarea"}
        widget = forms.Textarea(attrs=attrs)
        return LinesField(max_length=limit, widget=widget, **about)
    attrs = INPUT | ({"inputmode": "url", "spellcheck": "false"} if field.is_link else {})
    return LineField(
        max_length=limit,
        widget=forms.TextInput(attrs=attrs),
        validators=[web_address_only] if field.is_link else [],
        **about,
    )


class TermsField(forms.MultipleChoiceField):
    """Any of the terms of a vocabulary; kept as their names, one after another."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value):
        """The names, with those that a file brought and no vocabulary has."""
        if not isinstance(value, str):
            return value
        names = split(value)
        known = {name for name, _ in self.choices}
        self.choices = [*self.choices, *((n, n) for n in names if n not in known)]
        return names

    def valid_value(self, value):
        """Whether it is a name; one that is none of a vocabulary is for an editor."""
        return len(value) <= MOST_OF_A_LINE

    def clean(self, value):
        """The names in one text."""
        return "; ".join(super().clean(value))


def terms_field(found, about):
    """Any of the terms that a vocabulary offers."""
    names = [str(term) for term in found.related_model.objects.offered()]
    return TermsField(choices=[(name, name) for name in names], **about)


def choice_field(field, about, in_row):
    """One of a few: all of them at once, or behind a list where room is short."""
    if not in_row and len(field.choices) <= FEW_CHOICES:
        return forms.ChoiceField(choices=field.choices, widget=forms.RadioSelect, **about)
    choices = [("", "Choose"), *field.choices]
    widget = forms.Select(attrs={"class": "nhsuk-select"})
    return forms.ChoiceField(choices=choices, widget=widget, **about)
