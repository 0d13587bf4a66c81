"""Pages that a command made up, for the demo or in bulk for measuring."""

import uuid

from cachetools import LRUCache

from editorial.models import Basis, Decision

# What was made up once stays so, so a process remembers it.
known: LRUCache[uuid.UUID, bool] = LRUCache(maxsize=5000)


def is_made_up(page):
    """Whether a command wrote the page, or wrote it at first."""
    key = page.translation_key
    if page.pk and key not in known:
        records = Decision.objects.filter(basis__in=(Basis.DEMO, Basis.BULK))
        if records.filter(page=page.pk).exists():
            known[key] = True
    return key in known
