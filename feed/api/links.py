"""Whole addresses of the doors; the host comes from settings alone."""

from urllib.parse import urlencode

from django.conf import settings

from feed.api.routing import BASE


def address(path, query=""):
    """The whole address of a door."""
    return f"{settings.BASE_URL}{BASE}{path}{query and '?'}{query}"


def address_of(values, path, **more):
    """
    The whole address of a list.

    Args:
        values: parameters by name, as they were read.
        path: the door.
        more: parameters to put in their place; None takes one away.
    """
    shown = {name: text_of(value) for name, value in values.items()} | more
    pairs = {name: value for name, value in shown.items() if value is not None}
    return address(path, urlencode(pairs, doseq=True))


def text_of(value):
    """A parameter as it stands in an address."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
