"""All that is public as one value, by which whoever keeps a copy proves it equal."""

from dataclasses import dataclass
from hashlib import sha256

from core.caching.generation_cache import GenerationCache
from feed.query import selectors
from feed.query.connection import fetch_rows
from feed.query.selectors import Now

# Hashing is left to Python, which is six times as fast at it.
STATEMENT = """
SELECT s.*, (
    SELECT coalesce(string_agg(i.id || ':' || i.hash, ' '), '')
    FROM feed_item i WHERE i.is_public
) FROM feed_now() s
"""

sets = GenerationCache()


@dataclass(frozen=True)
class PublicSet:
    """
    All that is public at one moment, as one value by which a copy is proved equal.

    Args:
        now: the state it was read in.
        items: how many items there are.
        digest: of each item the SHA-256 of `id:hash`, summed modulo 2^256, in 64 digits.
    """

    now: Now
    items: int
    digest: str

    @property
    def form(self):
        """The set as the feed gives it."""
        return {
            "items": self.items,
            "sequence": self.now.sequence,
            "epoch": str(self.now.epoch),
            "digest": self.digest,
        }


def public_set():
    """The `PublicSet` as it is now, worked out once for each version of the table."""
    if found := sets.get("all", selectors.now().version):
        return found
    [(*state, names)] = fetch_rows(STATEMENT)
    parts = names.encode("ascii").split()
    total = sum(int.from_bytes(sha256(part).digest()) for part in parts)
    found = PublicSet(Now(*state), len(parts), f"{total % 2**256:064x}")
    sets.put("all", found.now.version, found)
    return found
