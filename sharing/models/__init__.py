"""What people send in, and who they are."""

from sharing.models.acceptances import Acceptance
from sharing.models.messages import Message
from sharing.models.replies import Reply
from sharing.models.senders import Sender

__all__ = ["Acceptance", "Message", "Reply", "Sender"]
