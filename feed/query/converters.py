"""What makes values of the texts in an address, each strictly."""

import re
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils.timezone import get_default_timezone

from core.pages.addresses import address_at, is_path_here
from feed.query import text_search
from feed.query.vocabulary import vocabulary

MOST_LIMIT = 100
SLUG = re.compile(r"[\w-]{1,200}")
LIMIT = re.compile(r"[0-9]{1,3}")


class Unreadable(ValueError):
    """A value is none of those that a parameter takes."""


def one_of(values):
    """Reads one of a few words."""

    def read(text):
        if text not in values:
            raise Unreadable
        return text

    return read


def term_of(name):
    """Reads the slug of a term, also of one that was merged into another."""

    def read(text):
        if not SLUG.fullmatch(text) or (slug := vocabulary.resolve(name, text)) is None:
            raise Unreadable
        return slug

    return read


def driver(text):
    """Reads an item's id or the slug of a driver; gives the id."""
    if not SLUG.fullmatch(text) or (key := vocabulary.driver(text)) is None:
        raise Unreadable
    return key


def pattern(expression):
    """Reads a text of a certain form, small where capitals make no difference."""

    def read(text):
        if not expression.fullmatch(text):
            raise Unreadable
        return text.lower() if expression.flags & re.IGNORECASE else text

    return read


def limit(text):
    """Reads how many items to give."""
    if not LIMIT.fullmatch(text) or not 1 <= int(text) <= MOST_LIMIT:
        raise Unreadable
    return int(text)


def read_moment(text):
    """Reads a date, which begins in London, or a date and time; without a zone UTC."""
    try:
        if len(text) == 10:
            day = date.fromisoformat(text)
            value = datetime.combine(day, time(), get_default_timezone())
        else:
            value = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as error:
        raise Unreadable from error
    if not 1 < value.year < 9999:
        raise Unreadable
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def looked_for(text):
    """Reads what somebody looks for, as `feed.query.text_search.Words`."""
    if not text.strip():
        raise Unreadable
    return text_search.read_words(text.strip(), vocabulary.synonyms)


def page_address(text):
    """Reads the address of a page, whole or as a path; of no other site."""
    try:
        parts, own = urlsplit(text), urlsplit(settings.BASE_URL)
    except ValueError as error:
        raise Unreadable from error
    is_whole = parts.scheme in {"http", "https"} and parts.netloc.lower() == own.netloc
    if not is_path_here(text) and not is_whole:
        raise Unreadable
    address = address_at(parts.path)
    if address is None:
        raise Unreadable
    return address


def as_is(text):
    """Reads a text that is looked into later."""
    if not text:
        raise Unreadable
    return text


def item_id(text):
    """Reads the id of an item, or raises `Unreadable`."""
    try:
        return str(UUID(text)) if len(text) == 36 else refuse_as_unreadable()
    except ValueError as error:
        raise Unreadable from error


def refuse_as_unreadable():
    """Raise `Unreadable` where a statement cannot."""
    raise Unreadable
