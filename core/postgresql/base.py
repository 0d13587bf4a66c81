"""The connection: what a transaction collects is dealt with as its last step."""

from contextlib import contextmanager
from operator import attrgetter

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """
    A connection that finishes before it commits what `collect` began in it.

    Django knows work to be done after a commit. This is its counterpart: it belongs to
    the transaction, so that either both become visible or neither.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.collected = {}

    def _commit(self):
        try:
            self.finish_collected()
        except BaseException:
            self.rollback()
            raise
        return super()._commit()

    def _rollback(self):
        self.collected.clear()
        return super()._rollback()

    def finish_collected(self):
        """
        Finish what the transaction collected so far, and forget it.

        Next: `finish` of each, such as `feed.index.changes.PendingChanges.finish`.
        """
        while self.collected:
            work = self.collected.pop(min(self.collected, key=attrgetter("rank")))
            with self.still_within_the_transaction():
                work.finish()

    @contextmanager
    def still_within_the_transaction(self):
        """Blocks that must be atomic make savepoints, as anywhere in a transaction."""
        before, self.in_atomic_block = self.in_atomic_block, True
        try:
            yield
        finally:
            self.in_atomic_block = before
