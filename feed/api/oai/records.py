"""The records of the protocol, read from the one table."""

import json
from datetime import datetime
from typing import NamedTuple

from django.db import connections
from psycopg2.sql import SQL

from feed.api.oai.requests import Refusal, stale
from feed.index.numbering import LOCK
from feed.query.connection import alias, fetch_rows
from feed.query.selectors import now

PAGE = 100
COLUMNS = SQL("i.id::text, i.type, i.changed_at, i.sequence, i.is_public, i.full, i.sets")
IS_NUMBERED = "i.sequence IS NOT NULL"
RECORDS = SQL(
    "SELECT {columns} FROM feed_item i WHERE {conditions} AND i.sequence > %s"
    " ORDER BY i.sequence LIMIT %s"
)
TOTAL = SQL("SELECT count(*) FROM feed_item i WHERE {conditions}")
ONE = (
    SQL("SELECT {columns} FROM feed_item i WHERE i.id = %s::uuid AND {condition}")
    .format(columns=COLUMNS, condition=SQL(IS_NUMBERED))
    .as_string(None)
)


class Record(NamedTuple):
    """A row of the table as a record."""

    id: str
    type: str
    changed_at: datetime
    sequence: int
    is_public: bool
    full: str
    sets: list

    @property
    def item(self):
        """The full item."""
        return json.loads(self.full + "}")


class RecordPage(NamedTuple):
    """A part of a list: its records, whether more follow, how many there are in all."""

    records: list
    has_more: bool
    total: int


def safe_moment():
    """
    A moment such that whatever is not visible yet is stamped at it or later.

    A harvester asks next time for what was stamped since the response date. Changes are
    stamped under the feed's lock, just before their commit. If the lock is free, nothing
    is stamped and not yet visible, and the clock, read while it is held, is safe: what
    comes later is stamped later. If it is not free, the latest stamp that is visible is
    safe, for stamps never go back. Records are read after this moment was taken, so
    that everything stamped before it is among them.

    Returns:
        The moment and the state, as (datetime, `feed.query.selectors.Now`).
    """
    if connections[alias()].settings_dict.get("IS_REPLICA"):
        state = now()
        return state.changed_at, state
    got, clock = fetch_rows(
        "SELECT pg_try_advisory_lock_shared(%s), clock_timestamp()", [LOCK]
    )[0]
    try:
        state = now()
    finally:
        if got:
            fetch_rows("SELECT pg_advisory_unlock_shared(%s)", [LOCK])
    return (clock if got else state.changed_at), state


def conditions(harvest):
    """The SQL conditions of a harvest, without where it goes on, and their values."""
    found, values = [IS_NUMBERED], []
    if harvest.since:
        found.append("i.changed_at >= %s")
        values.append(harvest.since)
    if harvest.until:
        found.append("i.changed_at < %s")
        values.append(harvest.until)
    if ":" in harvest.set_spec:
        found.append("i.sets @> ARRAY[%s]")
        values.append(harvest.set_spec)
    elif harvest.set_spec:
        found.append("EXISTS (SELECT FROM unnest(i.sets) s WHERE starts_with(s, %s))")
        values.append(f"{harvest.set_spec}:")
    return SQL(" AND ").join(map(SQL, found)), values


def read_harvest(harvest, state):
    """The records of a harvest from where it goes on, a `RecordPage`, or a `Refusal`."""
    if harvest.epoch not in {None, state.epoch.hex} or harvest.after > state.sequence:
        raise stale()
    where, values = conditions(harvest)
    rows = fetch_rows(
        RECORDS.format(columns=COLUMNS, conditions=where),
        [*values, harvest.after, PAGE + 1],
    )
    if not rows and not harvest.given:
        raise Refusal("noRecordsMatch", "There are no such records.")
    total = fetch_rows(TOTAL.format(conditions=where), values)[0][0]
    return RecordPage([Record(*row) for row in rows[:PAGE]], len(rows) > PAGE, total)


def one(identifier):
    """The record of an identifier such as oai:host:uuid, or None."""
    rows = fetch_rows(ONE, [identifier])
    return Record(*rows[0]) if rows else None


def earliest():
    """The datestamp of the first record, or None while there are none."""
    return fetch_rows("SELECT min(changed_at) FROM feed_item")[0][0]
