"""Work that a transaction collects and does once, as its last step before the commit."""

from contextlib import contextmanager
from typing import Protocol

from django.db import connection, transaction


class Work(Protocol):
    """
    What was collected, and what is to be done about it.

    Whatever has the lowest `rank` is done first, in every transaction: what takes locks
    takes them in one order, so that no two wait for each other.
    """

    rank: int

    def finish(self):
        """Do it. Whatever this raises undoes the whole transaction."""


@contextmanager
def collect(kind):
    """
    Add to the work of the present transaction; without one, the block is its own.

    Args:
        kind: a `Work` class; the transaction has one object of it.

    Yields:
        The object.

    Next: `core.postgresql.base.DatabaseWrapper.finish_collected`, before the commit.
    """
    with transaction.atomic(savepoint=False):
        yield connection.collected.setdefault(kind, kind())
