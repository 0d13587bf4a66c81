"""The door of the protocol."""

import logging

from django.db import OperationalError, transaction
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from feed.api.oai.answers import answer
from feed.api.responses import with_headers
from feed.api.routing import preflight
from feed.api.short_way import skips_middleware

MOST_BYTES = 20_000
METHODS = "GET, HEAD, POST, OPTIONS"

log = logging.getLogger(__name__)


@skips_middleware
@csrf_exempt
@transaction.non_atomic_requests
@gzip_page
def oai(request):
    """Answer a harvester; whatever the protocol knows as an error has status 200."""
    if request.method == "OPTIONS":
        return preflight(METHODS)
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponse(status=405, headers={"Allow": METHODS})
    try:
        body = answer(sent(request))
    except OperationalError:
        log.exception("The database did not answer.")
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    response = HttpResponse(b"" if request.method == "HEAD" else body)
    return with_headers(
        response,
        {
            "Content-Type": "text/xml; charset=utf-8",
            "Cache-Control": "no-store",
            "Access-Control-Allow-Origin": "*",
        },
    )


def sent(request):
    """The arguments of a request as one text."""
    if request.method == "POST":
        return request.read(MOST_BYTES).decode("latin-1")
    return request.META.get("QUERY_STRING", "")
