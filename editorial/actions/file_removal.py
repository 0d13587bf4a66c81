"""Freeing a picture or document of the texts that show it, and deleting it."""

from functools import singledispatch

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from community.models import User
from community.roles import may_decide
from core.models.media import KeptFile
from core.pages.file_uses import FileUse, uses_of
from core.pages.fingerprint import fingerprint
from editorial import letters
from editorial.actions import review, submission, withdrawal
from editorial.actions.file_uses import ScheduledUse, WaitingUse
from editorial.actions.refusal import ActionRefused
from editorial.authors import authors_of
from editorial.models import Decision

FOR_DECIDERS = "Only Moderators and the Steering group can free a file of all its texts."
NO_SENTENCE = "Choose what readers are told, because a page that is public shows it."
NOT_STOPPED = (
    "Only Moderators and the Steering group stop a text that waits for its time."
)


@transaction.atomic
def remove(
    file: KeptFile, by: User, words: str, sentence: str = ""
) -> ActionRefused | None:
    """
    Return or withdraw every text that shows a file, then delete the file.

    Args:
        file: a picture or a document.
        by: a Moderator or a member of the Steering group.
        words: what the authors are told.
        sentence: what readers are told in place of pages that are public.

    Returns:
        An `ActionRefused` with nothing done, or None.
    """
    if not may_decide(by):
        return ActionRefused(403, FOR_DECIDERS)
    for use in reversed(uses_of(file)):  # a page's new text before the page itself
        found = free(use, by, words, sentence)
        if isinstance(found, ActionRefused):
            transaction.set_rollback(True)
            return found
    file.delete()
    return None


@singledispatch
def free(use: FileUse, by: User, words: str, sentence: str = ""):
    """
    Take one text from its way to readers, or from readers.

    Args:
        use: where a file stands.
        by: the person.
        words: what the authors are told.
        sentence: what readers are told in the page's place, if it is public.

    Returns:
        What was done, or an `ActionRefused`.
    """
    if not sentence:
        return ActionRefused(422, NO_SENTENCE, {"reason": [NO_SENTENCE]})
    return withdrawal.withdraw(use.page.pk, by, sentence, words)


@free.register
def _(use: WaitingUse, by: User, words: str, sentence: str = ""):
    """Return a text to its author; authors take their own back."""
    if by.pk in authors_of(use.review):
        return submission.take_back(use.page.pk, by)
    verdict = review.Verdict(
        use.review.pk,
        by,
        use.review.revision_id,
        fingerprint(use.review.revision),
        words,
    )
    return review.send_back(verdict)


@free.register
def _(use: ScheduledUse, by: User, words: str, sentence: str = ""):
    """Stop a text that waits for its time, and tell whoever sent it."""
    page = submission.locked(use.page.pk)
    if not page.permissions_for_user(by).can_unschedule():
        return ActionRefused(403, NOT_STOPPED)
    Revision.objects.filter(pk=use.revision.pk).update(approved_go_live_at=None)
    approvals = Decision.objects.unused().filter(revision=use.revision)
    for decision in approvals.select_related("submitted_by"):
        if decision.submitted_by:
            letters.taken_out(page, decision.submitted_by, words)
    approvals.update(cancelled_at=timezone.now())
    data = {"why": "file"}
    log(page, "editorial.unschedule", user=by, revision=use.revision, data=data)
    return use.revision
