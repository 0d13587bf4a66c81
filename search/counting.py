"""Counts of lists, remembered for as long as the table does not change."""

from collections import OrderedDict
from threading import Lock

from feed import reading
from feed.queries import query_of

KEPT_COUNTS = 300


class RecentCounts:
    """Counts that were asked for lately, for as long as the table does not change."""

    def __init__(self):
        self.held = OrderedDict()
        self.lock = Lock()

    def forget(self):
        """Know nothing any more."""
        with self.lock:
            self.held.clear()

    def of(self, query, generation):
        """
        The `feed.reading.Counts` of a query.

        Args:
            generation: the latest one this process knows of.
        """
        key = (query.facets, query.words, query.dates)
        with self.lock:
            found = self.held.get(key)
        if found and found.now.generation == generation:
            return found
        found = reading.facets(query)
        with self.lock:
            self.held[key] = found
            self.held.move_to_end(key)
            while len(self.held) > KEPT_COUNTS:
                self.held.popitem(last=False)
        return found


recent_counts = RecentCounts()


def counts_now(**values):
    """
    The `feed.reading.Counts` of a list as it is now.

    Args:
        values: parameters of the feed by name, as `read_query` there gives them.
    """
    return recent_counts.of(query_of(values), reading.now().generation)
