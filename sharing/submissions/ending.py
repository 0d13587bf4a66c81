"""The ends of what somebody sent in: declined, closed, taken back, deleted in time."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from editorial.actions import withdrawal
from sharing import letters
from sharing.models import Submission
from sharing.models.submissions import CLOSED_AFTER, REMINDED_AFTER, State
from sharing.submissions.following import NOT_THEIRS, page_of
from sharing.submissions.writing import locked

SAY_WHY = "Write a few words for the person who sent it."
PUBLIC = "Readers have it already. Withdraw the page instead."
WITHDRAWN = "The person who sent this in has withdrawn it."


@transaction.atomic
def decline(key, user, words):
    """
    Say that something will not be published, and why.

    Returns:
        A sentence if it could not be done, or an empty string.
    """
    submission = locked(key)
    if not words.strip():
        return SAY_WHY
    if submission.state == State.SUSPECT:
        end(submission, State.DECLINED, user, words)
        return ""
    if not submission.is_with_moderators:
        return NOT_THEIRS
    if submission.is_public:
        return PUBLIC
    end(submission, State.DECLINED, user, words)
    letters.write(submission, "What you sent to MAP", "declined")
    return ""


def end(submission, state, user=None, reason=""):
    """Nothing more comes of it: the draft leaves the queue and waits to be deleted."""
    submission.state, submission.reason = state, reason
    submission.settled_at, submission.settled_by = timezone.now(), user
    submission.asked_at = None
    submission.save()
    page = page_of(submission)
    running = page and page.current_workflow_state
    if running:
        running.cancel(user=user)
    log(submission, f"sharing.{state}", user=user)


@transaction.atomic
def withdraw(key):
    """
    Take back what somebody sent in, at any time: a public page is gone at once.

    Args:
        key: the submission's primary key.
    """
    submission = locked(key)
    if submission.erased_at or submission.state == State.WITHDRAWN:
        return
    page = page_of(submission)
    if page and page.live:
        withdrawal.withdraw_for_its_sender(page.pk, WITHDRAWN)
    end(submission, State.WITHDRAWN)


@transaction.atomic
def erase(key, user=None, asked=True):
    """
    Delete what a submission says and who sent it, for good.

    A draft that never was public goes with it; a public page stays, as it was agreed.

    Args:
        key: the submission's primary key.
        user: the Moderator who does it; None where its sender or the clock does.
        asked: whether its sender asked for it; else its time has come.
    """
    submission = locked(key)
    if submission.erased_at:
        return
    page = page_of(submission)
    if not (page and page.live):
        if submission.is_with_moderators and asked:
            end(submission, State.WITHDRAWN, user)
        if page and page.first_published_at is None:
            page.delete()
            submission.page = None
    submission.erase()
    log(submission, "sharing.erase", user=user, data={"asked": asked})


def remind():
    """Write to those whose answer we wait for, twice; after 60 days close without it."""
    now = timezone.now()
    for count, after in enumerate(REMINDED_AFTER):
        due = Submission.objects.asked_before(now - after).filter(reminders__lte=count)
        for key in due.values_list("pk", flat=True):
            remind_one(key, count + 1)
    for key in Submission.objects.asked_before(now - CLOSED_AFTER).values_list(
        "pk", flat=True
    ):
        close(key)


@transaction.atomic
def remind_one(key, count):
    """Write once more to somebody who was asked."""
    submission = locked(key)
    if submission.is_senders_turn and submission.reminders < count:
        submission.reminders = count
        submission.save(update_fields=["reminders"])
        letters.write(submission, "Your answer to MAP", "reminded")


@transaction.atomic
def close(key):
    """End what was never answered, and say so."""
    submission = locked(key)
    if submission.is_senders_turn:
        letters.write(submission, "What you sent to MAP is closed", "closed")
        end(submission, State.CLOSED)
