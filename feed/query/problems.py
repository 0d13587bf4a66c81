"""What goes wrong, told to machines as RFC 9457 asks: `application/problem+json`."""

from django.conf import settings
from django.utils.text import slugify

# What each kind of problem means, by the end of its type.
KINDS = {
    "bad-parameter": "The name or the value of a parameter is none that is taken there.",
    "stale-cursor": (
        "The cursor is of another list, or all sequences were given anew since. Begin "
        "again without it, and drop whatever the new reading does not name."
    ),
    "bad-body": "The body of the request is something else than what is taken there.",
    "no-key-that-holds": "The request needs an API key, or the key was taken away.",
    "not-found": "There is nothing at the address.",
    "method-not-allowed": "The address can only be read, or only be written to.",
    "ahead-of-the-feed": "The sequence lies beyond the latest of the feed.",
    "not-implemented": "The answer cannot be given in that form.",
    "unavailable": "The database does not answer. Try again in a minute.",
}
TYPES = "/api/feed/v1/problems/"


class Problem(Exception):
    """
    A request that cannot be answered as it was meant.

    Args:
        status: the HTTP status.
        title: what is wrong, in a few words, the same for all problems of a kind.
        detail: what is wrong this time, and what to do about it.
        more: members of the answer besides, such as the name of a parameter.
        headers: headers of the answer besides.
    """

    def __init__(self, status, title, detail, headers=None, **more):
        super().__init__(detail)
        self.status = status
        self.title = title
        self.detail = detail
        self.more = more
        self.headers = headers or {}

    @property
    def form(self):
        """The problem as JSON's dictionary."""
        return {
            "type": f"{settings.BASE_URL}{TYPES}{slugify(self.title)}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.more,
        }


class BadParameter(Problem):
    """
    A parameter that is unknown, given too often, or holds what it cannot.

    Args:
        name: the parameter.
        takes: what it takes, as the end of a sentence that begins with its name.
    """

    title = "Bad parameter"

    def __init__(self, name, takes):
        shown = name if name.isprintable() and len(name) <= 60 else "That parameter"
        detail = f"{shown} {takes}"
        super().__init__(400, self.title, detail, parameter=name[:60], takes=takes)


class StaleCursor(BadParameter):
    """A cursor of another list, or of before all sequences were given anew."""

    title = "Stale cursor"

    def __init__(self):
        takes = "takes what the answer before gave, for the same list. Begin without it."
        super().__init__("cursor", takes)


class NotFound(Problem):
    """There is no such thing here."""

    def __init__(self, detail="There is nothing at this address."):
        super().__init__(404, "Not found", detail)
