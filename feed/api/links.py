"""Whole addresses of the doors; the host comes from settings alone."""

from functools import cache
from urllib.parse import unquote, urlencode

from django.conf import settings
from django.urls import reverse


@cache
def path_of(name, *arguments):
    """The path of a door by its name; an argument may be a placeholder, as `{id}`."""
    return unquote(reverse(name, args=arguments))


def address(name, query="", arguments=()):
    """
    The whole address of a door.

    Args:
        name: that of its pattern in `feed.api.urls`, for example "feed_items".
        query: parameters as they stand in an address.
        arguments: what fills the free part of its path, or a placeholder for it.

    Returns:
        The address as text.
    """
    return f"{settings.BASE_URL}{path_of(name, *arguments)}{query and '?'}{query}"


def address_of(values, name, **more):
    """
    The whole address of a list.

    Args:
        values: parameters by name, as they were read.
        name: of the door.
        more: parameters to put in their place; None takes one away.

    Returns:
        The address as text.
    """
    shown = {name: text_of(value) for name, value in values.items()} | more
    pairs = {name: value for name, value in shown.items() if value is not None}
    return address(name, urlencode(pairs, doseq=True))


def text_of(value):
    """A parameter as it stands in an address."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
