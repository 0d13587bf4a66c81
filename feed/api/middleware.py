"""The short way to the reading doors."""

import feed.api.urls  # noqa: F401  (the doors register before the first request)
from feed.api.oai.views import oai
from feed.api.routing import ACKNOWLEDGEMENTS, BASE, at_the_root, serve


class ReadingDoorsMiddleware:
    """
    Answers requests at the reading doors; of other middleware only Django's
    `SecurityMiddleware` stands before it, for HTTPS concerns them too.

    They have no session, no cookie and no form, so nothing else that middleware does
    for pages concerns them.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        view = short_way(request.path_info)
        return view(request) if view else self.get_response(request)


def short_way(path):
    """The view at a path that no other middleware needs to see, or None."""
    if path == ACKNOWLEDGEMENTS:
        return None
    if path == BASE or path.startswith(f"{BASE}/") or path in at_the_root:
        return serve
    return oai if path == "/oai" else None
