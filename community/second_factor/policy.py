"""Whom a second factor is asked of."""

from urllib.parse import urlsplit

from django.conf import settings

from background.http import is_loopback


def is_required():
    """
    Whether everybody needs a second factor.

    Returns:
        False only where WITHOUT_SECOND_FACTOR says so **and** people reach the site on
        this very machine, as with `make run`; who has set one up is asked even then.
    """
    return not (settings.WITHOUT_SECOND_FACTOR and is_on_this_machine())


def is_on_this_machine():
    """Whether the site's own address leads to this very machine."""
    return is_loopback(urlsplit(settings.BASE_URL).hostname or "")
