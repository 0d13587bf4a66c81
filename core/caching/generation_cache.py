"""Answers that this process remembers, each for one version of the table."""

from contextlib import suppress
from threading import Lock

from cachetools import LRUCache

# All there are, so that a test can begin without any.
memories: list["GenerationCache"] = []


class GenerationCache:
    """
    Answers by key, each good for the version it was read in.

    Args:
        most: how much it holds; what was asked for longest ago goes first.
        size_of: how much of that an answer takes; by default each takes 1.
    """

    def __init__(self, most=1, size_of=None):
        size_of_pair = size_of and (lambda pair: size_of(pair[1]))
        self.held: LRUCache = LRUCache(most, size_of_pair)
        self.lock = Lock()
        memories.append(self)

    def __bool__(self):
        return bool(self.held)

    def __contains__(self, key):
        return key in self.held

    def get(self, key, version):
        """The answer of a version, or None."""
        with self.lock:
            known, answer = self.held.get(key, (None, None))
        return answer if known == version else None

    def put(self, key, version, answer):
        """Remember an answer, unless it is larger than all that may be held."""
        with self.lock, suppress(ValueError):
            self.held[key] = (version, answer)

    def forget(self):
        """Know nothing any more."""
        with self.lock:
            self.held.clear()
