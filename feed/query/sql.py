"""What is asked of the table, as SQL: one statement for an answer.

A statement's text depends only on the shape of a query: which filters, which order,
whether it goes on somewhere. It is put together once for each shape; values are always
parameters.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from psycopg2.sql import SQL

from feed.query.matching import IS_PUBLIC, Matches, matches_of, sql_of
from feed.query.ranking import RANK, RANK_BY_WORTH

# Shapes whose statements are remembered; people ask in a few dozen.
MOST_SHAPES = 500


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
CARD, BRIEF = "i.card", "i.brief"
COLUMNS = {
    "card": CARD,
    "brief": BRIEF,
    "full": 'i."full"',
    "listed": "i.card, i.listed",
}
FORMS = {
    "card": CARD,
    "brief": BRIEF,
    "full": 'i."full"',
    "listed": """i.card || ',"listed":' || i.listed""",
}
ORDERS = {
    "newest": Order("i.published_at", "timestamptz"),
    "updated": Order("i.updated_at", "timestamptz"),
    "title": Order("i.sort_title", "text", descending=False),
    "relevance": Order(RANK, "float8"),
    "worth": Order(RANK_BY_WORTH, "float8"),
}


# Lists


class Shape(NamedTuple):
    """What the text of a list's statement depends on."""

    matches: Matches
    form: str
    order: str
    goes_on: bool
    is_limited: bool


LIST = SQL(
    "SELECT s.*, {count}, {form}, i.sequence, i.key, i.id"
    " FROM feed_now() s LEFT JOIN ({rows}) i ON true {order}"
)
EXPORT = SQL("SELECT {form}, i.sequence FROM ({rows}) i {order}")
ROWS = SQL(
    "SELECT {columns}, i.sequence, {key} AS key, i.id::text AS id"
    " FROM {matching} {order}{limit}"
)
COUNT, NO_COUNT = SQL("(SELECT count(*) FROM {matching})"), SQL("NULL::bigint")
LIMIT = SQL(" LIMIT %s OFFSET %s")


def list_statement(query, with_total):
    """
    The statement for a list.

    Its rows are: the five columns of the state, the total or None, then of each item
    the form, the sequence, the key and the id; None in place of an item where there is
    none.

    Returns:
        The statement, and a list of its parameters.
    """
    shape, values, more = shape_of(query)
    counted = values if with_total else []
    return list_text(shape, with_total), [*counted, *values, *more]


def export_statement(query):
    """The statement for the forms and sequences of a list alone, and its parameters."""
    shape, values, more = shape_of(query)
    return export_text(shape), [*values, *more]


def shape_of(query):
    """
    The shape of a list and its parameters.

    Returns:
        The `Shape`, the parameters that say what matches, and those of the part of it.
    """
    matches, values = matches_of(query)
    goes_on, is_limited = query.after is not None, query.limit is not None
    more = [*query.after] if goes_on else []
    if is_limited:
        more += [query.limit + 1, query.offset]
    by_worth = query.order == "relevance" and query.words.worth
    order = "worth" if by_worth else query.order
    return Shape(matches, query.form, order, goes_on, is_limited), values, more


@lru_cache(maxsize=MOST_SHAPES)
def list_text(shape, with_total):
    """The text of a list's statement."""
    count = COUNT.format(matching=sql_of(shape.matches)) if with_total else NO_COUNT
    return LIST.format(
        count=count,
        form=SQL(FORMS[shape.form]),
        rows=rows_of(shape),
        order=in_order(shape, "i.key"),
    ).as_string(None)


@lru_cache(maxsize=MOST_SHAPES)
def export_text(shape):
    """The text of an export's statement."""
    form, order = SQL(FORMS[shape.form]), in_order(shape, "i.key")
    return EXPORT.format(form=form, rows=rows_of(shape), order=order).as_string(None)


def rows_of(shape):
    """
    The rows of a list, one more than its limit.

    What forms are made of is put together outside of it, so that it is read of these
    rows alone and not of each that matches.

    Returns:
        A piece of SQL.
    """
    order = ORDERS[shape.order]
    sign = "<" if order.descending else ">"
    after = f"({order.key}, i.id) {sign} (%s::{order.cast}, %s::uuid)"
    return ROWS.format(
        columns=SQL(COLUMNS[shape.form]),
        key=SQL(order.key),
        matching=sql_of(shape.matches, *([after] if shape.goes_on else [])),
        order=in_order(shape, order.key),
        limit=LIMIT if shape.is_limited else SQL(""),
    )


def in_order(shape, key):
    """The order of a list, by a key and then by the id."""
    direction = "DESC" if ORDERS[shape.order].descending else "ASC"
    return SQL(f"ORDER BY {key} {direction}, i.id {direction}")


# Counts

# Stands before a value whose count ignores its own filter.
OWN = "+"

# In one row: a row for each value would repeat the state a hundred times.
COUNTS = SQL("""
SELECT s.*, c.facets, c.counts FROM feed_now() s, (
    SELECT coalesce(array_agg(facet), '{{}}'), coalesce(array_agg(count), '{{}}')
    FROM ({parts}) AS parts(facet, count)
) AS c(facets, counts)
""")
OF_ALL = SQL(
    "SELECT facet, count(*) FROM (SELECT unnest(i.facets) AS facet FROM {matching})"
    " AS found GROUP BY facet"
)
OF_ONE = SQL(
    "SELECT %s || facet, count(*) FROM (SELECT unnest(i.facets) AS facet FROM {matching})"
    " AS found WHERE starts_with(facet, %s) GROUP BY facet"
)


def facets_statement(query):
    """
    The statement for the counts of a list.

    Its row is: the five columns of the state, then values such as `theme:digital`, and
    how many items have each. Counts of a filter that is used ignore that filter.

    Returns:
        The statement, and a list of its parameters.
    """
    matches, values = matches_of(query)
    parts, parameters = [matches], [*values]
    for name, _ in query.facets:
        others, other_values = matches_of(query, without=name)
        parts.append(others)
        parameters += [OWN, *other_values, f"{name}:"]
    return counts_text(*parts), parameters


@lru_cache(maxsize=MOST_SHAPES)
def counts_text(matches, *others):
    """The text of a statement that counts: all that matches, then single filters."""
    parts = [OF_ALL.format(matching=sql_of(matches))]
    parts += [OF_ONE.format(matching=sql_of(other)) for other in others]
    return COUNTS.format(parts=SQL(" UNION ALL ").join(parts)).as_string(None)


COUNTS_STATEMENT = counts_text(Matches("", (IS_PUBLIC,)))

# Single items and what changed

CHANGES_STATEMENT = """
SELECT s.*, c.sequence, c.changed_at, c."full", c.id::text, c.type, c.reason,
    c.replaced_by::text, c.is_public
FROM feed_now() s LEFT JOIN (
    SELECT * FROM feed_item WHERE sequence > %s ORDER BY sequence LIMIT %s
) c ON true ORDER BY c.sequence
"""

ITEM_STATEMENT = "SELECT * FROM feed_one(%s::uuid)"

STATE_STATEMENT = "SELECT * FROM feed_now()"

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
