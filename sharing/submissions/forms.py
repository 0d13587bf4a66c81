"""The forms of what people send in, made from what its type says of each field.

Nothing typed is lost for being incomplete: a step is kept as it is, and what is at fault
is said beside it. Only a text beyond all limits stays in the form alone.
"""

import hashlib
import json

from django import forms
from django.forms.formsets import formset_factory

from sharing.share_types import Kind, model_field
from sharing.submissions.fields import form_field

MOST_ROWS = 20


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
            for name in [one for one in form.fields if one in form.errors]:
                for sentence in form.errors[name]:
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
