"""
The table by which a request finds its reading door without Django's resolver.

It is made of the very patterns that the resolver would try one after the other.
"""

import re

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLResolver

PATTERN = re.compile(r"(?P<words>[^<]*)(?:<(?P<kind>str|path):(?P<name>\w+)>)?")


def skips_middleware(view):
    """Mark a view that needs no session, no cookie and no form."""
    view.skips_middleware = True
    return view


class ShortWay:
    """
    Views by their address, for those that skip middleware.

    Args:
        patterns: URL patterns to be found at the root of the site.
    """

    def __init__(self, patterns):
        self.exact = {}
        self.by_last_part = {}
        self.beginnings = []
        for route, view in flat(patterns):
            self.add(route, view if getattr(view, "skips_middleware", False) else None)

    def add(self, route, view):
        """Take up one pattern; as with Django, the first that fits an address wins."""
        parts = PATTERN.fullmatch(route)
        if parts is None:
            raise ImproperlyConfigured(f"The feed's short way cannot read “{route}”.")
        words, kind, name = parts.groups()
        if kind is None:
            self.exact.setdefault(words, view)
        elif kind == "str":
            self.by_last_part.setdefault(words, (view, name))
        else:
            self.beginnings.append((words, view, name))

    def find(self, path):
        """
        The view at a path with its arguments.

        Returns:
            (view, arguments by name); the view is None where the long way is to be gone.
        """
        if path in self.exact:
            return self.exact[path], {}
        end = path.rfind("/") + 1
        view, name = self.by_last_part.get(path[:end], (None, None))
        if name and end < len(path):
            return view, {name: path[end:]}
        for words, view, name in self.beginnings:
            if path.startswith(words) and path != words:
                return view, {name: path[len(words) :]}
        return None, {}


def flat(patterns, before="/"):
    """All patterns with what stands before them, as (route, view)."""
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from flat(pattern.url_patterns, route)
        else:
            yield route, pattern.callback
