"""Reading the table: each answer is one statement, so it is one moment's truth."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from core.caching.generation_cache import GenerationCache
from feed.query import sql
from feed.query.connection import fetch_rows, snapshot
from feed.query.cursors import list_cursor
from feed.query.parameters import FACETS
from feed.query.problems import StaleCursor
from feed.query.sql import OWN
from feed.query.wire import finished

CHUNK = 200


class Now(NamedTuple):
    """
    The state of the table at the moment of a statement.

    Attributes:
        epoch: changes when all sequences are given anew.
        generation: changes with every change.
        sequence: the latest sequence.
        changed_at: when the latest change was made.
        next_event: when the next scheduled page goes live or leaves, or None.
    """

    epoch: UUID
    generation: int
    sequence: int
    changed_at: datetime
    next_event: datetime | None

    @property
    def version(self):
        """What an answer that is remembered must have been made in; never comes again."""
        return self.epoch, self.generation


WIDTH = len(Now._fields)


@dataclass(frozen=True)
class Listing:
    """
    A part of a list.

    Args:
        now: the state it was read in.
        items: the items as finished JSON.
        total: how many match, or None where it was not asked.
        next: the cursor of what follows, or None at the end.
    """

    now: Now
    items: list
    total: int | None
    next: str | None


# How many items there are without any filter.
totals = GenerationCache()


def now():
    """The state of the table, a `Now`."""
    return Now(*fetch_rows(sql.STATE_STATEMENT)[0])


def listing(query, with_total=True):
    """
    Read a part of a list.

    The total comes with the first part alone. Without filters it is counted once for
    each generation.

    Args:
        query: a `feed.query.queries.Query`.
        with_total: whether the total is wanted at all.

    Returns:
        A `Listing`.
    """
    wants_total = with_total and query.after is None
    count = wants_total and (query.narrows or not totals)
    rows = fetch_rows(*sql.list_statement(query, with_total=count))
    state, total = Now(*rows[0][:WIDTH]), rows[0][WIDTH]
    if wants_total and not query.narrows:
        if not count and (total := totals.get("all", state.version)) is None:
            rows = fetch_rows(*sql.list_statement(query, with_total=True))
            state, total = Now(*rows[0][:WIDTH]), rows[0][WIDTH]
        totals.put("all", state.version, total)
    return part_of_list(query, state, total, rows)


def part_of_list(query, state, total, rows):
    """The rows of a list's statement as a `Listing`."""
    check_epoch(query, state)
    found = [row[WIDTH + 1 :] for row in rows if row[-1] is not None]
    following = None
    if query.limit is not None and len(found) > query.limit:
        found = found[: query.limit]
        _, _, key, item_id = found[-1]
        following = list_cursor(query, state.epoch, key, item_id)
    is_whole = query.form == "brief"
    items = [form if is_whole else finished(form, number) for form, number, *_ in found]
    return Listing(state, items, total, following)


def check_epoch(query, state):
    """Raise a `StaleCursor` if a list goes on that was begun in another epoch."""
    if query.epoch not in {None, state.epoch.hex}:
        raise StaleCursor


def export(query):
    """
    Read every item of a query, a few at a time, all as they were at one moment.

    Args:
        query: a `feed.query.queries.Query` without a limit.

    Yields:
        The state first, a `Now`; then lists of items as finished JSON.
    """
    with snapshot() as connection, connection.chunked_cursor() as cursor:
        state = now()
        check_epoch(query, state)
        yield state
        cursor.execute(*sql.export_statement(query))
        while rows := cursor.fetchmany(CHUNK):
            yield [finished(form, sequence) for form, sequence in rows]


@dataclass(frozen=True)
class Counts:
    """
    How many items have each value.

    Args:
        now: the state they were read in.
        total: how many items match.
        values: for each filter, a dictionary from values to numbers.
    """

    now: Now
    total: int
    values: dict


def facets(query):
    """The `Counts` of a query, each filter's own choice ignored for its own values."""
    [(*state, found, counts)] = fetch_rows(*sql.facets_statement(query))
    used = {name for name, _ in query.facets}
    values: dict[str, dict] = {name: {} for name in FACETS}
    total = 0
    for facet, count in zip(found, counts, strict=True):
        own = facet.startswith(OWN)
        name, _, value = facet.removeprefix(OWN).partition(":")
        if name == "type" and not own:
            total += count
        if name in values and own == (name in used):
            values[name][value] = count
    return Counts(Now(*state), total, values)


def usage():
    """How many public items have each value, of every vocabulary, as (`Now`, dict)."""
    [(*state, found, counts)] = fetch_rows(sql.COUNTS_STATEMENT)
    return Now(*state), dict(zip(found, counts, strict=True))


class ItemRecord(NamedTuple):
    """A row of the table, a public item or a tombstone."""

    full: str
    sequence: int
    hash: str
    changed_at: datetime
    is_public: bool
    type: str
    reason: str
    replaced_by: str | None


def item(item_id):
    """One row and the state, as (`Now`, `ItemRecord` or None)."""
    row = fetch_rows(sql.ITEM_STATEMENT, [item_id])[0]
    found = ItemRecord(*row[WIDTH:])
    return Now(*row[:WIDTH]), found if found.sequence is not None else None


class ChangedRow(NamedTuple):
    """A row of the table in the order of changes."""

    sequence: int
    changed_at: datetime
    full: str
    id: str
    type: str
    reason: str
    replaced_by: str | None
    is_public: bool


def changes(after, limit):
    """Rows that changed after a sequence, one more than `limit`, as (`Now`, rows)."""
    rows = fetch_rows(sql.CHANGES_STATEMENT, [after, limit + 1])
    found = [ChangedRow(*row[WIDTH:]) for row in rows if row[WIDTH] is not None]
    return Now(*rows[0][:WIDTH]), found


class Tombstone(NamedTuple):
    """What is left of an item."""

    id: str
    type: str
    reason: str
    changed_at: datetime


def tombstones(since, types=()):
    """What was withdrawn since a moment, the latest first; of some types or of all."""
    values = [since, list(types), list(types)]
    return [Tombstone(*row) for row in fetch_rows(sql.TOMBSTONES_STATEMENT, values)]


def item_at(url):
    """The card of the public item at an address, as (`Now`, JSON or None)."""
    row = fetch_rows(sql.ADDRESS_STATEMENT, [url])[0]
    form, sequence = row[WIDTH:]
    found = finished(form, sequence) if form else None
    return Now(*row[:WIDTH]), found
