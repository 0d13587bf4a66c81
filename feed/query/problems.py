"""What goes wrong, told to machines as RFC 9457 asks: `application/problem+json`."""

from django.utils.text import slugify

# Every kind of problem by its title, with what it means to whoever meets it.
KINDS = {
    "Bad parameter": (
        "A parameter is unknown here, given too often, or holds what it cannot. The "
        "answer names it in “parameter”, and what it takes in “takes”."
    ),
    "Stale cursor": (
        "The cursor is none of this list, or the feed has begun again since. Read on "
        "without a cursor, and drop what that second reading does not name."
    ),
    "Bad body": "The body of the request is something else than this address takes.",
    "Not found": "There is nothing at this address, and there never was.",
    "Gone": "There was something at this address. It is not given any more.",
    "Method not allowed": "This address takes other methods: see the header Allow.",
    "Not implemented": "That can be asked for, but is not given here.",
    "No key that holds": "This address takes a key, and the one that was sent is none.",
    "Ahead of the feed": "The feed has not come to this sequence yet.",
    "Unavailable": (
        "The database does not answer. Ask again after the seconds that the header "
        "Retry-After names."
    ),
}
BY_SLUG = {slugify(title): title for title in KINDS}


class Problem(Exception):
    """
    A request that cannot be answered as it was meant.

    Args:
        status: the HTTP status.
        title: one of `KINDS`.
        detail: what is wrong this time, and what to do about it.
        more: members of the answer besides, such as the name of a parameter.
        headers: headers of the answer besides.
        keys: names under which a cache may be told to forget the answer.
    """

    def __init__(self, status, title, detail, headers=None, keys=(), **more):
        super().__init__(detail)
        self.status = status
        self.title = title
        self.detail = detail
        self.more = more
        self.headers = headers or {}
        self.keys = keys

    @property
    def slug(self):
        """The name of its kind, as the end of an address."""
        return slugify(self.title)

    @property
    def form(self):
        """The problem as JSON's dictionary, but for the address of its kind."""
        return {
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

    kind = "Bad parameter"

    def __init__(self, name, takes):
        shown = name if name.isprintable() and len(name) <= 60 else "That parameter"
        detail = f"{shown} {takes}"
        super().__init__(400, self.kind, detail, parameter=name[:60], takes=takes)


class StaleCursor(BadParameter):
    """A cursor that is none of this list, or of an epoch that is over."""

    kind = "Stale cursor"

    def __init__(self):
        takes = "takes what the answer before gave, for the same list. This one is stale."
        super().__init__("cursor", takes)


class NotFound(Problem):
    """
    There is no such thing here.

    Args:
        detail: what is not there.
        keys: names under which a cache may be told to forget the answer.
    """

    def __init__(self, detail="There is nothing at this address.", keys=()):
        super().__init__(404, "Not found", detail, keys=keys)


class Gone(Problem):
    """There was such a thing here; it is not given any more."""

    def __init__(self, detail):
        super().__init__(410, "Gone", detail)
