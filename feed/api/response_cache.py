"""Finished answers that this process keeps for as long as the table does not change."""

from dataclasses import dataclass
from datetime import datetime

from core.caching.generation_cache import GenerationCache

SHELF_BYTES = 24_000_000


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


shelf = GenerationCache(SHELF_BYTES, size_of=lambda kept: kept.size)
