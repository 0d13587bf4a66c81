"""Telling a cache in front of the site to forget what is not true any more.

Requests have the form that Cloudflare and compatible caches take; keys also stand in the
header `Surrogate-Key`, as Fastly and Varnish take them.
"""

from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
)

from background.http import problem_in_words
from background.models import OutboxMessage
from background.outbox import NotYet, handler, send_all_later
from core import signals
from core.caching.cached_page import SURROGATE_KEY
from feed.index.indexer import listener
from feed.index.loading import type_of
from feed.query.wire import EVERY_LIST, key_of

KIND = "purge"
SECONDS = 10
# The most that one request may name.
MOST = 30
# Pages that show what is new, but stand above no item.
LISTINGS = ("/sitemap.xml", "/search/", "/embed")


@listener
def forget_items(indexer):
    """Forget items, their pages, the pages above them, and every list."""
    if not settings.CDN_PURGE_URL:
        return
    changes, addresses = indexer.changes, set()
    for change in changes:
        for url in (change.item.url, change.old_url):
            addresses.update(addresses_around(url) if url else ())
    forget(keys=[key_of(change.item.pk) for change in changes], addresses=addresses)


@receiver(signals.site_changed)
def forget_pages(sender, **kwargs):
    """Forget all pages, since any of them may show what changed."""
    queue_requests([{"tags": [SURROGATE_KEY]}])


@receiver([page_published, page_unpublished])
def forget_page(sender, instance, **kwargs):
    """Forget a page that is no item, such as a profile or a list."""
    if not type_of(sender) and (url := instance.get_url()):
        forget(addresses=addresses_around(settings.BASE_URL + urlsplit(url).path))


@receiver(post_page_move)
def forget_moved(sender, instance, **kwargs):
    """Forget what moved, and all below it."""
    forget_tree(instance.specific)


@receiver(signals.readdressed)
def forget_readdressed(sender, page, **kwargs):
    """Forget what has another slug, and all below it."""
    forget_tree(page)


def forget_tree(page):
    """Forget everything when a page moves that is no item: all below it moves too."""
    if not type_of(type(page)):
        forget_everything()


@receiver(signals.files_gone)
def forget_files(sender, addresses, **kwargs):
    """Forget pictures at addresses that a cache may keep for a year."""
    forget(addresses=[urljoin(settings.BASE_URL, address) for address in addresses])


@receiver([post_save, post_delete], sender=PageViewRestriction)
def forget_what_turned_private(sender, **kwargs):
    """Forget everything when a part of the site turns private, or public again."""
    forget_everything()


def addresses_around(url):
    """The address of a page and those of the pages above it, with and without slash."""
    parts = urlsplit(url)
    names = [name for name in parts.path.split("/") if name]
    paths = ["/", *("/" + "/".join(names[:end]) for end in range(1, len(names) + 1))]
    both = {path for start in paths for path in (start, start.rstrip("/") + "/")}
    return {f"{parts.scheme}://{parts.netloc}{path}" for path in both}


def forget(keys=(), addresses=()):
    """
    Have the cache forget something once the present transaction is certain.

    Args:
        keys: names under which answers of the feed were given.
        addresses: whole addresses of pages.
    """
    listings = {settings.BASE_URL + path for path in LISTINGS}
    named = in_parts([EVERY_LIST, *sorted(keys)])
    files = in_parts(sorted({*addresses, *listings}))
    queue_requests(
        [*({"tags": part} for part in named), *({"files": part} for part in files)]
    )


def forget_everything():
    """Have the cache forget all it has."""
    queue_requests([{"purge_everything": True}])


def in_parts(values):
    """A list in parts that are small enough for one request."""
    return [values[start : start + MOST] for start in range(0, len(values), MOST)]


def queue_requests(payloads):
    """Write the requests into the outbox; without a cache there is nothing to ask."""
    if settings.CDN_PURGE_URL:
        send_all_later(
            [
                OutboxMessage(kind=KIND, payload=payload, subject="The cache forgets")
                for payload in payloads
            ]
        )


@handler(KIND)
def purge(message):
    """Send one request; the address is the operator's, so it may be a private one."""
    headers = {"Authorization": f"Bearer {settings.CDN_PURGE_TOKEN}"}
    if tags := message.payload.get("tags"):
        headers["Surrogate-Key"] = " ".join(tags)
    try:
        answer = requests.post(
            settings.CDN_PURGE_URL,
            json=message.payload,
            headers=headers,
            timeout=SECONDS,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        raise NotYet(f"No answer: {problem_in_words(error, SECONDS)}.") from error
    if not 200 <= answer.status_code < 300:
        raise NotYet(f"The cache answered {answer.status_code}.")
    return str(answer.status_code)
