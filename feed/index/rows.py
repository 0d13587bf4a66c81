"""Rows of the table: what they must hold, compared with what they hold, and written."""

from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, Func, Value
from psycopg2.extras import execute_values
from psycopg2.sql import SQL

from feed.index.columns import COLUMNS, Kind, emptied, in_items
from feed.models import Item

# The kinds of sets of OAI-PMH, as facets have them.
SETS = ("type:", "nation:")
NEXT_NUMBER = "nextval('feed_sequence')"
# The words of an item in their four weights.
VECTOR = """
    setweight(to_tsvector('feed_english', %s), 'A') ||
    setweight(to_tsvector('feed_english', %s), 'B') ||
    setweight(to_tsvector('feed_english', %s), 'C') ||
    setweight(to_tsvector('feed_english', %s), 'D')
"""
NO_WORDS = (None, None, None, None)
WRITE = SQL(
    "INSERT INTO feed_item ({columns}) VALUES %s"
    " ON CONFLICT (page) DO UPDATE SET {changes}"
)
SET = SQL("{0} = excluded.{0}")
# Of no words there is no vector.
KEEP = SQL("{0} = coalesce(excluded.{0}, feed_item.{0})")
OTHER_WORDS = """
SELECT i.page FROM feed_item i JOIN (VALUES %s) AS v(page, vector) ON v.page = i.page
WHERE i.vector IS DISTINCT FROM v.vector
"""
# One question of the index for each name; `&&` would compare all names with all of each
# row's, which of thousands takes longer than everything else.
MADE_OF = """
SELECT DISTINCT i.page FROM unnest(%s::text[]) AS n(name)
JOIN feed_item i ON i.sources @> ARRAY[n.name]
"""


def rows_of(keys):
    """
    The rows of some pages.

    Their vectors stay in the database: it makes them, and it compares them.

    Returns:
        `Item`s by the primary key of their page; a page without a row is not there.
    """
    rows = Item.objects.filter(page__in=keys).defer("vector")
    return rows.in_bulk(field_name="page")


def pages_made_of(names):
    """
    The pages whose items are made of any of some things.

    Args:
        names: their names, as `feed.index.references.source_name` gives them.

    Returns:
        A set of primary keys.
    """
    with connection.cursor() as cursor:
        cursor.execute(MADE_OF, [list(names)])
        return {key for (key,) in cursor.fetchall()}


def item_values(made):
    """What the row of a public page must hold, as values by column, but its vector."""
    own = {"is_public": True, "sets": sets_of(made)}
    follows = in_items(Kind.MADE)
    values = {name: own[name] if name in own else getattr(made, name) for name in follows}
    return values | emptied(in_items(Kind.EMPTY))


def sets_of(made):
    """The sets of OAI-PMH that an item belongs to."""
    return [facet for facet in made.facets if facet.startswith(SETS)]


def other_columns(values, row):
    """The names of the columns in which a row holds something else than it must."""
    return {
        name
        for name, value in values.items()
        if name != "vector" and (row is None or getattr(row, name) != value)
    }


def pages_with_other_words(keys, made):
    """
    Compare vectors with newly made ones, in the database and in one statement.

    Args:
        keys: primary keys of pages.
        made: the items of those that are public; the others must have no vector.

    Returns:
        The keys of the pages whose row holds another vector.
    """
    words = dict.fromkeys(keys, NO_WORDS) | {i.page: i.texts.words for i in made}
    rows = [(key, *texts) for key, texts in words.items()]
    return {key for (key,) in execute(OTHER_WORDS, rows, f"(%s, {VECTOR})", fetch=True)}


def write(made, stamp, same_words=()):
    """
    Write items in one statement, each with a new sequence and the moment of it.

    Args:
        made: the items.
        stamp: the moment.
        same_words: the pages whose rows keep the vector that they have.
    """
    if made:
        rows = [row_of(item, stamp, same_words) for item in made]
        execute(write_statement(True), rows, template(NEXT_NUMBER))


def mend(made, same_words=()):
    """Write items that readers were told as they are: their sequences stay."""
    if made:
        rows = [row_of(item, None, same_words) for item in made]
        execute(write_statement(False), rows, template("NULL"))


def bury(row, values, stamp=None):
    """
    Leave nothing of an item but what its tombstone says.

    Args:
        row: the row as it is.
        values: what it must hold, by column.
        stamp: the moment of the change; without it, readers were told already, and the
            sequence stays.
    """
    if stamp:
        values = values | {"sequence": next_number(), "changed_at": stamp}
    Item.objects.filter(page=row.page).update(**values)


def next_number():
    """The next sequence, for an update of one row."""
    return Func(
        Value("feed_sequence"), function="nextval", output_field=BigIntegerField()
    )


def execute(statement, rows, template, fetch=False):
    """Carry out one statement with many rows of values."""
    with connection.cursor() as cursor:
        return execute_values(
            cursor.cursor, statement, rows, template, page_size=len(rows), fetch=fetch
        )


def row_of(made, stamp, same_words):
    """The values of one row, in the order of `template`."""
    values = item_values(made) | {"page": made.page, "changed_at": stamp}
    words = NO_WORDS if made.page in same_words else made.texts.words
    given = [name for name in COLUMNS if name != "sequence"]
    parts = [words if name == "vector" else [values[name]] for name in given]
    return [value for part in parts for value in part]


@cache
def write_statement(numbers_anew):
    """The statement that writes rows, with their numbers or without."""
    kept = {"page", *(() if numbers_anew else in_items(Kind.GIVEN))}
    columns = {name: quoted(name) for name in COLUMNS}
    changes = [
        (KEEP if name == "vector" else SET).format(column)
        for name, column in columns.items()
        if name not in kept
    ]
    statement = WRITE.format(
        columns=SQL(", ").join(columns.values()), changes=SQL(", ").join(changes)
    )
    return statement.as_string(None)


@cache
def template(number):
    """The form of one row of values, with the SQL that gives its number."""
    special = {"vector": VECTOR, "sequence": number}
    return f"({', '.join(special.get(name) or placeholder(name) for name in COLUMNS)})"


def placeholder(name):
    """The place of one value; an empty list does not say of which type it is."""
    field = Item._meta.get_field(name)
    is_list = isinstance(field, ArrayField)
    return f"%s::{field.db_type(connection)}" if is_list else "%s"


def quoted(name):
    """The name of a column as SQL."""
    return SQL(connection.ops.quote_name(Item._meta.get_field(name).column))
