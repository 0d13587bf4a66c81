"""What the clock does for the sharing room: deleting what need not be kept."""

from background.schedule import daily
from sharing import messages
from sharing.models import Message, Reply, Submission
from sharing.replies import actions
from sharing.submissions import ending


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


@daily(hour=4, name="Delete what was sent in and need not be kept")
def erase_old_submissions():
    """Delete drafts that were left, and what has ended long ago, with who sent it."""
    for key in Submission.objects.kept_long_enough().values_list("pk", flat=True):
        ending.erase(key, asked=False)


@daily(hour=9, name="Remind people of what we asked them", writes_letters=True)
def remind_senders():
    """Write to those whose answer we wait for; in the end close without it."""
    ending.remind()
