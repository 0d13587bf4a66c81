"""Writing something to send in: begun, saved at each step, and found again."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from core.text.dates import moment_in_words
from core.uploads.documents import true_name
from core.uploads.kinds import kind_of
from core.uploads.pictures import prepared
from sharing.models import Submission, SubmissionFile, SubmissionLink
from sharing.models.sent import hash_of
from sharing.models.submissions import State
from sharing.prose import as_typed
from sharing.submissions.forms import mark_of

# What a browser was given as the token of a new draft.
TOKEN = re.compile(r"[\w-]{40,64}")
MOST_FILES = 8
MOST_OVERTAKEN = 20
TOO_MANY_FILES = f"That is more than {MOST_FILES} files. Please take one away first."


@transaction.atomic
def begin(share_type, token):
    """
    Begin a draft, or find the one that the same form began before.

    Args:
        share_type: the `ShareType`.
        token: what the form was given, random; its address from now on.

    Returns:
        The `Submission`, locked; None where the token is none that we give, or belongs
        to a draft of something else.
    """
    if not TOKEN.fullmatch(token):
        return None
    begun = Submission.objects.create(share_type_key=share_type.key)
    link, is_new = SubmissionLink.objects.get_or_create(
        token_hash=hash_of(token),
        defaults={"submission": begun, "purpose": SubmissionLink.Purpose.WRITING},
    )
    if is_new:
        return begun
    begun.delete()  # the same form, sent before or at the same moment
    known = SubmissionLink.objects.open(token)
    is_same = known and known.submission.share_type_key == share_type.key
    return locked(link.submission_id) if is_same else None


def locked(key):
    """A submission that nobody else can change before the transaction ends."""
    found = Submission.objects.select_for_update(of=("self",))
    return found.select_related("sender", "page").get(pk=key)


def empty(share_type):
    """A draft that is kept nowhere."""
    return Submission(share_type_key=share_type.key)


@transaction.atomic
def save_step(key, part, said, mark):
    """
    Keep what somebody typed in one step.

    What another window saved meanwhile is put aside and shown, not lost.

    Args:
        key: the submission's primary key.
        part: the `Part` that the step asks.
        said: answers by the fields' names.
        mark: the `mark_of` what the step showed when it was opened.

    Returns:
        The submission.
    """
    submission = locked(key)
    if not submission.may_change:
        return submission
    before = submission.answers
    after = {**before, **said}
    if mark_of(after, part) == mark_of(before, part):
        return submission
    if mark != mark_of(before, part):
        put_aside(submission, part)
    submission.answers = {name: words for name, words in after.items() if words}
    note_change(submission)
    submission.save(update_fields=["answers", "overtaken", "saved_at", "state"])
    return submission


def put_aside(submission, part):
    """Keep what one window saved before another one writes over it."""
    said = {f.name: submission.answers.get(f.name) for f in part.fields}
    said = {name: words for name, words in said.items() if words}
    if said:
        entry = {"at": moment_in_words(timezone.now()), "answers": said}
        submission.overtaken = [*submission.overtaken, entry][-MOST_OVERTAKEN:]


def note_change(submission):
    """What changed after it was sent off must be sent off once more."""
    submission.saved_at = timezone.now()
    if submission.state == State.UNCONFIRMED:
        submission.state = State.WRITING


@transaction.atomic
def from_reading(reading, token):
    """
    Begin a draft with what was read of a Word file.

    Args:
        reading: a `sharing.word.Reading` of a known type.
        token: see `begin`.

    Returns:
        The `Submission`, or None as `begin` has it.
    """
    submission = begin(reading.share_type, token)
    if submission and not submission.answers:
        submission.answers = {
            name: as_kept(value) for name, value in reading.values.items()
        }
        submission.not_understood = as_typed(reading.not_understood)
        submission.save()
    return submission


def as_kept(value):
    """An answer of a file as a form would have kept it."""
    if isinstance(value, list):
        return [{name: as_kept(words) for name, words in row.items()} for row in value]
    return value if isinstance(value, str) else as_typed(value)


@transaction.atomic
def add_file(key, file, description, permission):
    """
    Keep a picture or a document with what somebody sends in.

    Args:
        key: the submission's primary key.
        file: the uploaded file.
        description: what it is, or shows.
        permission: what was said about rights.

    Returns:
        A sentence if there are too many files, or an empty string. What is nothing that
        we take is refused with a ValidationError.
    """
    submission = locked(key)
    if not submission.may_change:
        return ""
    if submission.files.count() >= MOST_FILES:
        return TOO_MANY_FILES
    name, data, is_picture = as_we_keep_it(file)
    SubmissionFile.objects.create(
        submission=submission,
        name=name[-255:],
        is_picture=is_picture,
        description=description,
        permission=permission,
        size=len(data),
        data=data,
    )
    note_change(submission)
    submission.save(update_fields=["saved_at", "state"])
    return ""


def as_we_keep_it(file):
    """(name, bytes, whether it is a picture) of a file that we take."""
    file.seek(0)
    kind = kind_of(file.read(4096))
    if kind.startswith("image/") and "svg" not in kind:
        picture = prepared(file.name, file)
        picture.seek(0)
        return picture.name, picture.read(), True
    name = true_name(file.name, file)
    file.seek(0)
    return name, file.read(), False


def uploaded(file):
    """A kept file as an upload."""
    return SimpleUploadedFile(file.name, bytes(file.data))


@transaction.atomic
def remove_file(key, file_id):
    """Take a file away again."""
    submission = locked(key)
    if submission.may_change:
        submission.files.filter(pk=file_id).delete()
        note_change(submission)
        submission.save(update_fields=["saved_at", "state"])


@transaction.atomic
def forget_rest(key):
    """Leave out what a file said besides: its writer has seen it."""
    submission = locked(key)
    if submission.is_unsent:
        submission.not_understood = ""
        submission.save(update_fields=["not_understood"])


@transaction.atomic
def take_name(key, field, column, typed, title):
    """
    Put a page's title in the place of a name that was typed for it.

    Args:
        key: the submission's primary key.
        field: the rows in which it stands.
        column: the column.
        typed: what was typed.
        title: the title of the page that is meant.
    """
    submission = locked(key)
    rows = submission.answers.get(field)
    if submission.may_change and isinstance(rows, list):
        for row in rows:
            if row.get(column) == typed:
                row[column] = title
        note_change(submission)
        submission.save(update_fields=["answers", "saved_at", "state"])
