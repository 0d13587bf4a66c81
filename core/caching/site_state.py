"""The state of the site: it moves whenever readers may see something else anywhere.

Whoever changes what readers see calls `changed`; for models Django's signals do so, see
`core.caching.signal_handlers`. What was made of pages is good for one state.
"""

from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection

from core.postgresql.reading import fetch_rows
from core.postgresql.transactions import collect
from core.signals import site_changed

MOVE = """
INSERT INTO core_sitestate (id, epoch, number) VALUES (1, gen_random_uuid(), 1)
ON CONFLICT (id) DO UPDATE SET number = core_sitestate.number + 1
"""
BEGIN_ANEW = "UPDATE core_sitestate SET epoch = gen_random_uuid()"
NOW = "SELECT epoch, number FROM core_sitestate"
# When the schedule will next make something public, or take it away.
NEXT_EVENT = """
SELECT least(
    (SELECT min(approved_go_live_at) FROM wagtailcore_revision),
    (SELECT min(expire_at) FROM wagtailcore_page WHERE live AND expire_at IS NOT NULL)
)
"""


class State(NamedTuple):
    """One state: the `number` moves on, and starts again with another `epoch`."""

    epoch: UUID
    number: int


class Move:
    """
    That a transaction changes what readers see; its row is locked for the commit.

    With `anew` the numbers begin again, since those of before may come twice.
    """

    rank = 1

    def __init__(self):
        self.anew = False

    def finish(self):
        """
        Move the state on, as the very last step before the commit.

        Next: `feed.outbound.cdn.forget_pages`.
        """
        site_changed.send(type(self))
        with connection.cursor() as cursor:
            cursor.execute(MOVE)
            if self.anew:
                cursor.execute(BEGIN_ANEW)


def changed():
    """
    Say that readers may see something else once the present transaction is certain.

    Next: `Move.finish`, just before the commit.
    """
    with collect(Move):
        pass


def begin_epoch():
    """Forget all that was made, for a database that is not the one it was made from."""
    with collect(Move) as move:
        move.anew = True


def is_changing():
    """Whether the present transaction has changed what it has not yet said."""
    return Move in connection.collected


def state_now():
    """
    The state as it is.

    Returns:
        A `State`; None where there is none yet.
    """
    rows = fetch_rows(settings.PAGES_DATABASE, NOW)
    return State(*rows[0]) if rows else None


def next_event():
    """The moment of the next change that is scheduled, or None."""
    return fetch_rows(settings.PAGES_DATABASE, NEXT_EVENT)[0][0]
