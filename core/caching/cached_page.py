"""A finished page: its bytes and headers, and the answers that are made of them."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone

from core.caching import site_state
from core.http.compression import gunzip_bytes, gzip_bytes
from core.http.etags import names_etag
from core.http.prefetching import prefetch_headers

# What is made for each request, or for the form in which a page is kept.
OF_THE_MOMENT = ("Content-Length", "Vary", "Cache-Control")
# By this name a shared cache forgets all pages.
SURROGATE_KEY = "pages"
# How long a cache that we can purge may keep a page: a day.
MOST_SHARED_SECONDS = 86_400
OVERHEAD = 1500


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
        kept |= prefetch_headers(content)
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
