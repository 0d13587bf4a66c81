"""Items of the feed as lists of pages show them."""

import json
from dataclasses import replace
from datetime import datetime
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from core.choices import DatePrecision
from core.text.dates import date_in_words, local_day
from feed.query import selectors
from feed.query.connection import fetch_rows
from feed.query.queries import query_of
from feed.query.relation import question
from feed.schema.types import STATUS_LABELS, TYPE_LABELS

BY = {
    "id": question(
        "SELECT i.id::text, i.card FROM {items} i WHERE i.id = ANY(%s::uuid[])"
    ),
    "page": question("SELECT i.page, i.card FROM {items} i WHERE i.page = ANY(%s)"),
}


class Card:
    """
    One public item on a list.

    Args:
        form: the item's card as whole JSON, with what lists of pages show besides.
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
        term = self.item["organisation"] or {}
        place = term.get("label") or self.listed.get("place", "")
        return ", ".join(filter(None, [place, month(self.published_at)]))

    @property
    def news(self):
        """What is new about it, as (“Changed 9 November 2026”, what changed if known)."""
        change = self.listed.get("change") or {"at": self.published_at, "note": ""}
        if day_of(change["at"]) > day_of(self.published_at):
            return f"Changed {day_in_words(change['at'])}", change["note"]
        updated = self.item["updated_at"]
        if day_of(updated) > day_of(self.published_at):
            return f"Changed {day_in_words(updated)}", ""
        return f"New on {day_in_words(self.published_at)}", ""

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
    rows = fetch_rows(BY[column], [list(keys)]) if keys else ()
    return {key: Card(form) for key, form in rows}


def day_of(moment):
    """The day of a moment of the feed, where the site's readers are."""
    return timezone.localtime(parse_datetime(moment)).date()


def day_in_words(moment):
    """The same in words."""
    return date_in_words(day_of(moment))


@lru_cache(maxsize=1000)
def month(text):
    """A moment of the feed as a month and a year, London's."""
    return date_in_words(local_day(datetime.fromisoformat(text)), DatePrecision.MONTH)
