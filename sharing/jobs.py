"""What the clock does for the sharing room: deleting what need not be kept."""

from background.schedule import daily
from sharing import messages
from sharing.models import Message


@daily(hour=4, name="Delete messages that were kept long enough")
def erase_old_messages():
    """Delete the words and the senders of messages whose time has come."""
    for key in Message.objects.kept_long_enough().values_list("pk", flat=True):
        messages.erase(key, asked=False)
