"""What is asked of the table, as SQL: one statement for an answer."""

import base64
import binascii
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from feed.query.parameters import FACETS, USUAL_LIMIT
from feed.query.problems import BadParameter
from feed.query.text_search import NOTHING, Words

WEIGHTS = "'{0.02, 0.1, 0.4, 1.0}'"
STALE = "takes what the answer before gave, for the same list. This one is too old."


@dataclass(frozen=True)
class Order:
    """
    An order of a list.

    Args:
        key: the SQL expression that is sorted by before the id.
        cast: the SQL type of the key.
        descending: whether the greatest comes first.
    """

    key: str
    cast: str
    descending: bool = True


# The columns that each form is made of, and what it is made to.
COLUMNS = {"card": "i.card", "full": 'i."full"', "listed": "i.card, i.listed"}
FORMS = {
    "card": "i.card",
    "full": 'i."full"',
    "listed": """i.card || ',"listed":' || i.listed""",
}
RANK = f"ts_rank({WEIGHTS}, i.vector, words.query)::float8"
NEWEST = Order("i.published_at", "timestamptz")
ORDERS = {
    "newest": NEWEST,
    "updated": Order("i.updated_at", "timestamptz"),
    "title": Order("i.sort_title", "text", descending=False),
    "relevance": Order(RANK, "float8"),
}


@dataclass(frozen=True)
class Query:
    """
    What somebody asks of the table.

    Args:
        facets: for each filter the values of which an item must have one, as pairs.
        words: what to look for, or `feed.query.text_search.NOTHING`.
        dates: conditions on dates, as (SQL, moment).
        order: the name of an order.
        limit: how many items, or None for all.
        offset: how many items of the list to pass over.
        after: where the answer before ended, as (key, id), or None.
        form: “card”, “full”, or “listed”: a card with what lists of pages show besides.
    """

    facets: tuple = ()
    words: Words = NOTHING
    dates: tuple = ()
    order: str = "newest"
    limit: int | None = USUAL_LIMIT
    offset: int = 0
    after: tuple | None = field(default=None, compare=False)
    form: str = "card"

    def where(self, without=None):
        """
        The conditions as SQL, and their parameters.

        Args:
            without: the name of a filter to leave out.
        """
        conditions, values = ["i.is_public"], []
        for name, wanted in self.facets:
            if name != without:
                conditions.append("i.facets && %s" if wanted[1:] else "i.facets @> %s")
                values.append([f"{name}:{value}" for value in wanted])
        for condition, moment in self.dates:
            conditions.append(condition)
            values.append(moment)
        if self.words:
            conditions.append("i.vector @@ words.query")
        return " AND ".join(conditions), values

    @property
    def tables(self):
        """The tables to ask, as SQL, and its parameters."""
        if not self.words:
            return "feed_item i", []
        words = f"(SELECT {self.words.sql} AS query) AS words"
        return f"feed_item i, {words}", self.words.values

    @property
    def narrows(self):
        """Whether it leaves any public item out."""
        return bool(self.facets or self.words or self.dates)

    @property
    def digest(self):
        """A few characters that tell lists apart, so that no cursor goes astray."""
        dates = [(condition, str(moment)) for condition, moment in self.dates]
        parts = [self.facets, self.words.text, dates, self.order]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]


DATES = {
    "published_since": "i.published_at >= %s",
    "published_before": "i.published_at < %s",
    "updated_since": "i.updated_at >= %s",
}


def query_of(values, usual_limit=USUAL_LIMIT):
    """
    Make a query of parameters that were read.

    Args:
        values: values by name, as `feed.query.parameters.read_query` gives them.
        usual_limit: how many items where no limit is given; None for all.

    Raises:
        BadParameter: parameters that do not go together, or a cursor of another list.
    """
    order, words = values.get("order", "newest"), values.get("q", NOTHING)
    if order == "relevance" and "q" not in values:
        raise BadParameter("order", "takes relevance only together with q.")
    query = Query(
        facets=tuple((name, values[name]) for name in FACETS if name in values),
        words=words,
        dates=tuple((DATES[name], values[name]) for name in DATES if name in values),
        order=order,
        limit=values.get("limit", usual_limit),
        form=values.get("form", "card"),
    )
    if "cursor" not in values:
        return query
    after = read_list_cursor(values["cursor"], query)
    return replace(query, after=after)


# Cursors


def cursor(*parts):
    """Parts of a cursor as one text that needs no escaping in an address."""
    text = json.dumps(parts, separators=(",", ":"), default=str)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def parts_of_cursor(text):
    """The parts of a cursor, or None if it is none."""
    try:
        padded = text + "=" * (-len(text) % 4)
        parts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    return parts if isinstance(parts, list) else None


def list_cursor(query, key, item_id):
    """The cursor of the items after one."""
    shown = key.isoformat() if isinstance(key, datetime) else key
    return cursor(query.digest, shown, item_id)


def read_list_cursor(text, query):
    """Where a list goes on, as (key, id)."""
    parts = parts_of_cursor(text)
    if parts is None or len(parts) != 3 or parts[0] != query.digest:
        raise BadParameter("cursor", STALE)
    _, key, item_id = parts
    if not is_key(key, query.order) or not is_id(item_id):
        raise BadParameter("cursor", STALE)
    return key, item_id


