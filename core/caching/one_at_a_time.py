"""Threads that want the same thing made wait for the first of them."""

from collections import Counter
from contextlib import contextmanager
from threading import Lock


class OneAtATime:
    """Lets one thread at a time make the same thing."""

    def __init__(self):
        self.guard = Lock()
        self.locks: dict = {}
        self.waiting: Counter = Counter()

    @contextmanager
    def alone(self, key):
        """Wait for whoever makes it. Yields whether somebody did."""
        with self.guard:
            lock = self.locks.setdefault(key, Lock())
            has_waited = bool(self.waiting[key])
            self.waiting[key] += 1
        try:
            with lock:
                yield has_waited
        finally:
            with self.guard:
                self.waiting[key] -= 1
                if not self.waiting[key]:
                    del self.waiting[key], self.locks[key]
