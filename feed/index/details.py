"""A page type's own fields, as JSON can hold them, and what each may hold."""

from datetime import date, datetime
from decimal import Decimal

from django.db import models

from core.models import CustomDocument, Term
from core.pages.items import Blocks, PageLink, RichText
from feed.index.html import clean_markup, markup_of
from feed.index.loading import item_models
from feed.schema.json_schema import (
    ADDRESS,
    DAY,
    MOMENT,
    NUMBER,
    TEXT,
    WORDS,
    many,
    maybe,
    members,
    one_of,
    ref,
)
from feed.schema.parts import ref_form
from feed.schema.values import day, file_form, moment, number, term_form


def json_value(value, refs):
    """
    A value of `core.pages.items` as JSON can hold it; pages that are not public go.

    Args:
        value: what a page type gives as one of its `details`.
        refs: the public pages it may refer to, by primary key.

    Returns:
        What JSON knows; None for a page that is not public, and for text without words.
    """
    if isinstance(value, dict):
        return {name: json_value(part, refs) for name, part in value.items()}
    if isinstance(value, list):
        return [json_value(part, refs) for part in value if is_visible(part, refs)]
    if isinstance(value, PageLink):
        return link_form(value, refs)
    if isinstance(value, (RichText, Blocks)):
        return clean_markup(markup_of(value)) or None
    return simple(value)


def is_visible(value, refs):
    """Whether a value of a list stays: it is no page, or a public one."""
    return not isinstance(value, PageLink) or value.pk in refs


def link_form(link, refs):
    """Another page as a value, or None where it is not public."""
    page = refs.get(link.pk)
    if page is None:
        return None
    return ref_form(page) if page.type else {"title": page.title, "url": page.url}


def simple(value):
    """A single value as JSON can hold it; an empty text becomes None."""
    for kind, write in SIMPLE:
        if isinstance(value, kind):
            return write(value)
    return None if value == "" else value


# How single values are written, the special kinds before the general ones.
SIMPLE = (
    (CustomDocument, file_form),
    (models.Model, term_form),
    (Decimal, number),
    (datetime, moment),
    (date, day),
)


# What each may hold


def details_schemas():
    """The schema of `details` for each type, from what its page types declare."""
    found = {}
    for model in item_models():
        details = model().feed_item().details
        own = {name: detail_schema(model, name, value) for name, value in details.items()}
        found.setdefault(model.feed_type, []).append(members(own))
    return {
        name: schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        for name, schemas in sorted(found.items())
    }


def detail_schema(model, name, value):
    """The schema of one of a type's own fields."""
    fields = {field.name: field for field in model._meta.get_fields()}
    field = fields.get(name)
    if isinstance(value, list):
        is_terms = field is not None and field.many_to_many
        return many(ref("Term") if is_terms else LIST_SCHEMAS[name])
    if isinstance(value, RichText) or field is None:
        return maybe(TEXT)
    return maybe(field_schema(field))


def undescribed_details(model):
    """The names of a page type's own fields that have no schema."""
    details = model().feed_item().details
    return [
        name for name, value in details.items() if not is_described(model, name, value)
    ]


def is_described(model, name, value):
    """Whether one of a type's own fields has a schema."""
    try:
        return bool(detail_schema(model, name, value))
    except (StopIteration, KeyError):
        return False


def texts(*names):
    """An object of texts, each of which may be missing."""
    return members({name: maybe(TEXT) for name in names})


# What stands in lists that are no terms, by the name of the field.
LIST_SCHEMAS = {
    "team": WORDS,
    "alternative_titles": WORDS,
    "supersedes": ref("Link"),
    "superseded_by": ref("Link"),
    "hooks": texts("quote", "page_reference", "comment"),
    "quotes": texts("text", "name", "job_title", "organisation_name"),
}


# Schemas of fields, the special kinds before the general ones.
FIELD_SCHEMAS = (
    (models.DateTimeField, MOMENT),
    (models.DateField, DAY),
    (models.URLField, ADDRESS),
    (models.IntegerField, NUMBER),
    (models.CharField, TEXT),
    (models.TextField, TEXT),
)


def field_schema(field):
    """The schema of a model's field."""
    if field.is_relation:
        if issubclass(field.related_model, Term):
            return ref("Term")
        if issubclass(field.related_model, CustomDocument):
            return ref("Attachment")
        return {"anyOf": [ref("Link"), ref("OtherPage")]}
    if field.choices:
        return one_of(value for value, _ in field.choices if value)
    return next(schema for kind, schema in FIELD_SCHEMAS if isinstance(field, kind))
