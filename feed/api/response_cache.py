"""Finished answers that this process keeps for as long as the table does not change."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.http import quote_etag

from core.caching.generation_cache import GenerationCache
from core.http.compression import gunzip_bytes, gzip_bytes

LIST_BYTES, ITEM_BYTES = 24_000_000, 12_000_000


class Asked(NamedTuple):
    """
    All that a finished answer depends on besides the state of the table.

    Attributes:
        path: where the door is.
        query: what is asked of it, as it was written.
        packed: whether the answer is compressed.
        day: the day, for doors that depend on it; else empty.
    """

    path: str
    query: str
    packed: bool
    day: object


@dataclass(frozen=True)
class CachedResponse:
    """A response that may be given again in the same generation."""

    tag: str
    changed_at: datetime
    body: bytes
    headers: tuple

    @property
    def size(self):
        """About how many bytes it takes."""
        return len(self.body) + 1500

    def packed(self):
        """The same compressed."""
        body, tag = gzip_bytes(self.body), f"{self.tag}-gzip"
        return self.otherwise(tag, body, {"Content-Encoding": "gzip"})

    def unpacked(self):
        """The same for those who cannot read what is compressed."""
        body, tag = gunzip_bytes(self.body), self.tag.removesuffix("-gzip")
        return self.otherwise(tag, body, {})

    def otherwise(self, tag, body, coding):
        """The same in another encoding, which has a tag of its own."""
        others = [pair for pair in self.headers if pair[0] != "Content-Encoding"]
        headers = dict(others) | {"ETag": quote_etag(tag), **coding}
        headers["Content-Length"] = str(len(body))
        return CachedResponse(tag, self.changed_at, body, tuple(headers.items()))


class PackedCache(GenerationCache):
    """
    Answers kept compressed, whichever way they were asked for.

    Of such there are thousands, each asked for now and then: as they are, they would
    take three times as much room.
    """

    def __contains__(self, asked):
        return super().__contains__(asked._replace(packed=True))

    def get(self, asked, version):
        """The answer of a version in the encoding that is asked for, or None."""
        kept = super().get(asked._replace(packed=True), version)
        return kept.unpacked() if kept and not asked.packed else kept

    def put(self, asked, version, answer):
        """Keep an answer, unless it is larger than all that may be held."""
        packed = answer if asked.packed else answer.packed()
        super().put(asked._replace(packed=True), version, packed)


def size_of(kept):
    """About how many bytes an answer takes."""
    return kept.size


lists = GenerationCache(LIST_BYTES, size_of)
# Apart from lists: whoever reads every item once must not drive them out.
items = PackedCache(ITEM_BYTES, size_of)
