"""Reading pages for the feed: what their items show, of them and of other pages."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import prefetch_related_objects
from wagtail.models import Page, get_page_models

from core.fingerprint import holders
from core.items import PageLink
from core.models import Term
from core.models.media import KeptFile
from core.public import absolute
from core.queries import public_pages
from core.usage import row_models


@dataclass(frozen=True)
class Face:
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
    pages = public_pages().filter(pk__in=keys).specific()
    pages = [page for page in pages if type_of(type(page)) and page.get_url()]
    for model in {type(page) for page in pages}:
        members = [page for page in pages if type(page) is model]
        prefetch_related_objects(members, *relations_of(model))
    return pages


def relations_of(model):
    """The relations of a page type that are read in advance."""
    rows = [
        name
        for name, row_model, _ in row_models(model)
        if row_model._meta.app_label != "wagtailcore"
    ]
    keys = [
        field.name
        for field in model._meta.concrete_fields
        if is_shown(field) and not issubclass(field.related_model, Page)
    ]
    many = [field.name for field in model._meta.many_to_many if is_shown(field)]
    return [*rows, *keys, *many, "change_notes", "locale"]


def is_shown(field):
    """Whether a field leads to something that items show."""
    return field.is_relation and issubclass(field.related_model, (Term, KeptFile, Page))


class World:
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
        return faces_of(keys)


def faces_of(keys):
    """The `Face`s of those of some pages that are public, by primary key."""
    pages = public_pages().filter(pk__in=keys).select_related("content_type")
    return {
        page.pk: Face(
            page.translation_key,
            type_of(page.specific_class),
            page.title,
            absolute(page.get_url() or "/"),
        )
        for page in (pages if keys else ())
    }


def sources_of(page):
    """The names of everything a page and its rows refer to."""
    found = set()
    for holder in holders(page):
        for field in (*holder._meta.concrete_fields, *holder._meta.many_to_many):
            found.update(names_in_field(holder, field))
    return found - {source_name(Page, page.pk)}


def names_in_field(holder, field):
    """The names of what one field refers to."""
    if field.is_relation:
        if is_shown(field) and field.many_to_many:
            keys = [term.pk for term in getattr(holder, field.name).all()]
        else:
            keys = [getattr(holder, field.attname)] if is_shown(field) else []
        return {source_name(field.related_model, key) for key in keys if key}
    if not hasattr(field, "extract_references"):
        return set()
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
