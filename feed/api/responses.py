"""What the doors say, as responses of HTTP."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import quote_etag

from core.http.compression import gzip_bytes, takes_gzip
from feed.api.compression import gzip_stream
from feed.api.headers import (
    cache_control,
    headers_of,
    headers_of_keys,
    headers_of_the_moment,
    open_headers,
)
from feed.api.links import address
from feed.api.response_cache import CachedResponse
from feed.query import selectors
from feed.query.wire import EVERY_LIST

JSON = "application/json"
PROBLEM = "application/problem+json"


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
        is_packed: whether its bytes are compressed already, and stay as they are.
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
    is_packed: bool = False


def json_answer(value, now, **more):
    """An answer in JSON."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(body, JSON, now, **more)


def not_modified(now, tag):
    """The answer of those who have it already."""
    response = HttpResponse(status=304)
    del response.headers["Content-Type"]
    headers = {
        **open_headers(),
        "ETag": quote_etag(tag),
        "Cache-Control": cache_control(now),
    }
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
    packed = takes_gzip(meta) and not answer.is_packed
    headers = headers_of(answer, tag)
    changed = answer.changed_at or answer.now.changed_at
    of_the_moment = headers_of_the_moment(answer.now, changed)
    if not isinstance(answer.body, bytes):
        return stream(answer.body, headers | of_the_moment, packed, is_head), None
    body = answer.body
    if packed:
        body = gzip_bytes(body)
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    kept = CachedResponse(tag, changed, body, tuple(headers.items()))
    return plain_response(body, headers | of_the_moment, is_head), kept


def plain_response(body, headers, is_head):
    """A response of bytes."""
    return with_headers(HttpResponse(b"" if is_head else body), headers)


def stream(parts, headers, packed, is_head):
    """A response that is sent as it is made."""
    if packed:
        headers["Content-Encoding"] = "gzip"
        parts = gzip_stream(parts)
    if is_head:
        getattr(parts, "close", lambda: None)()
        return with_headers(HttpResponse(), headers)
    return with_headers(StreamingHttpResponse(parts), headers)


def problem_response(problem, is_head=False):
    """The response to a `feed.query.problems.Problem`."""
    kind = address("feed_problem", arguments=(problem.slug,))
    body = json.dumps({"type": kind, **problem.form}, ensure_ascii=False).encode()
    headers = {
        "Content-Type": PROBLEM,
        "Cache-Control": "no-store" if problem.status != 404 else "public, max-age=10",
        "Content-Length": str(len(body)),
        **open_headers(),
        **(headers_of_keys(problem.keys) if problem.keys else {}),
        **problem.headers,
    }
    response = plain_response(body, headers, is_head)
    response.status_code = problem.status
    return response
