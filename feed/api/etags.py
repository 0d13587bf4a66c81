"""Tags of answers, and requests for what is new alone (RFC 9110, section 13)."""

import hashlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path

from django.conf import settings

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
    """
    place = hashlib.sha256(f"{release()} {address}".encode()).hexdigest()[:12]
    return f"{now.epoch.hex[:8]}-{now.generation:x}-{place}"


# Conditions


def is_unchanged(meta, tag, changed_at):
    """
    Whether the sender of a request has the answer already (RFC 9110, section 13).

    Args:
        meta: the request's headers as WSGI names them.
        tag: the answer's tag.
        changed_at: when it last changed.
    """
    known = meta.get("HTTP_IF_NONE_MATCH")
    if known is not None:
        return known.strip() == "*" or f'"{tag}"' in {
            part.strip().removeprefix("W/") for part in known.split(",")
        }
    since = meta.get("HTTP_IF_MODIFIED_SINCE")
    if not since or datetime.now(UTC) - changed_at <= SETTLED:
        return False
    try:
        moment = parsedate_to_datetime(since)
    except ValueError:
        return False
    return bool(moment.tzinfo) and changed_at.replace(microsecond=0) <= moment


def has_conditions(meta):
    """Whether a request asks only for what is new."""
    return "HTTP_IF_NONE_MATCH" in meta or "HTTP_IF_MODIFIED_SINCE" in meta
