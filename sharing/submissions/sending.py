"""From a finished draft to a page in the queue: sent, confirmed, received."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.models import Attachment, CustomDocument, CustomImage
from core.pages.fingerprint import fingerprint
from editorial.actions import submission as queue
from editorial.admin.page_types import place_for
from sharing import letters, spam
from sharing.drafts import DraftMaker
from sharing.models import Sender
from sharing.models.submission_links import SubmissionLink, new_link_to_follow
from sharing.models.submissions import State
from sharing.prose import Prose, prose
from sharing.share_types import Kind
from sharing.submissions.person_forms import AGREE
from sharing.submissions.writing import locked, uploaded
from sharing.word import Reading

NO_PLACE = "It is no spam: the page below which it would stand is not public just now."
ALREADY = "Somebody has dealt with this already."


def reading_of(submission, names=None):
    """
    What a submission says, as a file that says the same would be read.

    Args:
        submission: the `Submission`.
        names: the fields to take; by default all.

    Returns:
        A `sharing.word.Reading`.
    """
    share_type = submission.share_type
    wanted = [f for f in share_type.fields if names is None or f.name in names]
    values = {f.name: value_of(f, submission.answers.get(f.name, "")) for f in wanted}
    if names is None:
        values = {name: value for name, value in values.items() if value}
    return Reading(share_type, values, {}, Prose(), ())


def value_of(field, answer):
    """An answer as readers of files give it."""
    if field.kind == Kind.ROWS:
        return answer or []
    return prose(answer) if field.kind == Kind.TEXT else answer


@transaction.atomic
def send(key, values):
    """
    Send off what somebody wrote, and ask them by letter whether it was them.

    Args:
        key: the submission's primary key.
        values: of a valid `PersonForm`.

    Returns:
        The submission; sent twice, it is one, with one letter.
    """
    submission = locked(key)
    if submission.state != State.WRITING:
        return submission
    sender = submission.sender or Sender()
    sender.name, sender.email = values["name"], values["email"]
    sender.consent, sender.consented_at = AGREE, timezone.now()
    sender.save()
    submission.sender = sender
    submission.written, submission.note = values["written"], values["note"]
    submission.state, submission.sent_at = State.UNCONFIRMED, timezone.now()
    submission.suspicions = spam.suspicions_of_submission(submission, values)
    submission.save()
    letters.confirm_submission(submission, new_link_to_follow(submission))
    return submission


@transaction.atomic
def confirm(key, user=None):
    """
    Send something on its way whose sender says that it was them.

    Args:
        key: the submission's primary key.
        user: the account in which they are signed in, if any.

    Returns:
        The submission, also one that was confirmed before.
    """
    submission = locked(key)
    if submission.state != State.UNCONFIRMED:
        return submission
    now = timezone.now()
    submission.sender.confirmed_at = now
    submission.sender.save(update_fields=["confirmed_at"])
    writing = submission.links.filter(purpose=SubmissionLink.Purpose.WRITING)
    writing.update(ends_at=now)
    note_account(submission, user)
    if submission.suspicions:
        submission.state = State.SUSPECT
        submission.save(update_fields=["state"])
    else:
        receive(submission)
    return submission


def note_account(submission, user):
    """Remember an account whose owner wrote it: they cannot approve it."""
    if user is not None and user.is_authenticated:
        submission.accounts.add(user)
    if submission.sender and submission.sender.email:
        users = get_user_model().objects.filter(email__iexact=submission.sender.email)
        submission.accounts.add(*users)


@transaction.atomic
def let_through(key, user):
    """
    Receive what looked like spam and is none.

    Args:
        key: the submission's primary key.
        user: the Moderator.

    Returns:
        A sentence if it could not be done, or an empty string.
    """
    submission = locked(key)
    if submission.state != State.SUSPECT:
        return ALREADY
    receive(submission)
    log(submission, "sharing.let_through", user=user)
    return ""


def receive(submission):
    """Make a draft of it that nobody owns, and put that into the queue."""
    place = place_for(submission.share_type.model)
    if place is None:
        # Its list is not public: nothing is lost, and it can be let through later.
        submission.state, submission.suspicions = State.SUSPECT, [NO_PLACE]
        submission.save()
        return
    maker = SubmissionDraftMaker(submission)
    page = maker.make(place)
    submission.page_id = page.pk
    submission.state, submission.waiting_since = State.RECEIVED, timezone.now()
    submission.sent_answers = submission.answers
    keep_rest(submission, maker)
    submission.save()
    # They saw these very words before they sent them.
    submission.agreements.create(fingerprint=fingerprint(page.latest_revision))
    queue.receive(page.pk, submission.note)


def keep_rest(submission, maker):
    """Add what has no place on the page to what a file said besides."""
    rest = [submission.not_understood, *maker.unplaced]
    submission.not_understood = "\n".join(filter(None, rest))


class SubmissionDraftMaker(DraftMaker):
    """
    Makes the draft of a submission, with its files.

    Args:
        submission: the `Submission`.
        names: the fields to put into the draft; by default all.
    """

    def __init__(self, submission, names=None):
        super().__init__(reading_of(submission, names), user=None)
        self.submission = submission

    def complete(self, page):
        """Take along the files, and how it was written. What has no place is kept
        with the submission, where Moderators see it."""
        page.written = self.submission.written
        for file in self.submission.files.all():
            if file.is_picture and not page.image_id:
                self.show(page, file)
            elif not file.is_picture and hasattr(page, "attachments"):
                self.attach(page, file)
            else:
                self.unplaced.append(f"{file.name}: {file.description}")

    def show(self, page, file):
        """Make a picture that of the page."""
        page.image = CustomImage.objects.create(
            title=file.description[:255],
            file=uploaded(file),
            permission=file.permission,
        )
        page.image_alt = file.description

    def attach(self, page, file):
        """Offer a document with the page."""
        document = CustomDocument(title=file.description, file=uploaded(file))
        document.save()
        page.attachments.add(Attachment(document=document, title=file.description))
