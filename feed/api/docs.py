"""The feed described for people."""

from django.conf import settings
from django.template.loader import render_to_string

from feed.api.embed import HTML
from feed.api.links import address
from feed.api.openapi.paths import FORMATS
from feed.api.responses import Answer
from feed.api.routing import BASE, route
from feed.query import selectors
from feed.query.parameters import LISTING
from feed.query.problems import KINDS, NotFound

POLICY = "default-src 'self'; object-src 'none'; frame-ancestors 'self'"


@route()
def docs(values):
    """A page that explains the feed to a web developer in a small library team."""
    context = {
        "base": f"{settings.BASE_URL}{BASE}",
        "site": settings.BASE_URL,
        "parameters": LISTING,
        "formats": FORMATS,
        "problems": KINDS,
    }
    body = render_to_string("feed/docs.html", context).encode()
    headers = {"Content-Security-Policy": POLICY}
    return Answer(body, HTML, selectors.now(), headers=headers)


@route(by_state=False)
def problem(values, kind):
    """Where a kind of problem is explained: the address of its type leads there."""
    if kind not in KINDS:
        raise NotFound
    headers = {"Location": f"{address('feed_docs')}#{kind}"}
    return Answer(b"", HTML, selectors.now(), status=303, headers=headers)
