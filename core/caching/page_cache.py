"""
Finished pages, given again for as long as readers would see the same.

A page is asked for without a session, made once in a process, and kept under the state
of the site in which it was made. It is the same for everybody, so it says nothing of
whoever asked: no cookie, no token, none of their parameters that mean nothing here.
"""

from typing import NamedTuple

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Site

from core.caching import site_state
from core.caching.cached_page import CachedPage
from core.caching.generation_cache import GenerationCache
from core.caching.one_at_a_time import OneAtATime
from core.caching.query_names import known_part
from core.caching.site_memo import of_the_site, pages_of
from core.http.compression import takes_gzip

# A cookie with one of these names means that an answer is somebody's own.
PERSONAL = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
# Where there is nothing to be kept; the last two must answer without a database.
FILES = (settings.STATIC_URL, settings.MEDIA_URL, "/documents/")
PASSED_BY = ("/admin/", *FILES, "/healthz", "/readyz")
MOST_ADDRESSES = 5000
GZIP, IDENTITY = "gzip", "identity"


class Address(NamedTuple):
    """Where a page stands: all that it may depend on besides the state of the site."""

    scheme: str
    host: str
    path: str
    query: str


pages = GenerationCache(settings.PAGE_CACHE_BYTES, size_of=lambda page: page.size)
# Pages of addresses with parameters, of which anybody can make up any number.
lists = GenerationCache(settings.PAGE_CACHE_BYTES // 4, size_of=lambda page: page.size)
# Addresses whose answers are not kept.
never_kept = GenerationCache(MOST_ADDRESSES)
making = OneAtATime()


class PageCacheMiddleware:
    """
    Gives finished pages to readers without a session.

    It stands before whatever knows of sessions. What a view answers is kept if it is a
    page (200, HTML), sets no cookie, and says nothing itself of how long it may be kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        version = version_now() if may_be_kept(request) else None
        if version is None:
            return self.answer(request)
        address = address_of(request)
        if page := find(address, request, version):
            return page.response(request)
        if never_kept.get(address, version):
            return self.answer(request)
        with making.alone(address) as has_waited:
            page = has_waited and find(address, request, version)
            return (
                page.response(request) if page else self.make(request, address, version)
            )

    def make(self, request, address, version):
        """Have a page made, and keep it unless the site changed meanwhile."""
        with pages_of(version):
            request._wagtail_site = site_at(address.host, request.get_port())
            response = self.answer_known_part(request, address.query)
        if not is_page(response):
            # An error may be over at the next request; whatever else it is, it stays.
            if response.status_code < 500:
                never_kept.put(address, version, True)
            is_whole = address.query == query_of(request)
            return response if is_whole else self.answer(request)
        page = CachedPage.packed(response)
        if version_now() == version:
            memory_of(address).put((address, GZIP), version, page)
        return (page if takes_gzip(request.META) else page.unpacked()).response(request)

    def answer_known_part(self, request, query):
        """The answer of a view that is told of no parameter that means nothing."""
        whole = query_of(request)
        set_query(request, query)
        try:
            return self.answer(request)
        finally:
            set_query(request, whole)

    def answer(self, request):
        """The answer of a view; what says nothing of caches is kept by none."""
        response = self.get_response(request)
        if "Cache-Control" not in response and not is_page(response):
            response["Cache-Control"] = "no-cache"
        if is_personal(request) and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response


def query_of(request):
    """The parameters of a request as they were written; WSGI may leave them out."""
    return request.META.get("QUERY_STRING", "")


def set_query(request, query):
    """Give a request other parameters; what was read of them before is forgotten."""
    request.META["QUERY_STRING"] = query
    request.__dict__.pop("GET", None)


@of_the_site
def site_at(host, port):
    """The site at a host, as `Site.find_for_request` finds it for each request."""
    request = HttpRequest()
    request.META = {"HTTP_HOST": host, "SERVER_NAME": host, "SERVER_PORT": port}
    return Site.find_for_request(request)


def is_personal(request):
    """Whether a request is somebody's own."""
    return "HTTP_COOKIE" in request.META and any(
        name in request.COOKIES for name in PERSONAL
    )


def may_be_kept(request):
    """Whether the answer to a request may be the same for everybody."""
    return (
        request.method in {"GET", "HEAD"}
        and not request.path_info.startswith(PASSED_BY)
        and not is_personal(request)
    )


def is_page(response):
    """Whether an answer is a page for everybody."""
    return (
        response.status_code == 200
        and not response.streaming
        and response.get("Content-Type", "").startswith("text/html")
        and not response.cookies
        and not response.has_header("Cache-Control")
    )


def address_of(request):
    """Where a request leads."""
    meta = request.META
    host = meta.get("HTTP_HOST") or meta["SERVER_NAME"]
    query = known_part(query_of(request))
    return Address(request.scheme, host, request.path_info, query)


def version_now():
    """What a page is good for: the site's state and London's day; None if unknown."""
    if site_state.is_changing():
        return None
    try:
        state = site_state.state_now()
    except (OperationalError, InterfaceError):
        return None
    return state and (state, timezone.localdate())


def memory_of(address):
    """Where pages of an address are kept."""
    return lists if address.query else pages


def find(address, request, version):
    """The page in the encoding that a request asks for, or None."""
    memory = memory_of(address)
    page = memory.get((address, GZIP), version)
    if page is None or takes_gzip(request.META):
        return page
    plain = memory.get((address, IDENTITY), version)
    if plain is None:
        memory.put((address, IDENTITY), version, plain := page.unpacked())
    return plain
