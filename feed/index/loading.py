"""Reading pages for the feed: what their items show, of them and of other pages."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property

from django.db import connection
from django.db.models import Prefetch, prefetch_related_objects
from wagtail.models import Page, get_page_models

from core.models import ChangeNote, Term
from core.models.media import KeptFile
from core.pages.citation import absolute
from core.pages.fingerprint import holders
from core.pages.items import PageLink
from core.pages.queries import public_pages
from core.vocabularies.usage import row_models

# Where `load` leaves the notes of what changed on a page, newest first.
NOTES = "notes_for_readers"
OFTEN_FILLED = ("locale", "organisation")
# What items show of a term.
SHOWN = ("name", "slug")
# What they show of a page is made of these.
FACE = ("translation_key", "content_type", "title", "url_path", "locale")


@dataclass(frozen=True)
class PageRef:
    """What other items show of a page; `type` is empty where it is no item itself."""

    id: object
    type: str
    title: str
    url: str


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
    found = model._default_manager.filter(pk__in=keys).select_related(*joined(model))
    pages = [page for page in found if page.get_url()]
    if pages:
        read_terms(model, pages)
        notes = Prefetch("change_notes", to_attr=NOTES)
        rows = [notes if n == NOTES else n for n in read_empty_rows(model, pages)]
        prefetch_related_objects(pages, *rows, *keys_of(model))
    return pages


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
    key = connection.ops.quote_name(Page._meta.pk.column)
    table = connection.ops.quote_name(Page._meta.db_table)
    return f"{question} AND {table}.{key} = ANY(%s)", values


def read_terms(model, pages):
    """
    Read the terms of all vocabularies that pages of a type have, in one query.

    Django would ask for each vocabulary. What items do not show of a term is left for
    later, as after `only()`.
    """
    terms = terms_of(model)
    question = " UNION ALL ".join(terms.values())
    keys = [page.pk for page in pages]
    found = defaultdict(list)
    if terms:
        with connection.cursor() as cursor:
            cursor.execute(f"{question} ORDER BY name", [keys] * len(terms))
            for name, key, *values in cursor.fetchall():
                vocabulary = model._meta.get_field(name).related_model
                term = vocabulary.from_db(connection.alias, ("id", *SHOWN), values)
                found[key, name].append(term)
    for page in pages:
        for name in terms:
            setattr(page, name, found[page.pk, name])


@cache
def terms_of(model):
    """For each field of a page type that holds several terms, the SQL that reads them."""
    return {
        field.name: (
            f"SELECT '{field.name}', m.{field.m2m_column_name()}, t.id, t.name, t.slug"
            f" FROM {field.m2m_db_table()} m JOIN {field.related_model._meta.db_table} t"
            f" ON t.id = m.{field.m2m_reverse_name()}"
            f" WHERE m.{field.m2m_column_name()} = ANY(%s)"
        )
        for field in model._meta.many_to_many
        if issubclass(field.related_model, Term)
    }


def read_empty_rows(model, pages):
    """
    Tell pages of a type which kinds of rows none of them has.

    Most pages have few kinds; one question about all saves a query for each.

    Returns:
        The names of the relations that are left to read.
    """
    tables = row_tables(model)
    question = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT FROM {table} WHERE {column} = ANY(%s))"
        for name, (table, column) in tables.items()
    )
    keys = [page.pk for page in pages]
    with connection.cursor() as cursor:
        cursor.execute(question, [keys] * len(tables))
        full = {name for (name,) in cursor.fetchall()}
    for page in pages:
        for name in tables.keys() - full:
            setattr(page, name, [])
    return full


@cache
def row_tables(model):
    """The kinds of rows of a page type and its notes: table and column by name."""
    rows = {
        name: (row_model._meta.db_table, key.column)
        for name, row_model, key in row_models(model)
        if row_model._meta.app_label != "wagtailcore"
    }
    key = ChangeNote._meta.get_field("page").column
    return {**rows, NOTES: (ChangeNote._meta.db_table, key)}


@cache
def joined(model):
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


class PageBundle:
    """
    What items show of other pages, read once for many of them.

    Args:
        pages: specific pages, public ones or versions, whose items are to be made.
    """

    def __init__(self, pages):
        self.pages = pages

    @cached_property
    def contents(self):
        """What each page gives, by primary key."""
        return {page.pk: page.feed_item() for page in self.pages}

    @cached_property
    def sources(self):
        """What each page's item is made from, by primary key, as sets of names."""
        return {
            page.pk: sources_of(page) | links_in(self.contents[page.pk])
            for page in self.pages
        }

    @cached_property
    def faces(self):
        """The public pages that the items refer to, by primary key."""
        names = set().union(*self.sources.values(), set())
        keys = [int(name[5:]) for name in names if name.startswith("page:")]
        return refs_of(keys)


def refs_of(keys):
    """The `Face`s of those of some pages that are public, by primary key."""
    return {
        page.pk: PageRef(
            page.translation_key,
            type_of(page.specific_class),
            page.title,
            absolute(page.get_url() or "/"),
        )
        for page in public_among(keys)
    }


def sources_of(page):
    """The names of everything a page and its rows refer to."""
    found = set()
    for holder in holders(page):
        for field in leading_fields(type(holder)):
            found.update(names_in_field(holder, field))
    return found - {source_name(Page, page.pk)}


@cache
def leading_fields(model):
    """The fields of a page type or kind of row that may refer to something."""
    return [
        field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if is_shown(field) or hasattr(field, "extract_references")
    ]


def names_in_field(holder, field):
    """The names of what one of the `leading_fields` refers to."""
    if field.is_relation:
        if field.many_to_many:
            keys = [term.pk for term in getattr(holder, field.name).all()]
        else:
            keys = [getattr(holder, field.attname)]
        return {source_name(field.related_model, key) for key in keys if key}
    value = field.value_from_object(holder)
    found = field.extract_references(value) if value else ()
    return {source_name(model, key) for model, key, *_ in found}


def source_name(model, key):
    """The name of something items are made from, for example `page:12`."""
    return f"page:{key}" if issubclass(model, Page) else f"{model._meta.label}:{key}"


def links_in(content):
    """The names of the pages a content links to by itself."""
    links = [*content.related, *walk(content.details)]
    return {f"page:{link.pk}" for link in links if isinstance(link, PageLink) and link.pk}


def walk(value):
    """Every value within lists and dictionaries."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from walk(part)
    else:
        yield value
