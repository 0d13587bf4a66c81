"""What each column of the table holds, declared once, in an item and in a tombstone."""

from enum import Enum
from typing import NamedTuple

from feed.models import Item


class Kind(Enum):
    """Where the value of a column comes from: all writing and comparing goes by it."""

    KEY = "It tells which page the row is of."
    MADE = "It follows from the page as it is."
    WORDS = "PostgreSQL makes it of the item's words."
    EMPTY = "It holds nothing."
    KEPT = "It is kept of the page, or was said when the page was taken away."
    GIVEN = "It is given as the row is written."


class Column(NamedTuple):
    """The kind of one column, in the row of a public page and in a tombstone."""

    in_items: Kind
    in_tombstones: Kind


COLUMNS = {
    "id": Column(Kind.MADE, Kind.KEPT),
    "page": Column(Kind.KEY, Kind.KEY),
    "type": Column(Kind.MADE, Kind.KEPT),
    "is_public": Column(Kind.MADE, Kind.MADE),
    "card": Column(Kind.MADE, Kind.EMPTY),
    "full": Column(Kind.MADE, Kind.EMPTY),
    "brief": Column(Kind.MADE, Kind.EMPTY),
    "hash": Column(Kind.MADE, Kind.EMPTY),
    "sequence": Column(Kind.GIVEN, Kind.GIVEN),
    "changed_at": Column(Kind.GIVEN, Kind.GIVEN),
    "url": Column(Kind.MADE, Kind.EMPTY),
    "title": Column(Kind.MADE, Kind.EMPTY),
    "sort_title": Column(Kind.MADE, Kind.EMPTY),
    "published_at": Column(Kind.MADE, Kind.EMPTY),
    "updated_at": Column(Kind.MADE, Kind.EMPTY),
    "listed": Column(Kind.MADE, Kind.EMPTY),
    "names": Column(Kind.MADE, Kind.EMPTY),
    "facets": Column(Kind.MADE, Kind.EMPTY),
    "words_hash": Column(Kind.MADE, Kind.EMPTY),
    "vector": Column(Kind.WORDS, Kind.EMPTY),
    "sets": Column(Kind.MADE, Kind.KEPT),
    "sources": Column(Kind.MADE, Kind.MADE),
    "shown_on": Column(Kind.MADE, Kind.EMPTY),
    "reason": Column(Kind.EMPTY, Kind.KEPT),
    "replacement": Column(Kind.EMPTY, Kind.KEPT),
    "replaced_by": Column(Kind.EMPTY, Kind.MADE),
}

# What readers are handed: a row in which it is different gets a new sequence. Whatever
# else a row holds serves to find it, and is put right without a word to anybody.
TOLD_OF_ITEMS = {"id", "is_public", "card", "full", "brief", "hash"}
TOLD_OF_TOMBSTONES = {*TOLD_OF_ITEMS, "type", "sets", "reason", "replaced_by"}


def in_items(kind):
    """The names of the columns that are of a kind in the row of a public page."""
    return [name for name, column in COLUMNS.items() if column.in_items is kind]


def in_tombstones(kind):
    """The names of the columns that are of a kind in a tombstone."""
    return [name for name, column in COLUMNS.items() if column.in_tombstones is kind]


def emptied(names):
    """Columns that hold nothing, as values by name."""
    fields = {name: Item._meta.get_field(name) for name in names}
    return {
        name: None if field.null else field.get_default()
        for name, field in fields.items()
    }
