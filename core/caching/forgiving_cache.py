"""Django's cache, whose loss costs time and nothing else."""

import logging
import time

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

# The name of the cache that is asked, among Django's.
BEHIND = "behind"
SLOW_SECONDS, PAUSE_SECONDS = 1, 10

log = logging.getLogger(__name__)


class ForgivingCache(BaseCache):
    """
    Stands before a cache of any kind: where its server fails, nothing was in there.

    A server that failed, or took long, is left alone for a while, so that one request in
    many waits for it and not each. All threads of a process do so together.
    """

    left_alone_until = 0.0

    def __init__(self, name, params):
        super().__init__(params)

    def ask(self, instead, name, *args, **kwargs):
        """
        Ask the cache behind.

        Args:
            instead: what is given where it fails, or is being left alone.
            name: of its method.
            args: the method's.
            kwargs: the method's.

        Returns:
            What the method returned, or `instead`.

        Raises:
            ValueError: the method was asked for what no cache can do.
            TypeError: the same.
        """
        begun = time.monotonic()
        if begun < ForgivingCache.left_alone_until:
            return instead
        try:
            return getattr(caches[BEHIND], name)(*args, **kwargs)
        except (ValueError, TypeError):
            raise
        except Exception as error:
            self.leave_alone(type(error).__name__)
            return instead
        finally:
            if time.monotonic() - begun > SLOW_SECONDS:
                self.leave_alone("it is slow")

    def leave_alone(self, why):
        """Ask for nothing for a while, and say so in the log."""
        ForgivingCache.left_alone_until = time.monotonic() + PAUSE_SECONDS
        log.warning("The cache is left alone for %s seconds: %s.", PAUSE_SECONDS, why)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self.ask(True, "add", key, value, timeout, version)

    def get(self, key, default=None, version=None):
        return self.ask(default, "get", key, default, version)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self.ask(None, "set", key, value, timeout, version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self.ask(False, "touch", key, timeout, version)

    def delete(self, key, version=None):
        return self.ask(False, "delete", key, version)

    def get_many(self, keys, version=None):
        return self.ask({}, "get_many", list(keys), version)

    def set_many(self, data, timeout=DEFAULT_TIMEOUT, version=None):
        return self.ask(list(data), "set_many", data, timeout, version)

    def delete_many(self, keys, version=None):
        self.ask(None, "delete_many", list(keys), version)

    def incr(self, key, delta=1, version=None):
        found = self.ask(None, "incr", key, delta, version)
        if found is None:
            raise ValueError(f"Key '{key}' not found")
        return found

    def has_key(self, key, version=None):
        return self.ask(False, "has_key", key, version)

    def clear(self):
        self.ask(None, "clear")
