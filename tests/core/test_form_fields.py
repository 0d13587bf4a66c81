"""Whatever people type into a form of ours is tidied and held to a limit."""

import pytest
from django import forms
from wagtail.models import get_page_models

import editorial.forms
import feed.admin.reusers
import feed.admin.webhooks
import sharing.forms
from core.models import ContentPage

BARE = (forms.CharField, forms.DateField, forms.DateTimeField, forms.URLField)
OURS = editorial.forms, feed.admin.reusers, feed.admin.webhooks, sharing.forms
FORMS_OF_OURS = [
    form
    for module in (
        editorial.forms,
        feed.admin.reusers,
        feed.admin.webhooks,
        sharing.forms,
    )
    for form in vars(module).values()
    if isinstance(form, type)
    and issubclass(form, forms.BaseForm)
    and form.__module__ == module.__name__
]
# What people say to each other beside a text, and no reader sees.
WAGTAILS_OWN = {"comments"}
CONTENT_TYPES = [model for model in get_page_models() if issubclass(model, ContentPage)]


def bare(fields):
    """The names of fields that keep a text as it was typed."""
    return [
        name
        for name, field in fields.items()
        if type(field) in BARE and not field.widget.is_hidden
    ]


@pytest.mark.parametrize("form", FORMS_OF_OURS)
def test_no_form_of_ours_keeps_a_text_as_it_was_typed(form):
    assert bare(form.base_fields) == []


@pytest.mark.parametrize("model", CONTENT_TYPES)
def test_no_page_and_no_row_of_one_does(model):
    form = model.get_edit_handler().get_form_class()
    assert bare(form.base_fields) == []
    for relation in set(form.formsets) - WAGTAILS_OWN:
        formset = form.formsets[relation]
        assert bare(formset.form.base_fields) == [], relation
