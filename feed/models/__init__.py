"""What the feed keeps."""

from feed.models.dumps import Dump
from feed.models.items import Item, State
from feed.models.reusers import Reuser
from feed.models.webhooks import Webhook

__all__ = ["Dump", "Item", "Reuser", "State", "Webhook"]
