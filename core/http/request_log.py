"""A name for each request, by which its answer and its lines of the log are found."""

import logging
import re
import time
from contextvars import ContextVar
from secrets import token_hex

from django.conf import settings

from core.http.secret_paths import without_secrets

HEADER = "X-Request-ID"
FAULT = 500  # the first status that means one; good answers are the same for everybody
# What a proxy may name a request by; anything else could be somebody's text.
GIVEN = re.compile(r"[0-9A-Za-z-]{8,64}")

log = logging.getLogger(__name__)
current: ContextVar[str] = ContextVar("request_id", default="")


class RequestIdFilter(logging.Filter):
    """Gives each line of the log the name of the request in which it was written."""

    def filter(self, record):
        """Let the record through, with the name."""
        record.request_id = current.get()
        return True


class RequestLogMiddleware:
    """
    Names each request, says the name where something failed, and notes it in the log.

    The line has the method, the path without what is asked (which people type), the
    status and how long it took: no address of a person's machine and no account.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        name, begun = name_of(request), time.perf_counter()
        token = current.set(name)
        try:
            response = self.get_response(request)
            if response.status_code >= FAULT:
                response.headers[HEADER] = name
            if log.isEnabledFor(logging.INFO):
                note(request, response, time.perf_counter() - begun)
            return response
        finally:
            current.reset(token)


def name_of(request):
    """The name that a proxy gave a request, if there is one to trust, or a new one."""
    given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.BEHIND_PROXY else ""
    return given if GIVEN.fullmatch(given) else token_hex(8)


def note(request, response, seconds):
    """Write the line of a request that was answered."""
    fields = {
        "method": request.method,
        "path": without_secrets(request.path),
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
    }
    log.info("{method} {path} {status} {milliseconds}ms".format(**fields), extra=fields)
