"""The forms of what people send in, made from what its type says of each field.

Nothing typed is lost for being incomplete: a step is kept as it is, and what is at fault
is said beside it. Only a text beyond all limits stays in the form alone.
"""

import hashlib
import json

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import formset_factory

from core.form_fields import LineField, LinesField
from core.text.addresses import WEB_ADDRESS
from sharing.drafts import split
from sharing.forms import INPUT
from sharing.share_types import Kind, model_field

MOST_OF_A_LINE, MOST_OF_A_TEXT, MOST_ROWS = 300, 20_000, 20
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
    beside = model_field_beside(model, field)
    limits = [getattr(one, "max_length", None) for one in (found, beside)]
    most = MOST_OF_A_TEXT if field.kind == Kind.TEXT else MOST_OF_A_LINE
    return min([most, *filter(None, limits)])


def model_field_beside(model, field):
    """The field for what is none of a list, as drafts use it, or None."""
    names = {one.name: one for one in model._meta.get_fields()}
    for name in (f"{field.name}_text", f"{field.name}_proposal"):
        if name in names:
            return names[name]
    return None


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


def row_form(model, field):
    """The form for one row of what a field asks."""
    row_model = model_field(model, field).related_model
    columns = [column for column in field.columns if column.is_asked]
    fields = {column.name: form_field(row_model, column, True) for column in columns}
    return type("RowForm", (RowForm,), {**fields, "columns": columns})


class Answers(forms.Form):
    """A form whose fields know the example and the count of words of what they ask."""

    asked = ()

    def __init__(self, *args, lists=None, **kwargs):
        super().__init__(*args, **kwargs)
        for share_field in self.asked:
            if share_field.name in self.fields:
                self.fields[share_field.name].asked = share_field
        for name, address in (lists or {}).items():
            if name in self.fields:
                self.fields[name].widget.attrs["list"] = address

    def kept(self):
        """What was typed, by field, without what is beyond all limits."""
        said = {name: self.typed(name) for name in self.fields}
        return {name: words for name, words in said.items() if words is not None}

    def typed(self, name):
        """A field's words as they are kept though they may be at fault, or None."""
        if name in self.cleaned_data:
            return self.cleaned_data[name]
        codes = {error.code for error in self.errors.as_data().get(name, ())}
        if codes & {"max_length", "null_characters_not_allowed", "invalid_choice"}:
            return None
        return str(self[name].value() or "").strip()


class RowForm(Answers):
    """One row: a driver, a figure, a quotation."""

    columns = ()

    @property
    def asked(self):
        return self.columns


class StepForm:
    """
    One part of what somebody sends in: single answers, and any number of rows.

    Args:
        submission: the `Submission`, with what is kept already.
        part: one of the `Part`s of its type.
        data: what a browser sent, or None.
        lists: ids of lists of suggestions, by the names of fields and columns.
        more: name of the rows of which one more empty row is shown.
    """

    def __init__(self, submission, part, data=None, lists=None, more=""):
        self.answers, self.is_bound = submission.answers, data is not None
        self.model = model = submission.share_type.model
        asked = [field for field in part.fields if field.is_asked]
        single = [field for field in asked if field.kind != Kind.ROWS]
        fields = {field.name: form_field(model, field) for field in single}
        form = type("PartForm", (Answers,), {**fields, "asked": single})
        self.form = form(data, initial=self.answers, lists=lists)
        self.rows = {
            field.name: self.rows_form(field, data, lists, field.name == more)
            for field in asked
            if field.kind == Kind.ROWS
        }
        self.fields = asked

    def rows_form(self, field, data, lists, is_more):
        """The formset for the rows of a field: all that are kept, and an empty one."""
        kept = self.answers.get(field.name, [])
        formset = formset_factory(
            row_form(self.model, field),
            extra=1 + is_more if kept else 1 + 2 * is_more,
            max_num=MOST_ROWS,
            absolute_max=MOST_ROWS,
            validate_max=True,
        )
        return formset(
            data, prefix=field.name, initial=kept, form_kwargs={"lists": lists}
        )

    def is_valid(self):
        """Whether nothing of it is at fault."""
        rows = [formset.is_valid() for formset in self.rows.values()]
        return self.form.is_valid() and all(rows)

    def kept(self):
        """What is to be kept of it, by the fields' names."""
        self.is_valid()
        rows = {
            name: filled_rows(formset)
            for name, formset in self.rows.items()
            if formset.management_form.is_valid()
        }
        return self.form.kept() | rows

    def shown(self):
        """What the step shows, in order: bound fields, and formsets of rows."""
        return [
            {"asked": field, "rows": self.rows[field.name]}
            if field.name in self.rows
            else {"asked": field, "field": self.form[field.name]}
            for field in self.fields
        ]

    def errors(self):
        """What is at fault, as (id of the place in the page, sentence)."""
        forms_shown = [self.form, *(f for rows in self.rows.values() for f in rows)]
        for form in forms_shown:
            for name, sentences in form.errors.items():
                for sentence in sentences:
                    yield place_of(form[name]), sentence
        for rows in self.rows.values():
            for sentence in rows.non_form_errors():
                yield f"rows-{rows.prefix}", sentence


def place_of(field):
    """The id of the place where a field is filled in."""
    is_radio = isinstance(field.field.widget, forms.RadioSelect)
    return f"{field.auto_id}_0" if is_radio else field.auto_id


def filled_rows(formset):
    """The rows in which something was typed."""
    rows = [(form.kept(), form.initial) for form in formset]
    return [
        {name: words for name, words in {**unasked(row, before), **row}.items() if words}
        for row, before in rows
        if any(row.values())
    ]


def unasked(row, before):
    """What a file said in a row, in columns that no form asks for."""
    return {name: words for name, words in before.items() if name not in row}


def mark_of(answers, part):
    """A short value that changes with what is kept of a step."""
    said = {field.name: answers.get(field.name) for field in part.fields}
    said = {name: words for name, words in said.items() if words}
    text = json.dumps(said, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
