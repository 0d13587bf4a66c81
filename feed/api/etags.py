"""Tags of answers, and requests for what is new alone (RFC 9110, section 13)."""

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.http import parse_http_date_safe, quote_etag

from core.http.etags import names_etag
from feed.api.headers import SETTLED


@cache
def release():
    """A few characters that change whenever the code or the site's address does."""
    seen = hashlib.sha256(settings.BASE_URL.encode())
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        seen.update(path.read_bytes())
    return seen.hexdigest()[:8]


def listing_tag(now, address):
    """
    The tag of an answer that is a function of its address and the table's state.

    Args:
        now: a `Now`.
        address: path and query, and whatever else it depends on.

    Returns:
        Text without quotation marks, to be put between them as an ETag.
    """
    place = hashlib.sha256(f"{release()} {address}".encode()).hexdigest()[:12]
    return f"{now.epoch.hex[:8]}-{now.generation:x}-{place}"


def is_unchanged(meta, tag, changed_at):
    """
    Whether the sender of a request has the answer already (RFC 9110, section 13).

    Args:
        meta: the request's headers as WSGI names them.
        tag: the answer's tag.
        changed_at: when it last changed.

    Returns:
        Whether it is so; a tag that was sent decides alone, and a date only once no
        further change can fall into its second.
    """
    known = meta.get("HTTP_IF_NONE_MATCH")
    if known is not None:
        return names_etag(known, quote_etag(tag))
    since = meta.get("HTTP_IF_MODIFIED_SINCE")
    if not since or datetime.now(UTC) - changed_at <= SETTLED:
        return False
    seconds = parse_http_date_safe(since)
    return seconds is not None and int(changed_at.timestamp()) <= seconds


def has_conditions(meta):
    """Whether a request asks only for what is new."""
    return "HTTP_IF_NONE_MATCH" in meta or "HTTP_IF_MODIFIED_SINCE" in meta
