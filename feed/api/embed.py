"""Lists and items on other sites: a page for an iframe, and oEmbed 1.0 (oembed.com)."""

import base64
import hashlib
import json
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from wagtail.models import Site

from core.pages.citation import COMMUNITY
from core.pages.queries import public_pages
from feed.api.responses import Answer, json_answer
from feed.api.routing import route
from feed.query import selectors
from feed.query.converters import Unreadable
from feed.query.parameters import (
    FILTERS,
    LIMIT_PARAMETER,
    MORE,
    Parameter,
    choice,
    read_query,
)
from feed.query.problems import BadParameter, NotFound, Problem
from feed.query.queries import query_of
from feed.schema.types import TYPE_LABELS

EMBED = (*FILTERS, *MORE, LIMIT_PARAMETER)
WIDTH, HEIGHT = 640, 480
STYLE = """
:root{color-scheme:light dark}
:root{--text:#212b32;--quiet:#4c6272;--link:#005eb8;--line:#d8dde0}
@media (prefers-color-scheme:dark){
:root{--text:#f0f4f5;--quiet:#aeb7bd;--link:#7cb9ff;--line:#4c6272}}
body{margin:0;padding:1rem;font:1rem/1.5 Arial,sans-serif;color:var(--text)}
h1{font-size:1.25rem;margin:0 0 .75rem}h2{font-size:1.0625rem;margin:0}
ol{list-style:none;margin:0;padding:0}
li{border-top:1px solid var(--line);padding:.75rem 0;overflow-wrap:anywhere}
p{margin:.25rem 0 0}.quiet{color:var(--quiet);font-size:.875rem}
a{color:var(--link)}a:focus{background:#ffeb3b;color:#212b32;outline:3px solid #ffeb3b}
"""
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; frame-ancestors *"
HTML = "text/html; charset=utf-8"


@route(parameters=EMBED)
def embed(values):
    """A list as a page for an iframe: no script, no cookie, nothing from elsewhere."""
    found = selectors.listing(query_of(values))
    items = [embedded_form(json.loads(item)) for item in found.items]
    context = {
        "items": items,
        "total": found.total,
        "site": f"{settings.BASE_URL}/",
        "community": COMMUNITY,
        "style": STYLE,
    }
    body = render_to_string("feed/embed.html", context).encode()
    headers = {"Content-Security-Policy": POLICY}
    return Answer(body, HTML, found.now, headers=headers)


def embedded_form(item):
    """An item as the page shows it."""
    return {
        **item,
        "kind": TYPE_LABELS[item["type"]],
        "place": (item["organisation"] or {}).get("label", ""),
    }


# oEmbed


def size(text):
    """Reads a width or height in pixels."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) < 1:
        raise Unreadable
    return int(text)


def web_address(text):
    """Reads the address of a web page."""
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise Unreadable from error
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise Unreadable
    return text


def pixels(name):
    """A parameter that takes a number of pixels."""
    schema = {"type": "integer", "minimum": 1}
    return Parameter(name, "takes a number of pixels.", size, schema)


OEMBED = (
    Parameter(
        "url",
        "takes the address of a public page, or of an embedded list.",
        web_address,
        {"type": "string", "format": "uri"},
        longest=2000,
    ),
    choice("format", ("json", "xml")),
    pixels("maxwidth"),
    pixels("maxheight"),
)


@route(parameters=OEMBED)
def oembed(values):
    """How a page of ours is shown on another, for systems that ask by its address."""
    if values.get("format") == "xml":
        raise Problem(501, "Not implemented", "There is JSON alone.")
    if "url" not in values:
        raise BadParameter("url", "is missing.")
    width = min(WIDTH, values.get("maxwidth", WIDTH))
    height = min(HEIGHT, values.get("maxheight", HEIGHT))
    form, now = shown_at(values["url"], width, height)
    about = {
        "version": "1.0",
        "provider_name": COMMUNITY,
        "provider_url": f"{settings.BASE_URL}/",
        "cache_age": 3600,
    }
    return json_answer({**about, **form}, now)


def shown_at(url, width, height):
    """What is shown for an address, as (the answer's own members, state)."""
    parts, own = urlsplit(url), urlsplit(settings.BASE_URL)
    if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
        raise NotFound("That is no address of this site.")
    if parts.path == "/embed":
        read_query(parts.query, EMBED)
        size_of = {"width": width, "height": height}
        rich = {"type": "rich", "title": COMMUNITY, "html": frame(url, width, height)}
        return {**rich, **size_of}, selectors.now()
    now, item = selectors.item_at(f"{settings.BASE_URL}{parts.path.rstrip('/')}/")
    if item is None:
        return {"type": "link", "title": title_at(parts.path)}, now
    size_of = {"width": width, "height": height}
    return {"type": "rich", **size_of, **quotation(json.loads(item))}, now


def frame(source, width, height):
    """The iframe that shows a list."""
    return format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy"'
        ' style="border:0;max-width:100%"></iframe>',
        *(source, width, height, COMMUNITY),
    )


def quotation(item):
    """An item as a quotation with its licence."""
    html = format_html(
        '<blockquote cite="{}"><p><a href="{}">{}</a></p><p>{}</p>'
        "<footer>{}</footer></blockquote>",
        *(item["url"], item["url"], item["title"], item["summary"]),
        item["licence"]["attribution"],
    )
    authors = ", ".join(item["authors"]) or COMMUNITY
    form = {"title": item["title"], "author_name": authors, "html": html}
    if item["image"]:
        image = item["image"]
        form["thumbnail_url"] = image["src"]
        form["thumbnail_width"] = image["width"]
        form["thumbnail_height"] = image["height"]
    return form


def title_at(path):
    """The title of a public page that is no item, such as a list."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    above = site.root_page.url_path if site else "/"
    pages = public_pages().filter(
        url_path=f"{above}{path.strip('/')}/".replace("//", "/")
    )
    title = pages.values_list("title", flat=True).first()
    if title is None:
        raise NotFound("No public page has this address.")
    return title
