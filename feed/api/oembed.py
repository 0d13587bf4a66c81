"""How a page of ours is shown on another site that knows its address (oembed.com)."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import format_html

from core.pages.addresses import public_page_at
from core.pages.citation import COMMUNITY
from feed.api.embed import EMBED, Card, card_of, digest_of
from feed.api.links import address, address_of, path_of
from feed.api.responses import json_answer
from feed.api.routing import route
from feed.api.titles import title_of
from feed.query import selectors
from feed.query.converters import Unreadable, item_id
from feed.query.parameters import (
    Parameter,
    choice,
    is_appended,
    is_unknown_among,
    read_query,
    without_names,
)
from feed.query.problems import BadParameter, NotFound, Problem

WIDTH, HEIGHT, CARD_HEIGHT = 640, 480, 320
PORTS = {"http": 80, "https": 443}


def size(text):
    """Reads a width or height in pixels."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) < 1:
        raise Unreadable
    return int(text)


def web_address(text):
    """Reads the address of a web page."""
    try:
        parts = urlsplit(text)
        place_of(parts)
    except ValueError as error:
        raise Unreadable from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise Unreadable
    return text


def place_of(parts):
    """The host and the port of an address."""
    return parts.hostname, parts.port or PORTS.get(parts.scheme)


def pixels(name):
    """A parameter that takes a number of pixels."""
    schema = {"type": "integer", "minimum": 1, "maximum": 99999}
    return Parameter(name, "takes a number of pixels.", size, schema)


OEMBED = (
    Parameter(
        "url",
        "takes the address of a public page, or of an embedded list.",
        web_address,
        {"type": "string", "format": "uri", "pattern": "^https?://", "maxLength": 2000},
        longest=2000,
    ),
    choice("format", ("json", "xml")),
    pixels("maxwidth"),
    pixels("maxheight"),
)


@route(parameters=OEMBED, kept_in=None, passes_over=is_unknown_among(OEMBED))
def oembed(values):
    """How a page of ours is shown on another, for systems that ask by its address."""
    if values.get("format") == "xml":
        raise Problem(501, "Not implemented", "There is JSON alone.")
    if "url" not in values:
        raise BadParameter("url", "is missing.")
    card, source, form = shown_at(values["url"])
    most = CARD_HEIGHT if "author_url" in form else HEIGHT
    width = min(WIDTH, values.get("maxwidth", WIDTH))
    height = min(most, values.get("maxheight", most))
    about = {
        "version": "1.0",
        "type": "rich",
        "provider_name": COMMUNITY,
        "provider_url": f"{settings.BASE_URL}/",
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": without_border(frame(source, width, height, form["title"])),
    }
    answer = json_answer({**about, **form}, card.now, changed_at=card.changed_at)
    answer.tag = digest_of(answer.body)
    return answer


def shown_at(url):
    """
    What is shown for an address.

    Returns:
        The `Card`, the address of the frame, and what the answer says besides.

    Raises:
        NotFound: there is nothing public at it.
    """
    parts = urlsplit(url)
    if place_of(parts) != place_of(urlsplit(settings.BASE_URL)):
        raise NotFound("That is no address of this site.")
    path = parts.path.rstrip("/") or "/"
    if path == path_of("feed_embed"):
        values = read_query(without_names(parts.query, is_appended), EMBED)
        source = address_of(values, "feed_embed")
        return Card(selectors.now(), {}), source, {"title": title_of(values)}
    key = key_at(path)
    card = card_of(key)
    if not card.is_public:
        raise NotFound("What stood at this address was withdrawn.")
    return card, address("feed_embed_one", arguments=(key,)), credits_of(card.shown)


def key_at(path):
    """The key of the public page at a path, or of one whose frame stands there."""
    before, _, last = path.rpartition("/")
    if before == path_of("feed_embed"):
        try:
            return item_id(last)
        except Unreadable as error:
            raise NotFound from error
    page = public_page_at(path)
    if page is None:
        raise NotFound("No public page has this address.")
    return str(page.translation_key)


def credits_of(shown):
    """What an answer says of one page besides its frame."""
    form = {
        "title": shown["title"],
        "author_name": ", ".join(shown.get("authors", ())) or COMMUNITY,
        "author_url": shown["url"],
    }
    if image := shown.get("image"):
        form["thumbnail_url"] = image["src"]
        form["thumbnail_width"] = image["width"]
        form["thumbnail_height"] = image["height"]
    return form


def without_border(html):
    """An iframe that has no border either where its style is taken away."""
    return html.replace("<iframe", '<iframe frameborder="0"', 1)


def frame(source, width, height, title=COMMUNITY):
    """The iframe that shows a list or an item, as text."""
    return format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy"'
        ' style="border:0;max-width:100%"></iframe>',
        *(source, width, height, title),
    )
