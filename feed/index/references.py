"""What items show of other pages and are made from: read at once, and by what names."""

from dataclasses import dataclass
from functools import cache, cached_property

from wagtail.models import Page

from core.pages.citation import absolute
from core.pages.fingerprint import holders
from core.pages.items import PageLink
from core.pages.queries import related
from feed.index.loading import is_shown, public_among, type_of


@dataclass(frozen=True)
class PageRef:
    """What other items show of a page; `type` is empty where it is no item itself."""

    id: object
    type: str
    title: str
    url: str


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
    def refs(self):
        """The public pages that the items refer to, by primary key."""
        names = set().union(*self.sources.values(), set())
        keys = [int(name[5:]) for name in names if name.startswith("page:")]
        return refs_of(keys)


def refs_of(keys):
    """The `PageRef`s of those of some pages that are public, by primary key."""
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
            keys = [term.pk for term in related(holder, field.name)]
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
