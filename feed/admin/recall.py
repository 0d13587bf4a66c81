"""Recall: which withdrawals have reached those who keep copies."""

from dataclasses import dataclass
from datetime import datetime

from feed.models import Item, Reuser
from feed.schema.types import TYPE_LABELS

LATEST = 30


@dataclass(frozen=True)
class Recalled:
    """
    A withdrawal, and who may still show the page.

    Args:
        kind: what readers called the type of page.
        key: the item's id.
        at: when it was withdrawn.
        reason: the sentence for readers, or an empty string.
        behind: the re-users with a key who have not taken it in.
    """

    kind: str
    key: str
    at: datetime
    reason: str
    behind: list


def recalled(latest=LATEST):
    """The latest withdrawals, each with the re-users who have not taken it in yet."""
    reusers = list(Reuser.objects.filter(revoked_at=None))
    stones = Item.objects.filter(is_public=False, sequence__isnull=False)
    return [
        Recalled(
            TYPE_LABELS.get(stone.type, stone.type),
            str(stone.pk),
            stone.changed_at,
            stone.reason,
            [reuser for reuser in reusers if reuser.sequence < stone.sequence],
        )
        for stone in stones.order_by("-sequence")[:latest]
    ]
