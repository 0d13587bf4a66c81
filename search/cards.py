"""Items of the feed as lists of pages show them."""

import json
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

from django.utils import formats

from feed.index.serializers import finished
from feed.query import selectors
from feed.query.sql import FORMS, query_of
from feed.schema.types import STATUS_LABELS, TYPE_LABELS

SOME = {
    "id": f"""
        SELECT i.id::text, {FORMS["listed"]}, i.sequence FROM feed_item i
        WHERE i.is_public AND i.id = ANY(%s::uuid[])
    """,
    "page": f"""
        SELECT i.page, {FORMS["listed"]}, i.sequence FROM feed_item i
        WHERE i.is_public AND i.page = ANY(%s)
    """,
}


class Card:
    """
    One public item on a list.

    Args:
        form: the item's card as finished JSON, in the form “listed”.
        why: a few words that say why it is shown, where it is not plain.
    """

    # Title, summary and a passage with the words looked for marked, as safe HTML.
    marked_title = marked_summary = passage = ""

    def __init__(self, form, why=""):
        self.item = json.loads(form)
        self.why = why
        self.listed = self.item["listed"]
        self.id = self.item["id"]
        self.type = self.item["type"]
        self.title = self.item["title"]
        self.summary = self.item["summary"]
        self.status = self.item["status"]
        self.figure = self.listed["figure"]
        self.published_at = self.item["published_at"]

    def __str__(self):
        return self.title

    @property
    def kind(self):
        """What readers call its type."""
        return TYPE_LABELS[self.type]

    @property
    def path(self):
        """Its address on the host that the reader is on."""
        return urlsplit(self.item["url"]).path

    @property
    def scope(self):
        """How far a driver reaches, one of `core.choices.Scope`, or nothing."""
        return (self.item["scope"] or {}).get("id", "")

    @property
    def status_label(self):
        """The status in words, where it is not what readers expect."""
        return "" if self.status == "current" else STATUS_LABELS.get(self.status, "")

    @cached_property
    def line(self):
        """Who and when."""
        if self.listed["line"]:
            return self.listed["line"]
        place = (self.item["organisation"] or {}).get("label", "")
        return ", ".join(filter(None, [place, month(self.published_at[:7])]))

    @property
    def date(self):
        """The day or moment to sort by: of a driver its document's, else its own."""
        return self.listed["date"]


def cards(limit, **values):
    """
    Read the first items of a list.

    Args:
        limit: how many at most.
        values: parameters of the feed by name, as `read_query` there gives them.

    Returns:
        `Card`s.
    """
    query = replace(query_of(values), form="listed", limit=limit)
    return [Card(form) for form in selectors.listing(query, with_total=False).items]


def cards_of(column, keys):
    """
    Read certain public items.

    Args:
        column: what the keys are, “id” or “page”.
        keys: ids of items, or primary keys of pages.

    Returns:
        A dictionary from keys to `Card`s, those that are not public left out.
    """
    rows = selectors.fetch_rows(SOME[column], [list(keys)]) if keys else ()
    return {key: Card(finished(form, sequence)) for key, form, sequence in rows}


@lru_cache(maxsize=1000)
def month(text):
    """What a date of the feed begins with, “2026-03”, as a month and a year."""
    return formats.date_format(date.fromisoformat(f"{text}-01"), "F Y")
