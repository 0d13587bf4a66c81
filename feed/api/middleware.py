"""The short way to the reading doors."""

from django.conf import settings

import feed.api.urls  # noqa: F401  (the doors register before the first request)
from feed.api.oai.views import oai
from feed.api.routing import ACKNOWLEDGEMENTS, BASE, at_the_root, serve


class ReadingDoorsMiddleware:
    """
    Answers requests at the reading doors before any other middleware.

    They have no session, no cookie and no form, so nothing that middleware does for
    pages concerns them. Where HTTPS is demanded, requests without it go the long way,
    which leads them there.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        view = short_way(request.path_info)
        if view and is_secure_enough(request):
            return view(request)
        return self.get_response(request)


def short_way(path):
    """The view at a path that no other middleware needs to see, or None."""
    if path == ACKNOWLEDGEMENTS:
        return None
    if path.startswith(BASE) or path in at_the_root:
        return serve
    return oai if path == "/oai" else None


def is_secure_enough(request):
    """Whether a request need not be led to HTTPS first."""
    return not settings.SECURE_SSL_REDIRECT or request.is_secure()
