"""Lists and single items on other sites: pages for an iframe."""

import base64
import hashlib
import json
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string

from core.pages.citation import COMMUNITY, canonical
from core.pages.queries import public_pages
from feed.api.links import address, address_of
from feed.api.responses import Answer
from feed.api.routing import route
from feed.api.titles import title_of
from feed.query import selectors
from feed.query.converters import Unreadable, item_id
from feed.query.parameters import (
    FILTERS,
    LIMIT_PARAMETER,
    MORE,
    PAGE_PARAMETER,
    is_appended,
)
from feed.query.problems import NotFound
from feed.query.queries import query_of
from feed.query.wire import finished, key_of
from feed.schema.types import TYPE_LABELS

EMBED = (*FILTERS, PAGE_PARAMETER, *MORE, LIMIT_PARAMETER)
STYLE = """
:root{color-scheme:light dark}
:root{--text:#212b32;--quiet:#4c6272;--link:#005eb8;--line:#d8dde0}
@media (prefers-color-scheme:dark){
:root{--text:#f0f4f5;--quiet:#aeb7bd;--link:#7cb9ff;--line:#4c6272}}
body{margin:0;padding:1rem;font:1rem/1.5 Arial,sans-serif;color:var(--text)}
h1{font-size:1.25rem;margin:0 0 .75rem}h2{font-size:1.0625rem;margin:0}
ol{list-style:none;margin:0;padding:0}
li{border-top:1px solid var(--line);padding:.75rem 0;overflow-wrap:anywhere}
article{overflow-wrap:anywhere}article h1{margin:0}
p{margin:.25rem 0 0}.quiet{color:var(--quiet);font-size:.875rem}
a{color:var(--link)}a:focus{background:#ffeb3b;color:#212b32;outline:3px solid #ffeb3b}
"""
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; frame-ancestors *"
HTML = "text/html; charset=utf-8"


@route(parameters=EMBED, passes_over=is_appended)
def embed(values):
    """A list as a page for an iframe: no script, no cookie, nothing from elsewhere."""
    found = selectors.listing(query_of(values))
    items = [embedded_form(json.loads(item)) for item in found.items]
    own = address_of(values, "feed_embed")
    context = {"items": items, "total": found.total, "site": f"{settings.BASE_URL}/"}
    body = framed("feed/embed.html", own, title=title_of(values), **context)
    return Answer(body, HTML, found.now, headers={"Content-Security-Policy": POLICY})


def embedded_form(item):
    """An item as the page shows it."""
    return {
        **item,
        "kind": TYPE_LABELS[item["type"]],
        "place": (item["organisation"] or {}).get("label", ""),
    }


def framed(template, own, **context):
    """A page for an iframe, as bytes; `own` is its address."""
    more = {"community": COMMUNITY, "style": STYLE, "own": own}
    more["oembed"] = address("feed_oembed")
    return render_to_string(template, {**context, **more}).encode()


class Card(NamedTuple):
    """What a frame shows of one page: a public item or another page, or a tombstone."""

    now: selectors.Now
    shown: dict
    is_public: bool = True
    changed_at: datetime | None = None


@route(kept_in=None, passes_over=is_appended)
def embed_one(values, id):
    """One item as a card; none of its links could leave the frame, so it has none."""
    try:
        key = item_id(id)
    except Unreadable as error:
        raise NotFound from error
    card = card_of(key)
    template = "feed/card.html" if card.is_public else "feed/card_gone.html"
    own = address("feed_embed_one", arguments=(key,))
    body = framed(template, own, item=card.shown, title=card.shown.get("title"))
    return Answer(
        body,
        HTML,
        card.now,
        status=200 if card.is_public else 410,
        tag=digest_of(body),
        changed_at=card.changed_at,
        keys=(key_of(key),),
        headers={"Content-Security-Policy": POLICY},
    )


def digest_of(body):
    """A tag for what depends on more than the table's state."""
    return hashlib.sha256(body).hexdigest()[:24]


def card_of(key):
    """
    What a frame shows of the page that has a key.

    Returns:
        A `Card`.

    Raises:
        NotFound: no page that is or was public has it.
    """
    now, row = selectors.item(key)
    if row and row.is_public:
        item = json.loads(finished(row.full, row.sequence))
        return Card(now, embedded_form(item))
    if row:
        return Card(now, {"reason": row.reason}, is_public=False)
    page = public_pages().filter(translation_key=key).first()
    if page is None:
        detail = "No public page has ever had this id."
        raise NotFound(detail, keys=(key_of(key),))
    return card_of_page(now, page.specific)


def card_of_page(now, page):
    """What a frame shows of a public page that is no item, such as a list."""
    shown = {"title": page.title, "summary": page.summary, "url": canonical(page)}
    changed = max(now.changed_at, page.last_published_at or now.changed_at)
    return Card(now, shown, changed_at=changed)
