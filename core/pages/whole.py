"""A page with all that belongs to it: its rows, its terms, its files, in one statement.

Django asks for each relation by itself. A page for readers shows nearly all of them, and
most of the time of asking is Python's, so they come together as JSON.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from django.db import connection, models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

from core.models.history import ChangeNote
from core.models.media import CustomDocument
from core.models.vocabulary import Term

# What rows may lead to that is shown beside them.
SHOWN_BESIDE = (Term, CustomDocument)
# Stands for the page's key where a question is put into words once for all pages.
SOME_PAGE = 0
AS_JSON = "(SELECT json_agg(r)::text FROM ({}) AS r)"


class Part(NamedTuple):
    """
    One relation of a page.

    Args:
        rows: a queryset for the rows of `SOME_PAGE`.
        give: hands those of a page to it: a function of the page and a list.
    """

    rows: models.QuerySet
    give: Callable


def read_whole(page):
    """
    Read what belongs to a public page, so that asking it for that costs nothing more.

    Args:
        page: a page as it stands in the database, of its own type.
    """
    statement, places = statement_of(type(page))
    with connection.cursor() as cursor:
        cursor.execute(statement, [page.pk] * places)
        texts = cursor.fetchone()
    for part, text in zip(parts_of(type(page)), texts, strict=True):
        found = json.loads(text, parse_float=Decimal) if text else []
        part.give(page, [row_of(part.rows.model, values) for values in found])


@cache
def statement_of(model):
    """The one statement for pages of a type, and how often it names the page."""
    questions = [part.rows.query.sql_with_params() for part in parts_of(model)]
    columns = [AS_JSON.format(sql) for sql, _ in questions]
    return "SELECT " + ", ".join(columns), sum(len(keys) for _, keys in questions)


@cache
def parts_of(model):
    """The relations of a type of page, each before what its rows lead to."""
    parts = []
    for relation in get_all_child_relations(model):
        if relation.related_model._meta.app_label != Page._meta.app_label:
            parts += parts_of_rows(relation)
    parts += [part_of_terms(field) for field in get_all_child_m2m_relations(model)]
    parts += [part_of_key(field) for field in keys_beside(model)]
    return [*parts, Part(ChangeNote.objects.filter(page=SOME_PAGE), give_history)]


def parts_of_rows(relation):
    """The rows of a relation, and then what they lead to."""
    name = relation.get_accessor_name()
    rows = relation.related_model._default_manager.filter(
        **{relation.field.name: SOME_PAGE}
    )
    yield Part(rows, lambda page, found: getattr(page, name).set(found))
    for field in keys_beside(relation.related_model):
        keys = rows.order_by().values(field.attname)
        beside = field.related_model._default_manager.filter(pk__in=keys)
        yield Part(beside, giver_beside(name, field))


def giver_beside(name, field):
    """A function that gives the rows of a relation what their key leads to."""

    def give(page, found):
        by_key = {one.pk: one for one in found}
        for row in getattr(page, name).all():
            setattr(row, field.name, by_key.get(getattr(row, field.attname)))

    return give


def part_of_terms(field):
    """The terms of a page in one of its fields."""
    through = field.remote_field.through._base_manager
    ties = through.filter(**{field.m2m_field_name(): SOME_PAGE})
    keys = ties.values(field.m2m_reverse_field_name())
    terms = field.related_model._default_manager.filter(pk__in=keys)
    return Part(terms, lambda page, found: getattr(page, field.name).set(found))


def part_of_key(field):
    """The term that a page has in one of its fields."""
    key = field.model._base_manager.filter(pk=SOME_PAGE).values(field.attname)
    term = field.related_model._default_manager.filter(pk__in=key)
    return Part(term, lambda page, found: setattr(page, field.name, (*found, None)[0]))


def give_history(page, notes):
    """What changed on a page, as `ContentPage.history` reads it."""
    page.history = notes


def keys_beside(model):
    """The keys of a model that lead to what is shown beside it."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and issubclass(field.related_model, SHOWN_BESIDE)
    ]


def row_of(model, values):
    """A row of a model as Django would read it, from its columns in JSON."""
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    read = [field.to_python(values[field.column]) for field in fields]
    return model.from_db(connection.alias, names, read)
