"""The feed described for people."""

from django.conf import settings
from django.template.loader import render_to_string

from feed import reading
from feed.answers import Answer
from feed.description import FORMATS
from feed.doors import BASE, door
from feed.embed import HTML
from feed.parameters import LISTING

POLICY = "default-src 'self'; object-src 'none'; frame-ancestors 'self'"


@door("/docs")
def docs(values):
    """A page that explains the feed to a web developer in a small library team."""
    context = {
        "base": f"{settings.BASE_URL}{BASE}",
        "site": settings.BASE_URL,
        "parameters": LISTING,
        "formats": FORMATS,
    }
    body = render_to_string("feed/docs.html", context).encode()
    headers = {"Content-Security-Policy": POLICY}
    return Answer(body, HTML, reading.now(), headers=headers)
