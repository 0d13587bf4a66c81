"""The connection that the reading doors use."""

from contextlib import contextmanager

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from core.postgresql import reading

STATE = "SELECT (epoch, generation)::text, changed_at FROM feed_state"


def alias():
    """
    The name of the database that is read from.

    In production it is a connection of its own, without a transaction around each
    request and without a question before it whether the server is still there; it may
    lead to a replica.

    Returns:
        The name, as in `DATABASES`.
    """
    return settings.FEED_DATABASE


def fetch_rows(statement, parameters=()):
    """
    The rows of a statement, as `core.postgresql.reading.fetch_rows` reads them.

    Args:
        statement: SQL, as text or composed.
        parameters: what its placeholders stand for.

    Returns:
        A list of tuples.
    """
    return reading.fetch_rows(alias(), statement, parameters)


def seconds_behind():
    """
    How long the copy that is read from has lacked what the database has.

    Returns:
        Seconds since the change that it lacks; nought if it lacks none.
    """
    [[ours, changed_at]] = reading.fetch_rows("default", STATE)
    [[theirs, _]] = fetch_rows(STATE)
    return 0 if ours == theirs else (timezone.now() - changed_at).total_seconds()


@contextmanager
def snapshot():
    """Everything read within comes from one moment, a cursor's rows included."""
    connection = connections[alias()]
    if connection.in_atomic_block:
        yield connection
        return
    with transaction.atomic(using=connection.alias):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield connection
