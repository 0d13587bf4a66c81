"""What reads without a transaction tells the same as Django's own cursors."""

import pytest
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext

from core.postgresql.reading import fetch_rows

STATEMENT = "SELECT now(), gen_random_uuid(), 'é', ARRAY[1, 2], NULL, %s"


def kinds(rows):
    """The types of what stands in the only row, with its time zone."""
    [row] = rows
    return [type(value) for value in row], row[0].tzinfo


def as_django_reads():
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [5])
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_rows_are_the_same_without_a_transaction():
    assert kinds(fetch_rows("default", STATEMENT, [5])) == kinds(as_django_reads())


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_closed_is_opened():
    connection.close()
    assert fetch_rows("default", "SELECT 1") == [(1,)]


@pytest.mark.django_db(transaction=True)
def test_a_fault_is_one_of_django_s():
    with pytest.raises(ProgrammingError):
        fetch_rows("default", "SELECT nothing_of_that_name")
    assert fetch_rows("default", "SELECT 1") == [(1,)]


@pytest.mark.django_db(transaction=True)
def test_who_listens_hears_of_the_statement():
    with CaptureQueriesContext(connection) as heard:
        fetch_rows("default", "SELECT 1")
    assert [query["sql"] for query in heard] == ["SELECT 1"]


@pytest.mark.django_db(transaction=True)
def test_who_stands_between_sees_the_statement():
    seen = []

    def watch(execute, sql, *arguments):
        seen.append(sql)
        return execute(sql, *arguments)

    with connection.execute_wrapper(watch):
        fetch_rows("default", "SELECT 1")
    assert seen == ["SELECT 1"]
