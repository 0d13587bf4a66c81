"""What the clock does for the sharing room: deleting what need not be kept."""

from background.schedule import daily
from sharing import messages
from sharing.models import Message, Reply
from sharing.replies import actions


@daily(hour=4, name="Delete messages that were kept long enough")
def erase_old_messages():
    """Delete the words and the senders of messages whose time has come."""
    for key in Message.objects.kept_long_enough().values_list("pk", flat=True):
        messages.erase(key, asked=False)


@daily(hour=4, name="Delete replies that were kept long enough")
def erase_old_replies():
    """The same for replies; those on pages that are not public any more count too."""
    actions.note_hidden_pages()
    for key in Reply.objects.kept_long_enough().values_list("pk", flat=True):
        actions.lapse(key)
