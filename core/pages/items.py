"""What a page gives to the feed: its parts in reading order, and its own fields.

A page type declares it by one method, `ContentPage.feed_item`; how it is written down,
kept and handed out is the feed's business.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from core.pages.queries import related


@dataclass(frozen=True)
class RichText:
    """Rich text as it is stored, with links to pages by their number."""

    source: str


@dataclass(frozen=True)
class Blocks:
    """The value of a StreamField."""

    value: object


@dataclass(frozen=True)
class Lines:
    """Short texts, one under the other."""

    items: list


@dataclass(frozen=True)
class Sayings:
    """What people said, as (words, whose words)."""

    items: list


@dataclass(frozen=True)
class PageLink:
    """Another page, by its primary key. It is left out as long as it is not public."""

    pk: int
    why: str = ""


@dataclass(frozen=True)
class Part:
    """
    A part of a page's body.

    Args:
        heading: its heading at the second level, or an empty string.
        content: a `RichText`, `Blocks`, `Lines`, `Sayings`, or plain text.
    """

    heading: str
    content: object


@dataclass(frozen=True)
class ReaderReply:
    """
    What a reader replied to a page, as everybody may read it.

    Args:
        id: its UUID, which never changes.
        at: when it was written.
        name: who wrote it, as they agreed to be named.
        text: what it says, as plain text.
        to: the UUID of the public reply that it answers, or None.
    """

    id: UUID
    at: datetime
    name: str
    text: str
    to: UUID | None


@dataclass
class ItemContent:
    """
    What one page gives to the feed besides what every page has.

    Args:
        parts: the body in reading order; empty parts are left out.
        details: the type's own fields by their model names, as `fields_of` gives them,
            or `PageLink`s, or lists and dictionaries of such values.
        other_names: other titles and acronyms by which people look for it.
        scope: how far a driver reaches, one of `core.choices.Scope`, or an empty string.
        status: where a driver is in its life, or an empty string.
        year: the year of the document, or None for the year of first publication.
        files: documents of the page itself, besides its rows of files.
        related: what belongs together by its nature, such as what superseded what.
        line: who and when, as lists of pages show it under the title; without one they
            show the organisation and the month of first publication.
        figure: the one figure that lists show, as (value with unit, what it counts, how
            it is known).
        shown_on: primary keys of pages whose items show this one though their own
            content does not refer to it.
        replies: `ReaderReply`s, the oldest first.
    """

    parts: list
    details: dict = field(default_factory=dict)
    other_names: list = field(default_factory=list)
    scope: str = ""
    status: str = ""
    year: int | None = None
    files: list = field(default_factory=list)
    related: list = field(default_factory=list)
    line: str = ""
    figure: tuple = ()
    shown_on: list = field(default_factory=list)
    replies: list = field(default_factory=list)


def fields_of(instance, *names):
    """
    Read fields of a page or row as the feed takes them.

    Args:
        instance: a page or row.
        names: names of its fields or many-to-many relations; no StreamField.

    Returns:
        Their values by name.
    """
    return {name: field_value(instance, instance._meta.get_field(name)) for name in names}


def field_value(instance, field):
    """The value of one field as the feed takes it."""
    if field.many_to_many:
        return related(instance, field.name)
    if isinstance(field, StreamField):
        return Blocks(getattr(instance, field.name))
    if isinstance(field, RichTextField):
        return RichText(getattr(instance, field.name))
    if is_key_to_page(field):
        return PageLink(getattr(instance, field.attname))
    return getattr(instance, field.name)


def is_key_to_page(field):
    """Whether a field is a key to a page of any type."""
    return isinstance(field, models.ForeignKey) and issubclass(field.related_model, Page)


def page_links(keys, why=""):
    """Links to several pages, by their primary keys."""
    return [PageLink(key, why) for key in keys]


def sayings(quotes):
    """The quotations of a page, without those of people who have not agreed."""
    return Sayings([(q.text, q.attribution) for q in quotes if not q.lacks_consent])


def quotations(quotes):
    """The same field by field."""
    names = ("text", "name", "job_title", "organisation_name")
    return [fields_of(q, *names) for q in quotes if not q.lacks_consent]
