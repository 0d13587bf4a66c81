"""Reading without a transaction, and without asking first whether the server is there."""

from django.db import InterfaceError, OperationalError, connections


def fetch_rows(alias, statement, parameters=()):
    """
    The rows of a statement.

    A connection that the server has closed is opened again, once; asking before each
    request whether it is still there would cost as much as the answer.

    Args:
        alias: the name of the connection, as in `DATABASES`.
        statement: SQL, as text or composed.
        parameters: what its placeholders stand for.

    Returns:
        A list of tuples.

    Raises:
        OperationalError: the statement failed on a connection that works, or within a
            transaction, or once more on a new connection.
        InterfaceError: the same of a connection that was closed.
    """
    connection = connections[alias]
    try:
        return execute(connection, statement, parameters)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        return execute(connection, statement, parameters)


def execute(connection, statement, parameters):
    """The rows of a statement on a connection."""
    # Django's cursor looks after transactions, and tells who listens of each statement.
    # Where there is neither it is left out, for it takes as long as the answer does.
    if connection.in_atomic_block or is_listened_to(connection):
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall()
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.create_cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def is_listened_to(connection):
    """Whether somebody wants to know of each statement, a test for example."""
    return bool(connection.queries_logged or connection.execute_wrappers)
