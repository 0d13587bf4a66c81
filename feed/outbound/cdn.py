"""Telling a cache in front of the site to forget what is not true any more.

What a cache may keep bears names: pages one for them all, answers of the feed their own.
Files alone are known by address. Requests have the form that Cloudflare and compatible
caches take; names also stand in the header `Surrogate-Key`, as Fastly and Varnish do it.
"""

from urllib.parse import urljoin

import requests
from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import post_page_move

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


@listener
def forget_items(indexer):
    """Forget items and every list; the pages that show them are told of by the site."""
    if settings.CDN_PURGE_URL:
        forget_keys([EVERY_LIST, *(key_of(change.item.pk) for change in indexer.changes)])


@receiver(signals.site_changed)
def forget_pages(sender, **kwargs):
    """Forget all pages, since any of them may show what changed."""
    forget_keys([SURROGATE_KEY])


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
    whole = sorted(urljoin(settings.BASE_URL, address) for address in addresses)
    queue_requests([{"files": part} for part in in_parts(whole)])


@receiver([post_save, post_delete], sender=PageViewRestriction)
def forget_what_turned_private(sender, **kwargs):
    """Forget everything when a part of the site turns private, or public again."""
    forget_everything()


def forget_keys(keys):
    """Have the cache forget what was given under some names, once that is certain."""
    queue_requests([{"tags": part} for part in in_parts(sorted(keys))])


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
