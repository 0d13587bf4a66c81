"""The connection that the reading doors use."""

from contextlib import contextmanager

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections, transaction


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
    The rows of a statement.

    A connection that the server has closed is opened again, once; asking before each
    request whether it is still there would cost as much as the answer.

    Args:
        statement: SQL, as text or composed.
        parameters: what its placeholders stand for.

    Returns:
        A list of tuples.

    Raises:
        OperationalError: the statement failed on a connection that works, or within a
            transaction, or once more on a new connection.
        InterfaceError: the same of a connection that was closed.
    """
    connection = connections[alias()]
    try:
        return execute(connection, statement, parameters)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        return execute(connection, statement, parameters)


def execute(connection, statement, parameters):
    """The rows of a statement on a connection."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


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
