"""What the feed keeps."""

from feed.models.items import Item, State
from feed.models.reusers import Reuser

__all__ = ["Item", "Reuser", "State"]
