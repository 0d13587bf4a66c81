"""What goes wrong, told to machines as RFC 9457 asks: `application/problem+json`."""


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
            "type": "about:blank",
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

    def __init__(self, name, takes):
        shown = name if name.isprintable() and len(name) <= 60 else "That parameter"
        detail = f"{shown} {takes}"
        super().__init__(400, "Bad parameter", detail, parameter=name[:60], takes=takes)


class NotFound(Problem):
    """There is no such thing here."""

    def __init__(self, detail="There is nothing at this address."):
        super().__init__(404, "Not found", detail)
