"""The headers of answers: lifetimes, validators, and what other sites may read."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.utils.http import http_date, quote_etag

LIFETIME = 60
SETTLED = timedelta(seconds=1)
EXPOSED = "ETag, Last-Modified, Link, Content-Disposition, Surrogate-Key, Retry-After"


def lifetime(now):
    """How many seconds an answer may be kept: not beyond the next scheduled change."""
    if now.next_event is None:
        return LIFETIME
    left = (now.next_event - datetime.now(UTC)).total_seconds()
    return int(max(0, min(LIFETIME, left)))


def cache_control(now):
    """How long browsers and caches may keep an answer."""
    seconds = lifetime(now)
    shared = f", s-maxage={seconds}" if settings.CDN_PURGE_URL else ""
    return f"public, max-age={seconds}{shared}"


def open_headers():
    """What lets pages of other sites read an answer, and caches tell its forms apart."""
    return {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": EXPOSED,
        "Vary": "Accept-Encoding",
    }


def headers_of(answer, tag):
    """The headers of an answer with status 200, but for those that time changes."""
    return {
        "Content-Type": answer.media_type,
        "ETag": quote_etag(tag),
        **headers_of_keys(answer.keys),
        **open_headers(),
        **answer.headers,
    }


def headers_of_keys(keys):
    """The names under which a cache may be told to forget an answer."""
    return {"Surrogate-Key": " ".join(keys), "Cache-Tag": ",".join(keys)}


def headers_of_the_moment(now, changed_at):
    """
    How long an answer may be kept, and since when it is as it is.

    A date has seconds only, so it is given when no further change can fall into its own.

    Returns:
        Headers by name.
    """
    headers = {"Cache-Control": cache_control(now)}
    if datetime.now(UTC) - changed_at > SETTLED:
        headers["Last-Modified"] = dated(int(changed_at.timestamp()))
    return headers


# Most of what is asked for changed at one of a few moments.
dated = lru_cache(maxsize=1024)(http_date)
