"""Finished answers that this process keeps for as long as the table does not change."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

SHELF_BYTES = 24_000_000


class ResponseCache:
    """Finished answers of this process, for as long as the table does not change."""

    def __init__(self, most=SHELF_BYTES):
        self.most = most
        self.held = OrderedDict()
        self.size = 0
        self.lock = Lock()

    def get(self, key, generation):
        """The response kept for a key in this generation, or None."""
        with self.lock:
            found = self.held.get(key)
            if found is None or found.generation != generation:
                return None
            self.held.move_to_end(key)
            return found

    def __contains__(self, key):
        return key in self.held

    def put(self, key, kept):
        """Keep a response, and drop what was not asked for longest."""
        with self.lock:
            if old := self.held.pop(key, None):
                self.size -= old.size
            self.held[key] = kept
            self.size += kept.size
            while self.size > self.most:
                _, old = self.held.popitem(last=False)
                self.size -= old.size

    def clear(self):
        """Keep nothing."""
        with self.lock:
            self.held.clear()
            self.size = 0


@dataclass(frozen=True)
class CachedResponse:
    """A response that may be given again in the same generation."""

    generation: int
    tag: str
    changed_at: datetime
    body: bytes
    headers: tuple

    @property
    def size(self):
        """About how many bytes it takes."""
        return len(self.body) + 1500


shelf = ResponseCache()
