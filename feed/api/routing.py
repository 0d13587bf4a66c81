"""The doors: how every request at one of them is dealt with."""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from django.db import OperationalError
from django.http import HttpResponse

from core.caching.generation_cache import GenerationCache
from core.http.compression import takes_gzip
from feed.api import responses
from feed.api.etags import has_conditions, is_unchanged, listing_tag
from feed.api.headers import (
    cache_control,
    headers_of_keys,
    headers_of_the_moment,
    open_headers,
)
from feed.api.response_cache import Asked, lists
from feed.api.responses import Answer
from feed.api.short_way import skips_middleware
from feed.query import selectors
from feed.query.parameters import read_query, without_names
from feed.query.problems import BadParameter, NotFound, Problem
from feed.query.vocabulary import vocabulary

BASE = "/api/feed/v1"
READING = ("GET", "HEAD")
ALLOWED_HEADERS = "Accept, Content-Type, If-None-Match, If-Modified-Since, Authorization"

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Route:
    """
    A reading door: a view that answers from the one table.

    Args:
        make: given the parameters by name, and the free part of the path where the
            address has one, it returns an `Answer` or raises a `Problem`.
        parameters: the parameters it knows.
        kept_in: where finished answers are kept, if they are a function of address and
            state alone; else None.
        own_tag: whether an answer has a tag of its own, which other changes leave as it
            is; else it is tagged by the state, before it is made.
        daily: whether it depends on the day besides.
        passes_over: given a parameter's name, whether it is dropped before anything is
            read, linked, tagged or kept; by default none is.
    """

    make: Callable[..., Answer]
    parameters: tuple = ()
    kept_in: GenerationCache | None = lists
    own_tag: bool = False
    daily: bool = False
    passes_over: Callable[[str], bool] | None = None
    skips_middleware: ClassVar = True

    def __call__(self, request, **arguments):
        """Answer a request; no middleware needs to have seen it."""
        is_head = request.method == "HEAD"
        try:
            if request.method == "OPTIONS":
                return preflight()
            if request.method not in READING:
                raise method_not_allowed()
            return get(request.META, self, arguments, is_head)
        except Problem as problem:
            return responses.problem_response(problem, is_head)
        except OperationalError:
            log.exception("The database did not answer.")
            return responses.problem_response(unavailable(), is_head)


def route(**options):
    """
    Make a function a `Route`, for `feed.api.urls` to give it an address.

    Args:
        options: attributes of the `Route` besides `make`, where they are not usual.

    Returns:
        A decorator.
    """
    return partial(Route, **options)


@skips_middleware
def nothing_here(request, rest=""):
    """Answer at an address below the base that is no door."""
    return responses.problem_response(NotFound(), request.method == "HEAD")


def get(meta, found, arguments, is_head):
    """Answer a request at a door."""
    text, packed = query_string(meta, found), takes_gzip(meta)
    day = datetime.datetime.now(datetime.UTC).date() if found.daily else ""
    key = Asked(meta["PATH_INFO"], text, packed, day)
    address = f"{key.path}?{text} {day}{' gzip' if packed else ''}"
    response = may_be_known(meta, found, key) and known_answer(
        meta, found, key, address, is_head
    )
    if response:
        return response
    answer = fresh_answer(found, text, arguments)
    if answer.status != 200 or answer.private:
        return other_response(answer, is_head)
    tag = f"{answer.tag}-gzip" if packed and not answer.is_packed else answer.tag
    tag = tag if answer.tag else listing_tag(answer.now, address)
    if is_unchanged(meta, tag, answer.changed_at or answer.now.changed_at):
        return unchanged(answer, tag)
    response, kept = responses.respond(meta, answer, tag, is_head)
    if kept and found.kept_in is not None:
        found.kept_in.put(key, answer.now.version, kept)
    return response


def may_be_known(meta, found, key):
    """Whether a door may have an answer without making it."""
    if found.kept_in is None:
        return False
    return key in found.kept_in or (has_conditions(meta) and not found.own_tag)


def query_string(meta, found):
    """What is asked of a door, without what it passes over."""
    text = meta.get("QUERY_STRING", "")
    return without_names(text, found.passes_over) if found.passes_over else text


def known_answer(meta, found, key, address, is_head):
    """An answer from the table's state alone, or None."""
    now = selectors.now()
    if kept := found.kept_in.get(key, now.version):
        if is_unchanged(meta, kept.tag, kept.changed_at):
            return responses.not_modified(now, kept.tag)
        of_the_moment = headers_of_the_moment(now, kept.changed_at)
        headers = dict(kept.headers) | of_the_moment
        return responses.plain_response(kept.body, headers, is_head)
    if found.own_tag or not has_conditions(meta):
        return None
    read_with(found, key.query, now.version)
    tag = listing_tag(now, address)
    if is_unchanged(meta, tag, now.changed_at):
        return responses.not_modified(now, tag)
    return None


def unchanged(answer, tag):
    """The answer of those who have it already; a stream that was begun is closed."""
    getattr(answer.body, "close", lambda: None)()
    return responses.not_modified(answer.now, tag)


def fresh_answer(found, text, arguments):
    """
    Make an answer with the vocabulary of the very state it is read in.

    A filter's value may have come to mean another term since this process last looked.

    Returns:
        The `Answer` of the door.

    Raises:
        BadParameter: a parameter cannot be read, with the latest vocabulary either.
    """
    try:
        values = read_query(text, found.parameters)
    except BadParameter:
        if not vocabulary.refresh(selectors.now().version):
            raise
        values = read_query(text, found.parameters)
    answer = found.make(values, **arguments)
    if found.parameters and vocabulary.refresh(answer.now.version):
        again = read_query(text, found.parameters)
        if again != values:
            getattr(answer.body, "close", lambda: None)()
            answer = found.make(again, **arguments)
    return answer


def read_with(found, text, version):
    """Read the parameters of a request with the vocabulary of a version of the table."""
    vocabulary.refresh(version)
    return read_query(text, found.parameters)


def other_response(answer, is_head):
    """The response to an answer without a tag: a tombstone, or what none may keep."""
    kept = "no-store" if answer.private else cache_control(answer.now)
    headers = {
        "Content-Type": answer.media_type,
        "Content-Length": str(len(answer.body)),
        "Cache-Control": kept,
        **open_headers(),
        **answer.headers,
    }
    if not answer.private:
        headers |= headers_of_keys(answer.keys)
    response = responses.plain_response(answer.body, headers, is_head)
    response.status_code = answer.status
    return response


def preflight(methods="GET, HEAD, OPTIONS"):
    """The answer to a browser that asks what a page of another site may do here."""
    headers = {
        **open_headers(),
        "Allow": methods,
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": ALLOWED_HEADERS,
        "Access-Control-Max-Age": "86400",
    }
    response = HttpResponse(status=204)
    del response.headers["Content-Type"]
    return responses.with_headers(response, headers)


def method_not_allowed(methods="GET, HEAD, OPTIONS"):
    """The problem of a request that means to do something else than this door."""
    detail = f"This address takes {methods}."
    return Problem(405, "Method not allowed", detail, headers={"Allow": methods})


def unavailable():
    """The problem of a database that does not answer."""
    detail = "The database does not answer. Please try again in a minute."
    return Problem(503, "Unavailable", detail, headers={"Retry-After": "60"})
