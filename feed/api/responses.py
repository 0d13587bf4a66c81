"""Answers as HTTP has them: tags, lifetimes, compression, and what may be kept."""

import gzip
import hashlib
import json
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse

from feed.query import selectors
from feed.query.wire import EVERY_LIST

JSON = "application/json"
PROBLEM = "application/problem+json"
LIFETIME = 60
SHELF_BYTES = 24_000_000
SETTLED = timedelta(seconds=1)
EXPOSED = "ETag, Last-Modified, Link, Content-Disposition, Surrogate-Key, Retry-After"


@dataclass
class Answer:
    """
    What a door has to say.

    Args:
        body: the bytes, or an iterator of bytes that is sent as it comes.
        media_type: with its character set where it has one.
        now: the state of the table it was read in.
        status: the HTTP status.
        tag: what distinguishes it from other answers of the same address; by default
            the generation of the table.
        changed_at: when it last changed; by default when the table did.
        keys: names under which a cache may be told to forget it.
        headers: headers besides.
        private: whether nobody may keep it.
    """

    body: object
    media_type: str
    now: selectors.Now
    status: int = 200
    tag: str = ""
    changed_at: datetime | None = None
    keys: tuple = (EVERY_LIST,)
    headers: dict = field(default_factory=dict)
    private: bool = False


def json_answer(value, now, **more):
    """An answer in JSON."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(body, JSON, now, **more)


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


class ResponseCache:
    """Finished answers of this process, for as long as the table does not change."""

    def __init__(self, most=SHELF_BYTES):
        self.most = most
        self.held = OrderedDict()
        self.size = 0
        self.lock = Lock()

    def get(self, key, generation):
        """The response kept for a key in this generation, or None."""
        with self.lock:
            found = self.held.get(key)
            if found is None or found.generation != generation:
                return None
            self.held.move_to_end(key)
            return found

    def __contains__(self, key):
        return key in self.held

    def put(self, key, kept):
        """Keep a response, and drop what was not asked for longest."""
        with self.lock:
            if old := self.held.pop(key, None):
                self.size -= old.size
            self.held[key] = kept
            self.size += kept.size
            while self.size > self.most:
                _, old = self.held.popitem(last=False)
                self.size -= old.size

    def clear(self):
        """Keep nothing."""
        with self.lock:
            self.held.clear()
            self.size = 0


@dataclass(frozen=True)
class CachedResponse:
    """A response that may be given again in the same generation."""

    generation: int
    tag: str
    changed_at: datetime
    body: bytes
    headers: tuple

    @property
    def size(self):
        """About how many bytes it takes."""
        return len(self.body) + 1500


shelf = ResponseCache()


# Headers


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
        "ETag": f'"{tag}"',
        "Surrogate-Key": " ".join(answer.keys),
        "Cache-Tag": ",".join(answer.keys),
        **open_headers(),
        **answer.headers,
    }


def headers_of_the_moment(now, changed_at):
    """
    How long an answer may be kept, and since when it is as it is.

    A date has seconds only, so it is given when no further change can fall into its own.
    """
    headers = {"Cache-Control": cache_control(now)}
    if datetime.now(UTC) - changed_at > SETTLED:
        date = format_datetime(changed_at.astimezone(UTC), usegmt=True)
        headers["Last-Modified"] = date
    return headers


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


def takes_gzip(meta):
    """Whether the sender of a request understands gzip (RFC 9110, section 12.5.3)."""
    for part in meta.get("HTTP_ACCEPT_ENCODING", "").split(","):
        coding, _, weight = part.partition(";")
        if coding.strip().lower() in {"gzip", "x-gzip"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


# Responses


def not_modified(now, tag):
    """The answer of those who have it already."""
    response = HttpResponse(status=304)
    del response.headers["Content-Type"]
    headers = {**open_headers(), "ETag": f'"{tag}"', "Cache-Control": cache_control(now)}
    return with_headers(response, headers)


def with_headers(response, headers):
    """A response with these headers."""
    for name, value in headers.items():
        response.headers[name] = value
    return response


def respond(meta, answer, tag, is_head):
    """
    Make the response to an answer with status 200.

    Returns:
        The response, and the `CachedResponse` to keep, or None if it is a stream.
    """
    packed = takes_gzip(meta)
    headers = headers_of(answer, tag)
    changed = answer.changed_at or answer.now.changed_at
    of_the_moment = headers_of_the_moment(answer.now, changed)
    if not isinstance(answer.body, bytes):
        return stream(answer.body, headers | of_the_moment, packed, is_head), None
    body = answer.body
    if packed:
        body = gzip.compress(body, compresslevel=5, mtime=0)
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    kept = CachedResponse(
        answer.now.generation, tag, changed, body, tuple(headers.items())
    )
    return plain_response(body, headers | of_the_moment, is_head), kept


def plain_response(body, headers, is_head):
    """A response of bytes."""
    return with_headers(HttpResponse(b"" if is_head else body), headers)


def stream(parts, headers, packed, is_head):
    """A response that is sent as it is made."""
    if packed:
        headers["Content-Encoding"] = "gzip"
        parts = compressed(parts)
    if is_head:
        getattr(parts, "close", lambda: None)()
        return with_headers(HttpResponse(), headers)
    return with_headers(StreamingHttpResponse(parts), headers)


def compressed(parts):
    """A stream of bytes, compressed as it goes."""
    packer = zlib.compressobj(5, zlib.DEFLATED, 31)
    for part in parts:
        if out := packer.compress(part):
            yield out
    yield packer.flush()


def problem_response(problem, is_head=False):
    """The response to a `feed.query.problems.Problem`."""
    body = json.dumps(problem.form, ensure_ascii=False).encode()
    headers = {
        "Content-Type": PROBLEM,
        "Cache-Control": "no-store" if problem.status != 404 else "public, max-age=10",
        "Content-Length": str(len(body)),
        **open_headers(),
        **problem.headers,
    }
    response = plain_response(body, headers, is_head)
    response.status_code = problem.status
    return response