def is_key(key, order):
    """Whether a value can be one that a list is sorted by."""
    if ORDERS[order].cast == "float8":
        return isinstance(key, float) and 0 <= key < 1e9
    if not isinstance(key, str) or "\x00" in key or len(key) > 250:
        return False
    if ORDERS[order].cast == "text":
        return not any("\ud800" <= c <= "\udfff" for c in key)
    try:
        return bool(datetime.fromisoformat(key).tzinfo)
    except ValueError:
        return False


def is_id(text):
    """Whether a text is the id of an item."""
    return isinstance(text, str) and bool(re.fullmatch(r"[0-9a-f-]{36}", text))


# Statements


def list_statement(query, with_total):
    """
    The statement for a list, and its parameters.

    Its rows are: the five columns of the state, the total or None, then of each item
    the form, the sequence, the key and the id; None in place of an item where there is
    none.
    """
    part, values = rows_of_list(query)
    count, count_values = "NULL::bigint", []
    if with_total:
        tables, table_values = query.tables
        where, where_values = query.where()
        count = f"(SELECT count(*) FROM {tables} WHERE {where})"
        count_values = [*table_values, *where_values]
    statement = (
        f"SELECT s.*, {count}, {FORMS[query.form]}, i.sequence, i.key, i.id"
        f" FROM feed_now() s LEFT JOIN ({part}) i ON true {in_order(query, 'i.key')}"
    )
    return statement, [*count_values, *values]


def export_statement(query):
    """The statement for the forms and sequences of a list alone, and its parameters."""
    part, values = rows_of_list(query)
    form, order = FORMS[query.form], in_order(query, "i.key")
    return f"SELECT {form}, i.sequence FROM ({part}) i {order}", values


def rows_of_list(query):
    """
    The rows of a list, one more than its limit, as a subquery, and its parameters.

    What forms are made of is put together outside of it, so that it is read of these
    rows alone and not of each that matches.
    """
    tables, values = query.tables
    where, where_values = query.where()
    values = [*values, *where_values]
    order = ORDERS[query.order]
    if query.after:
        sign = "<" if order.descending else ">"
        where += f" AND ({order.key}, i.id) {sign} (%s::{order.cast}, %s::uuid)"
        values += query.after
    limit = ""
    if query.limit is not None:
        limit = " LIMIT %s OFFSET %s"
        values += [query.limit + 1, query.offset]
    columns = f"{COLUMNS[query.form]}, i.sequence, {order.key} AS key, i.id::text AS id"
    part = f"SELECT {columns} FROM {tables} WHERE {where}"
    return f"{part} {in_order(query, order.key)}{limit}", values


def in_order(query, key):
    """The order of a list as SQL, by a key and then by the id."""
    direction = "DESC" if ORDERS[query.order].descending else "ASC"
    return f"ORDER BY {key} {direction}, i.id {direction}"


def facets_statement(query):
    """
    The statement for the counts of a list, and its parameters.

    Its row is: the five columns of the state, then values such as `theme:digital`, and
    how many items have each. Counts of a filter that is used ignore that filter.
    """
    tables, table_values = query.tables
    where, values = query.where()
    used = [name for name, _ in query.facets]
    parts = [
        "SELECT facet, count(*) FROM ("
        f"SELECT unnest(i.facets) AS facet FROM {tables} WHERE {where}) AS found"
        " GROUP BY facet"
    ]
    parameters = [*table_values, *values]
    for name in used:
        others, other_values = query.where(without=name)
        parts.append(
            "SELECT %s || facet, count(*) FROM ("
            f"SELECT unnest(i.facets) AS facet FROM {tables} WHERE {others}) AS found"
            " WHERE starts_with(facet, %s) GROUP BY facet"
        )
        parameters += [OWN, *table_values, *other_values, f"{name}:"]
    return COUNTS.format(" UNION ALL ".join(parts)), parameters


# Stands before a value whose count ignores its own filter.
OWN = "+"

# In one row: a row for each value would repeat the state a hundred times.
COUNTS = """
SELECT s.*, c.facets, c.counts FROM feed_now() s, (
    SELECT coalesce(array_agg(facet), '{{}}'), coalesce(array_agg(count), '{{}}')
    FROM ({}) AS parts(facet, count)
) AS c(facets, counts)
"""

CHANGES_STATEMENT = """
SELECT s.*, c.sequence, c.changed_at, c."full", c.id::text, c.type, c.reason,
    c.replaced_by::text, c.is_public
FROM feed_now() s LEFT JOIN (
    SELECT * FROM feed_item WHERE sequence > %s ORDER BY sequence LIMIT %s
) c ON true ORDER BY c.sequence
"""

ITEM_STATEMENT = "SELECT * FROM feed_one(%s::uuid)"

STATE_STATEMENT = "SELECT * FROM feed_now()"

COUNTS_STATEMENT = COUNTS.format("""
    SELECT facet, count(*) FROM (
        SELECT unnest(facets) AS facet FROM feed_item WHERE is_public
    ) AS found GROUP BY facet
""")

TOMBSTONES_STATEMENT = """
SELECT id::text, type, reason, changed_at FROM feed_item
WHERE NOT is_public AND sequence IS NOT NULL AND changed_at >= %s
    AND (%s = '{}' OR type = ANY(%s))
ORDER BY sequence DESC
"""

ADDRESS_STATEMENT = """
SELECT s.*, i.card, i.sequence FROM feed_now() s
LEFT JOIN feed_item i ON i.url = %s AND i.is_public
"""
