"""Looking into tables and indexes for damage, with PostgreSQL's own amcheck."""

from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from psycopg2 import sql

SCHEMA = "operations_amcheck"
RELATIONS = """
SELECT c.oid::regclass::text, c.oid, coalesce(a.amname, 'heap') FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_am a ON a.oid = c.relam
WHERE n.nspname NOT LIKE 'pg\\_%'
    AND n.nspname NOT IN ('information_schema', 'operations_amcheck')
    AND (c.relkind = 'r' OR (c.relkind = 'i' AND a.amname IN ('btree', 'gin')))
ORDER BY c.relkind DESC, 1
"""
LOOK = {
    "heap": "SELECT msg FROM {}.verify_heapam(%s) LIMIT 1",
    "btree": "SELECT {}.bt_index_check(%s, true)",
    "gin": "SELECT {}.gin_index_check(%s)",
}
NEWER_THAN_17 = {"gin"}


class NotAllowed(Exception):
    """The database's role may not use amcheck; why, in the server's words."""


@contextmanager
def extension():
    """The extension, for as long as the block lasts; the transaction is undone."""
    with transaction.atomic(), connection.cursor() as cursor:
        try:
            name = sql.Identifier(SCHEMA)
            cursor.execute(sql.SQL("CREATE SCHEMA {}").format(name))
            cursor.execute(sql.SQL("CREATE EXTENSION amcheck SCHEMA {}").format(name))
        except DatabaseError as error:
            transaction.set_rollback(True)
            raise NotAllowed(str(error).splitlines()[0]) from error
        yield cursor
        transaction.set_rollback(True)


def look():
    """
    Look into every table and index of the database; nothing is left of it.

    Returns:
        How many were looked into, and a sentence for each that is damaged. `NotAllowed`
        is raised where the role may not have the extension made.
    """
    with extension() as cursor:
        cursor.execute(RELATIONS)
        relations = [row for row in cursor.fetchall() if can_look(row[2])]
        found = [look_into(cursor, *relation) for relation in relations]
        return len(relations), [sentence for sentence in found if sentence]


def can_look(kind):
    """Whether this server's amcheck knows such relations."""
    return kind not in NEWER_THAN_17 or connection.pg_version >= 180_000


def look_into(cursor, name, oid, kind):
    """A sentence about what is damaged in a table or an index, or an empty string."""
    statement = sql.SQL(LOOK[kind]).format(sql.Identifier(SCHEMA))
    try:
        with transaction.atomic():
            cursor.execute(statement, [oid])
            message = cursor.fetchone() if kind == "heap" else None
    except DatabaseError as error:
        return f"{name}: {str(error).splitlines()[0]}"
    return f"{name}: {message[0]}" if message else ""
