"""
Finished pages, given again for as long as readers would see the same.

A page is asked for without a session, made once in a process, and kept under the state
of the site in which it was made. It is the same for everybody, so it says nothing of
whoever asked: no cookie, no token, none of their parameters that mean nothing here.
"""

import hashlib
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from wagtail.models import Site

from core.caching import site_state
from core.caching.generation_cache import GenerationCache
from core.caching.query_names import known_part
from core.caching.site_memo import of_the_site, pages_of
from core.http.compression import gunzip_bytes, gzip_bytes, takes_gzip
from core.http.etags import names_etag

# A cookie with one of these names means that an answer is somebody's own.
PERSONAL = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
# Where there is nothing to be kept.
PASSED_BY = ("/admin/", settings.STATIC_URL, settings.MEDIA_URL, "/documents/")
# What is made for each request, or for the form in which a page is kept.
OF_THE_MOMENT = ("Content-Length", "Vary", "Cache-Control")
# By this name a shared cache forgets all pages.
SURROGATE_KEY = "pages"
# How long a cache that we can purge may keep a page: a day.
MOST_SHARED_SECONDS = 86_400
OVERHEAD = 1500
MOST_ADDRESSES = 5000
GZIP, IDENTITY = "gzip", "identity"


class Address(NamedTuple):
    """Where a page stands: all that it may depend on besides the state of the site."""

    scheme: str
    host: str
    path: str
    query: str


@dataclass(frozen=True)
class CachedPage:
    """A page in one encoding: its bytes and its headers."""

    etag: str
    body: bytes
    headers: dict

    @property
    def size(self):
        """About how many bytes it takes."""
        return len(self.body) + OVERHEAD

    @classmethod
    def packed(cls, response):
        """The answer of a view, compressed."""
        content = response.content
        kept = {n: v for n, v in response.items() if n not in OF_THE_MOMENT}
        etag = f'"{hashlib.sha256(content).hexdigest()[:24]}-gzip"'
        return cls(etag, gzip_bytes(content), {**kept, "Content-Encoding": "gzip"})

    def unpacked(self):
        """The same for those who cannot read what is compressed."""
        headers = {n: v for n, v in self.headers.items() if n != "Content-Encoding"}
        etag = self.etag.replace("-gzip", "")
        return CachedPage(etag, gunzip_bytes(self.body), headers)

    def response(self, request):
        """The answer to a request, whose sender may have it already."""
        is_known = names_etag(request.META.get("HTTP_IF_NONE_MATCH"), self.etag)
        answer = HttpResponseNotModified() if is_known else HttpResponse(self.body)
        headers = answer.headers
        if not is_known:
            for name, value in self.headers.items():
                headers[name] = value
            headers["Content-Length"] = str(len(self.body))
        headers["ETag"] = self.etag
        headers["Vary"] = "Accept-Encoding"
        headers["Cache-Control"] = f"public, max-age=0, must-revalidate{shared_life()}"
        headers["Surrogate-Key"] = headers["Cache-Tag"] = SURROGATE_KEY
        return answer


def shared_life():
    """How long a cache that we can purge may keep a page: to the next change we know."""
    if not settings.CDN_PURGE_URL:
        return ""
    seconds = MOST_SHARED_SECONDS
    if event := site_state.next_event():
        seconds = max(0, min(seconds, int((event - timezone.now()).total_seconds())))
    return f", s-maxage={seconds}"


class OneAtATime:
    """Lets one thread at a time make the same thing."""

    def __init__(self):
        self.guard = Lock()
        self.locks: dict = {}
        self.waiting: Counter = Counter()

    @contextmanager
    def alone(self, key):
        """Wait for whoever makes it. Yields whether somebody did."""
        with self.guard:
            lock = self.locks.setdefault(key, Lock())
            has_waited = bool(self.waiting[key])
            self.waiting[key] += 1
        try:
            with lock:
                yield has_waited
        finally:
            with self.guard:
                self.waiting[key] -= 1
                if not self.waiting[key]:
                    del self.waiting[key], self.locks[key]


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
            is_whole = address.query == request.META.get("QUERY_STRING", "")
            return response if is_whole else self.answer(request)
        page = CachedPage.packed(response)
        if version_now() == version:
            memory_of(address).put((address, GZIP), version, page)
        return (page if takes_gzip(request.META) else page.unpacked()).response(request)

    def answer_known_part(self, request, query):
        """The answer of a view that is told of no parameter that means nothing."""
        whole = request.META.get("QUERY_STRING", "")
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
    query = known_part(meta.get("QUERY_STRING", ""))
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
