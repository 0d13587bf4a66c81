"""The feed described for people, and what changed in it."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.text import slugify
from markdown_it import MarkdownIt

from feed.api.embed import HTML, digest_of
from feed.api.openapi.paths import FORMATS
from feed.api.responses import Answer
from feed.api.routing import BASE, route
from feed.query import selectors
from feed.query.parameters import LISTING, is_appended

FOLDER = Path(__file__).parents[2] / "docs"
# The address by which the texts call this site, wherever it is.
EXAMPLE = "http://localhost:8000"


@route(kept_in=None, passes_over=is_appended)
def docs(values):
    """A page that explains the feed to a web developer in a small library team."""
    reference = {"parameters": LISTING, "formats": FORMATS}
    return page("feed", "docs.html", base=f"{settings.BASE_URL}{BASE}", **reference)


@route(kept_in=None, passes_over=is_appended)
def changelog(values):
    """A page that says what changed in the feed, and what never will."""
    return page("feed-changelog", "text.html")


def page(name, template, **context):
    """A text of the documentation as a page of the site."""
    title, text = read_text(name, settings.BASE_URL)
    context |= {"title": title, "text": text}
    body = render_to_string(f"feed/{template}", context).encode()
    return Answer(body, HTML, selectors.now(), tag=digest_of(body))


@cache
def read_text(name, origin):
    """
    Read a text of the documentation.

    Args:
        name: of its file, without the ending.
        origin: the address of this site.

    Returns:
        The title, and the rest as HTML with an id on each heading.
    """
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8").replace(EXAMPLE, origin)
    title, _, rest = text.partition("\n")
    html = MarkdownIt().enable("table").render(rest)
    html = re.sub(r"<h2>(.*?)</h2>", with_id, html)
    return title.lstrip("# "), html.replace("<pre>", '<pre tabindex="0">')


def with_id(heading):
    """A heading that can be linked to."""
    return f'<h2 id="{slugify(heading[1])}">{heading[1]}</h2>'
