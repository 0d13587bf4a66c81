"""What the feed keeps."""

from feed.models.items import Item, State

__all__ = ["Item", "State"]
