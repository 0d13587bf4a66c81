"""Break glass: publishing at once, with a reason, and a second person afterwards."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from community import roles
from community.models import User
from community.roles import is_steering
from core.pages.fingerprint import fingerprint
from editorial import letters
from editorial.actions.refusal import (
    NOT_READY,
    SECOND_PERSON,
    ActionRefused,
    for_other_reasons,
    unless_confirmed,
)
from editorial.actions.submission import NOTHING_NEW, locked
from editorial.authors import writers_of
from editorial.models import Basis, Decision, Outcome
from editorial.models.decisions import shown_name
from editorial.sections import section_of
from editorial.validation import obstacles

ONLY_STEERING = "Only the Steering group publishes without review."
SAY_WHY = "Say why it cannot wait for a second person. Everybody reads your words."
TOO_SOON = "It becomes public at a set time. Take that out first, or send it as usual."
CONFIRMED = "Somebody has read and confirmed this text already."
SHARE_DAYS = 365
FOR_READERS = "Published at once. A second person will read it."
FOR_READERS_AFTERWARDS = "A second person has read it."


@transaction.atomic
def publish_without_review(
    page_id: int, by: User, words: str
) -> Decision | ActionRefused:
    """
    Publish the latest version of a page at once.

    Args:
        page_id: the page's primary key.
        by: a member of the Steering group.
        words: why it cannot wait.

    Returns:
        The `Decision`, which waits for a second person, or an `ActionRefused`.
    """
    page = locked(page_id)
    if refusal := reason_not_to_break(page, by, words):
        return refusal
    decision = record_break_glass(page, by, words)
    data = {"by": decision.decider_name, "words": words}
    log(page, "editorial.break_glass", user=by, revision=decision.revision, data=data)
    decision.revision.publish(user=by)
    decision.refresh_from_db()
    letters.published_without_review(decision)
    return decision


def reason_not_to_break(page: Page, by: User, words: str) -> ActionRefused | None:
    """Why a page cannot be published without review, as an `ActionRefused`, or None."""
    version = page.get_latest_revision_as_object()
    if not_theirs := reason_not_theirs(by):
        return not_theirs
    if not words.strip():
        return ActionRefused(422, SAY_WHY, {"words": [SAY_WHY]})
    if page.live and not page.has_unpublished_changes:
        return ActionRefused(409, NOTHING_NEW)
    if version.go_live_at and version.go_live_at > timezone.now():
        return ActionRefused(409, TOO_SOON)
    if problems := obstacles(version):
        return ActionRefused(422, NOT_READY, problems)
    return for_other_reasons(page, fingerprint(page.latest_revision))


def reason_not_theirs(by: User) -> ActionRefused | None:
    """Why somebody publishes nothing without review, as an `ActionRefused`, or None."""
    if not is_steering(by):
        return ActionRefused(403, ONLY_STEERING)
    return unless_confirmed(by)


def record_break_glass(page, by, words):
    """The lasting record of a publication without review."""
    revision = page.latest_revision
    return Decision.objects.create(
        page_id=page.pk,
        page_title=revision.object_str,
        section=section_of(page),
        revision=revision,
        fingerprint=fingerprint(revision),
        outcome=Outcome.APPROVED,
        basis=Basis.BREAK_GLASS,
        submitted_by=by,
        written_by=sorted(writers_of(page, revision) | {by.pk}),
        decided_by=by,
        words=words,
        change_note=FOR_READERS,
    )


@transaction.atomic
def confirm(decision_id: int, by: User, words: str = "") -> Decision | ActionRefused:
    """
    Approve after the fact what was published without review.

    Returns:
        The `Decision`, or an `ActionRefused`.
    """
    decision = Decision.objects.select_for_update().get(pk=decision_id)
    if decision.confirmed_at:
        return ActionRefused(409, CONFIRMED)
    if by.pk in decision.written_by or not roles.may_decide(by):
        return ActionRefused(403, SECOND_PERSON)
    if unconfirmed := unless_confirmed(by):
        return unconfirmed
    decision.confirmed_by, decision.confirmed_at = by, timezone.now()
    decision.confirmed_words = words
    decision.save(update_fields=["confirmed_by", "confirmed_at", "confirmed_words"])
    if decision.page:
        decision.page.change_notes.create(
            at=decision.confirmed_at, note=FOR_READERS_AFTERWARDS
        )
        data = {"by": shown_name(by), "words": words}
        log(decision.page.specific, "editorial.confirm", user=by, data=data)
    return decision


def share_without_review() -> tuple[int, int]:
    """
    How much was published without review in the last year.

    Returns:
        (publications without review, all publications people made).
    """
    since = timezone.now() - timedelta(days=SHARE_DAYS)
    made = Decision.objects.approved().by_people().filter(decided_at__gt=since)
    return made.filter(basis=Basis.BREAK_GLASS).count(), made.count()
