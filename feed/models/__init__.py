"""What the feed keeps."""

from feed.models.items import Item, State
from feed.models.reusers import Reuser
from feed.models.webhooks import Webhook

__all__ = ["Item", "Reuser", "State", "Webhook"]
