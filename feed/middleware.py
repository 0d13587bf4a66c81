"""The short way to the reading doors."""

from django.conf import settings

from feed.doors import BASE, serve


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
        if request.path_info.startswith(BASE) and is_secure_enough(request):
            return serve(request)
        return self.get_response(request)


def is_secure_enough(request):
    """Whether a request need not be led to HTTPS first."""
    return not settings.SECURE_SSL_REDIRECT or request.is_secure()
