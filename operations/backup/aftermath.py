"""What must not act again once yesterday's database is back."""

from background.models import OutboxMessage
from background.schedule import pass_over_letters

MAY_BE_SENT = (
    "It waited when the backup was taken that was restored, and was held back: it may "
    "have been sent since."
)


def hold_back(send_waiting):
    """
    Keep the restored site from telling people twice.

    Messages that waited in the backup have most likely gone out since; they are given up
    where a person can see them. Daily letters wait for their next time. All other jobs
    run when they are due: the schedule of publication, which people agreed on, and the
    deletion of what must not be kept.

    Args:
        send_waiting: whether the messages are to be sent all the same.

    Returns:
        How many messages were held back.
    """
    pass_over_letters()
    return 0 if send_waiting else OutboxMessage.objects.all().hold(MAY_BE_SENT)
