"""What a restored site is proved by, read in one moment of the database."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import Count, Q
from psycopg2 import sql

from editorial import queue
from feed.query.public_set import public_set

# Gone when a site is restored: who is signed in, which workers live, and who tried what
# how often.
LEFT_OUT = (
    *("background_heartbeat", "core_accountsession", "core_attempts", "django_session"),
)
# Stands in the database while a restore is not finished.
UNFINISHED = "operations_unfinished_restore"
TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%%' AND c.relname <> %s
    AND n.nspname <> 'information_schema' ORDER BY 1, 2
"""
# Of each row 60 bits of a hash; their sum does not depend on the order of rows.
ROWS = """
SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)
FROM ONLY {} AS t
"""
# How values are written as text, whatever the server's own settings say.
AS_TEXT = """
SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD';
SET LOCAL bytea_output = hex; SET LOCAL IntervalStyle = 'postgres';
SET LOCAL extra_float_digits = 1
"""


@dataclass(frozen=True)
class Proof:
    """
    What a site holds, as values that can be compared.

    Args:
        tables: by name of a table how many rows it has, and a hash of what they say.
        logins: how many accounts can sign in, and by the groups' names how many of those.
        queue: how many texts wait for a second person.
        items: how many items the feed gives, and the digest of the set.
    """

    tables: dict
    logins: dict = field(default_factory=dict)
    queue: int = 0
    items: int = 0
    digest: str = ""

    @property
    def rows(self):
        """How many rows there are in all."""
        return sum(int(rows) for rows, _ in self.tables.values())


@contextmanager
def one_moment():
    """
    Read the database as it is at one moment, and change nothing.

    The feed is read through the same connection, for a replica would be another moment.

    Yields:
        The cursor of the transaction.
    """
    before, settings.FEED_DATABASE = settings.FEED_DATABASE, DEFAULT_DB_ALIAS
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield cursor
    finally:
        settings.FEED_DATABASE = before


def read_proof(cursor):
    """The `Proof` of the site, within `one_moment`."""
    feed = public_set()
    return Proof(
        tables=read_tables(cursor),
        logins=read_logins(),
        queue=queue.waiting().count(),
        items=feed.items,
        digest=feed.digest,
    )


def table_names(cursor):
    """The schema and the name of every table that is not the server's own."""
    cursor.execute(TABLES, [UNFINISHED])
    return cursor.fetchall()


def read_tables(cursor):
    """The rows of every table that a backup holds, as numbers and hashes."""
    cursor.execute(AS_TEXT)
    found = {}
    for schema, name in table_names(cursor):
        if name not in LEFT_OUT:
            cursor.execute(sql.SQL(ROWS).format(sql.Identifier(schema, name)))
            rows, sums = cursor.fetchone()
            found[f"{schema}.{name}"] = [int(rows), str(sums)]
    return found


def read_logins():
    """How many accounts can sign in: all, and those of each group."""
    people = (
        get_user_model()
        .objects.filter(is_active=True)
        .exclude(Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX))
    )
    groups = people.exclude(groups=None).values_list("groups__name")
    return {"all": people.count(), **dict(groups.annotate(Count("pk")).order_by())}
