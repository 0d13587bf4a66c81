"""What happens to something after it was sent: asked, changed, answered, agreed."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from core.pages.fingerprint import fingerprint
from core.text.dates import moment_in_words
from editorial.actions import submission as queue
from editorial.models.decisions import shown_name
from sharing import letters
from sharing.models import Submission
from sharing.models.submissions import ENDED
from sharing.submissions.person_forms import SAY_WHAT
from sharing.submissions.sending import SubmissionDraftMaker, keep_rest, note_account
from sharing.submissions.writing import locked

NOT_THEIRS = "It is not with the Moderators any more."
CHANGED = "The text has changed since you opened it. Please read it once more."
NOT_ASKED = "Nobody has asked you anything at the moment."
SENDER = "the person who sent it in"
PLEASE_AGREE = (
    "Please read the text as it will stand on the site, and tell us if you agree."
)
NOT_AGREED = (
    "Whoever sent this in has not agreed to these words yet. Ask them: one button, below "
    "“Sent in by a reader”."
)
OVER = (
    "Whoever sent this in took it back, or it was declined. It can go to readers no "
    "more; they would have to send it in again."
)


def page_of(submission):
    """The page that was made of a submission, of its own type, or None."""
    page = Page.objects.filter(pk=submission.page_id).first()
    return page and page.specific


def say(submission, by, words):
    """Add to what both sides wrote to each other."""
    entry = {"at": moment_in_words(timezone.now()), "by": by, "words": words}
    submission.conversation = [*submission.conversation, entry]


@transaction.atomic
def ask(key, user, words=""):
    """
    Ask whoever sent something in: for their yes, and whatever else is to be asked.

    What was said in comments beside single fields goes along, without names.

    Args:
        key: the submission's primary key.
        user: the Moderator.
        words: the question.

    Returns:
        A sentence if it could not be done, or an empty string.
    """
    submission = locked(key)
    page = page_of(submission)
    if not submission.is_with_moderators or page is None or page.live:
        return NOT_THEIRS
    submission.question = words or PLEASE_AGREE
    submission.remarks = remarks_beside(page)
    submission.asked_at, submission.reminders = timezone.now(), 0
    say(submission, shown_name(user), submission.question)
    submission.save()
    letters.write(submission, "A question about what you sent to MAP", "asked")
    log(submission, "sharing.ask", user=user)
    return ""


def remarks_beside(page):
    """What open comments say beside single fields, by the fields' names."""
    remarks = {}
    for comment in page.wagtail_admin_comments.filter(resolved_at=None).order_by("pk"):
        name = comment.contentpath.split(".")[0]
        remarks.setdefault(name, []).append(comment.text)
    return remarks


@transaction.atomic
def change(key):
    """
    Put what its sender changed into the draft; all else there stays as it was edited.

    Args:
        key: the submission's primary key.

    Returns:
        Whether anything changed.
    """
    submission = locked(key)
    page = page_of(submission)
    names = changed_fields(submission)
    if not (submission.is_senders_turn and page and names):
        return False
    maker = SubmissionDraftMaker(submission, names)
    version = page.get_latest_revision_as_object()
    maker.fill(version).save_revision(log_action=True, clean=False)
    submission.sent_answers = submission.answers
    keep_rest(submission, maker)
    submission.save()
    queue.receive(page.pk)
    return True


def changed_fields(submission):
    """The names of the fields that say something else than when they last came in."""
    now, before = submission.answers, submission.sent_answers
    names = {*now, *before}
    return {name for name in names if now.get(name) != before.get(name)}


@transaction.atomic
def agree(key, seen, user=None):
    """
    Note that whoever sent something in agrees to exactly what they saw.

    Args:
        key: the submission's primary key.
        seen: the fingerprint of the version that stood on their screen.
        user: the account in which they are signed in, if any.

    Returns:
        A sentence if it could not be done, or an empty string.
    """
    submission = locked(key)
    page = page_of(submission)
    if page is None or not submission.is_with_moderators:
        return NOT_ASKED
    if fingerprint(page.latest_revision) != seen:
        return CHANGED
    if not has_agreed(submission, seen):
        submission.agreements.create(fingerprint=seen)
    hand_back(submission, page, "I agree to the text as it stands.")
    note_account(submission, user)
    return ""


@transaction.atomic
def reply(key, words, user=None):
    """
    Hand on what whoever sent something in answers without agreeing.

    Returns:
        A sentence if it could not be done, or an empty string.
    """
    submission = locked(key)
    page = page_of(submission)
    if page is None or not submission.is_senders_turn:
        return NOT_ASKED
    if not words.strip():
        return SAY_WHAT
    hand_back(submission, page, words.strip())
    note_account(submission, user)
    return ""


def hand_back(submission, page, words):
    """It is the Moderators' turn again; a returned text goes back into the queue."""
    say(submission, SENDER, words)
    submission.asked_at, submission.question, submission.remarks = None, "", {}
    submission.save()
    if not page.live:
        queue.receive(page.pk)


def has_agreed(submission, seen):
    """Whether whoever sent it in agreed to the version of a fingerprint."""
    return submission.agreements.filter(fingerprint=seen).exists()


def lacks_agreement(page, seen):
    """
    Say why a version of a page cannot go to readers for want of a yes.

    Args:
        page: the page.
        seen: the version's fingerprint.

    Returns:
        A sentence, or an empty string. Pages that were public once, or that nobody sent
        in, need no such yes; what was declined or taken back never goes to readers.
    """
    submission = Submission.objects.of_page(page).first()
    if submission is None:
        return ""
    if submission.state in ENDED:
        return OVER
    if page.first_published_at or has_agreed(submission, seen):
        return ""
    return NOT_AGREED
