"""Reading public pages with everything their items show of them, in few queries."""

from collections import defaultdict
from functools import cache

from django.db import connection
from django.db.models import Prefetch, prefetch_related_objects
from modelcluster.utils import sort_by_fields
from psycopg2.sql import SQL
from wagtail.models import Page, get_page_models

from core.models import Term
from core.models.media import KeptFile
from core.pages.queries import hold, public_pages
from core.vocabularies.usage import row_models

# Where `load` leaves the notes of what changed on a page, newest first.
NOTES = "notes_for_readers"
OFTEN_FILLED = ("locale", "organisation")
# What people call a page who look for it.
WORDINGS = "search_wordings"
# What items show of a term.
SHOWN = ("name", "slug")
# What they show of a page is made of these.
FACE = ("translation_key", "content_type", "title", "url_path", "locale")

# The terms of one vocabulary that some pages have, under the name of the field.
TERMS_OF_PAGES = """
SELECT %s AS name_of_field, m.{page}, t.id, t.name, t.slug
FROM {rows} m JOIN {terms} t ON t.id = m.{term} WHERE m.{page} = ANY(%s)
"""
# The name of a kind of rows, if any of some pages has one.
NAME_IF_ANY = "SELECT %s WHERE EXISTS (SELECT FROM {table} WHERE {page} = ANY(%s))"


def type_of(page_model):
    """The feed's name for a page type; empty for one that is never an item."""
    return getattr(page_model, "feed_type", "")


def item_models():
    """The page types that are items."""
    return [model for model in get_page_models() if type_of(model)]


def load(keys):
    """
    Read pages with everything their items show, in a few queries for each page type.

    Args:
        keys: primary keys; those of pages that are no items, or not public, are left out.

    Returns:
        Specific pages in the order of the tree.
    """
    by_type = defaultdict(list)
    for page in public_among(keys):
        by_type[page.specific_class].append(page.pk)
    pages = []
    for model, members in by_type.items():
        if type_of(model):
            pages += load_some(model, members)
    return sorted(pages, key=lambda page: page.path)


def load_some(model, keys):
    """Read public pages of one type with everything their items show."""
    found = model._default_manager.filter(pk__in=keys).select_related(
        *often_filled(model)
    )
    pages = [page for page in found if address_of(page)]
    if pages:
        read_terms(model, pages)
        read_rows(model, pages)
        notes = Prefetch("change_notes", to_attr=NOTES)
        prefetch_related_objects(
            pages, notes, *keys_of(model), WORDINGS, *model.read_along()
        )
    return pages


def address_of(page):
    """A page's address, found once however often the page is asked; None without one."""
    parts = page.get_url_parts()
    page.get_url_parts = lambda request=None: parts
    return page.get_url()


def public_among(keys):
    """Those of some pages that are public, with what others show of them alone."""
    if not keys:
        return []
    question, values = public_statement()
    return Page.objects.raw(question, [*values, list(keys)])


@cache
def public_statement():
    """The question for public pages among some, as (SQL, parameters but the last)."""
    pages = public_pages().order_by().only(*FACE)
    question, values = pages.query.sql_with_params()
    key = Page._meta.pk.column
    among = composed("{table}.{key} = ANY(%s)", table=Page._meta.db_table, key=key)
    return f"{question} AND {among}", values


def composed(pattern, **names):
    """SQL with names of tables and columns in it, each in quotation marks."""
    quoted = {name: SQL(connection.ops.quote_name(names[name])) for name in names}
    return SQL(pattern).format(**quoted).as_string(None)


def read_terms(model, pages):
    """
    Read the terms of all vocabularies that pages of a type have, in one query.

    Django would ask for each vocabulary. What items do not show of a term is left for
    later, as after `only()`.
    """
    terms = terms_of(model)
    keys = [page.pk for page in pages]
    found = defaultdict(list)
    if terms:
        question = " UNION ALL ".join(terms.values()) + " ORDER BY name"
        values = [value for name in terms for value in (name, keys)]
        with connection.cursor() as cursor:
            cursor.execute(question, values)
            for name, key, *values in cursor.fetchall():
                vocabulary = model._meta.get_field(name).related_model
                term = vocabulary.from_db(connection.alias, ("id", *SHOWN), values)
                found[key, name].append(term)
    for page in pages:
        for name in terms:
            hold(page, name, in_order(found[page.pk, name]))


def in_order(terms):
    """Terms of one vocabulary as pages hold them, in the order of their letters."""
    if len(terms) > 1:
        sort_by_fields(terms, terms[0]._meta.ordering)
    return terms


@cache
def terms_of(model):
    """For each field of a page type that holds several terms, the SQL that reads them."""
    return {
        field.name: composed(
            TERMS_OF_PAGES,
            rows=field.m2m_db_table(),
            terms=field.related_model._meta.db_table,
            page=field.m2m_column_name(),
            term=field.m2m_reverse_name(),
        )
        for field in model._meta.many_to_many
        if issubclass(field.related_model, Term)
    }


def read_rows(model, pages):
    """
    Read the rows of pages of a type, each kind that one of them has in one query.

    Django would make a manager for each page and kind to hold them.
    """
    by_key = {page.pk: page for page in pages}
    full = kinds_among(model, list(by_key))
    for name, row_model, key in row_models(model):
        found = defaultdict(list)
        rows = row_model._default_manager.filter(**{f"{key.name}__in": by_key})
        for row in rows if name in full else ():
            page = by_key[getattr(row, key.attname)]
            setattr(row, key.name, page)
            found[page.pk].append(row)
        for page in pages:
            hold(page, name, found[page.pk])


def kinds_among(model, keys):
    """The names of the kinds of rows that some pages of a type have; most have few."""
    tables = row_tables(model)
    question = " UNION ALL ".join(
        composed(NAME_IF_ANY, table=table, page=column)
        for table, column in tables.values()
    )
    values = [value for name in tables for value in (name, keys)]
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return {name for (name,) in cursor.fetchall()}


@cache
def row_tables(model):
    """The kinds of rows of a page type: table and column by name."""
    return {
        name: (row_model._meta.db_table, key.column)
        for name, row_model, key in row_models(model)
    }


@cache
def often_filled(model):
    """The fields of a page type that are nearly always filled: read with the page."""
    return [name for name in OFTEN_FILLED if hasattr(model, name)]


@cache
def keys_of(model):
    """The other fields of a page type that lead to a term or a file that items show."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if is_shown(field)
        and not issubclass(field.related_model, Page)
        and field.name not in OFTEN_FILLED
    ]


def is_shown(field):
    """Whether a field leads to something that items show."""
    return field.is_relation and issubclass(field.related_model, (Term, KeptFile, Page))
