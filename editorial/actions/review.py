"""Decisions about texts: approve, or return with a note. One door, whoever asks."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, WorkflowState

from community.models import User
from core.pages import checklist
from core.pages.fingerprint import fingerprint
from core.pages.versions import read_once
from core.text.dates import moment_in_words
from editorial import letters
from editorial.actions import refusal
from editorial.actions.refusal import ActionRefused
from editorial.actions.submission import is_waiting, locked
from editorial.authors import authors_of
from editorial.models import Decision, Outcome, ReviewState
from editorial.models.decisions import shown_name
from editorial.sections import section_of
from editorial.validation import obstacles


@dataclass(frozen=True)
class Verdict:
    """
    What a moderator sends from the review screen.

    Args:
        state_id: the text's `ReviewState`.
        by: the person.
        revision_id: the version that stood on their screen.
        fingerprint: that version's fingerprint.
        words: what they say to the author; needed to return a text.
        answers: names of the questions of the checklist answered yes.
        change_note: what readers are told, if anything.
    """

    state_id: int
    by: User
    revision_id: int
    fingerprint: str
    words: str = ""
    answers: tuple[str, ...] = ()
    change_note: str = ""


@dataclass(frozen=True)
class Case:
    """A text in review with its rows locked, as `open_case` found it."""

    state: ReviewState
    page: Page


def open_case(state_id: int) -> Case:
    """
    Lock a text in review: its page, its workflow state, then its own row.

    Of two people who decide at the same moment the second waits here for the first.

    Args:
        state_id: primary key of a `ReviewState`.

    Returns:
        Its case, whose rows nobody else changes before the transaction ends.
    """
    seen = ReviewState.objects.select_related("workflow_state").get(pk=state_id)
    page = locked(seen.workflow_state.object_id)
    WorkflowState.objects.select_for_update().get(pk=seen.workflow_state_id)
    state = ReviewState.objects.select_for_update(of=("self",)).get(pk=state_id)
    return Case(state, page)


@transaction.atomic
def approve(verdict: Verdict) -> Decision | ActionRefused:
    """
    Approve a text and publish exactly the version that was read.

    Returns:
        The `Decision`, or an `ActionRefused` with nothing published.
    """
    case = open_case(verdict.state_id)
    with read_once(case.state.revision):
        found = reason_not_to_decide(case, verdict)
        found = found or reason_not_to_approve(case, verdict)
    if found:
        return refuse(case, verdict, found)
    try:
        with transaction.atomic():
            return settle(case, verdict, Outcome.APPROVED)
    except ValidationError as error:
        problems = getattr(error, "message_dict", {"": error.messages})
        return refuse(case, verdict, ActionRefused(422, refusal.NOT_READY, problems))


@transaction.atomic
def send_back(verdict: Verdict) -> Decision | ActionRefused:
    """
    Return a text to its author with a note.

    Returns:
        The `Decision`, or an `ActionRefused`.
    """
    case = open_case(verdict.state_id)
    if found := reason_not_to_decide(case, verdict):
        return refuse(case, verdict, found)
    if not verdict.words.strip():
        return ActionRefused(422, refusal.SAY_WHY, {"words": [refusal.SAY_WHY]})
    return settle(case, verdict, Outcome.RETURNED)


def reason_not_to_decide(case: Case, verdict: Verdict) -> ActionRefused | None:
    """Why this person cannot decide about this text now, an `ActionRefused`, or None."""
    if not is_waiting(case.state):
        return ActionRefused(409, decided_already(case.state))
    if not case.state.task.specific.can_decide(verdict.by):
        return ActionRefused(403, refusal.NOT_YOURS)
    if unconfirmed := refusal.unless_confirmed(verdict.by):
        return unconfirmed
    if verdict.by.pk in authors_of(case.state):
        return ActionRefused(403, refusal.SECOND_PERSON)
    if has_changed(case, verdict):
        return ActionRefused(409, refusal.CHANGED)
    return locked_by_another(case.page, verdict.by)


def decided_already(state):
    """Who decided first, and when, in a sentence."""
    when = moment_in_words(state.finished_at)
    did = {"approved": "approved it", "rejected": "returned it"}
    what = did.get(state.status, "took it out of the queue")
    return f"{shown_name(state.finished_by)} {what} on {when}. You need not do anything."


def has_changed(case: Case, verdict: Verdict) -> bool:
    """Whether the text is another than the one the person read."""
    latest = case.page.latest_revision_id
    same_version = case.state.revision_id == verdict.revision_id == latest
    return not same_version or fingerprint(case.state.revision) != verdict.fingerprint


def locked_by_another(page: Page, user: User) -> ActionRefused | None:
    """A page somebody has locked is not decided about by others."""
    if page.locked and page.locked_by_id != user.pk:
        name = shown_name(page.locked_by)
        return ActionRefused(409, f"{name} has locked this page and is working on it.")
    return None


def reason_not_to_approve(case: Case, verdict: Verdict) -> ActionRefused | None:
    """Why a text cannot be approved, as an `ActionRefused`, or None."""
    version = case.state.revision.as_object()
    if problems := obstacles(version):
        return ActionRefused(422, refusal.NOT_READY, problems)
    if checklist.missing(version.review_questions, verdict.answers):
        return ActionRefused(422, refusal.UNANSWERED, {"answers": [refusal.UNANSWERED]})
    return refusal.for_other_reasons(case.page, verdict.fingerprint)


def refuse(case, verdict, found):
    """Note a decision that was not allowed, and give the refusal back."""
    if found.status == 403:
        data = {"message": found.message}
        log(case.page, "editorial.refuse", user=verdict.by, data=data)
    return found


def settle(case, verdict, outcome):
    """
    Write the decision down, let it take effect, and tell the author.

    Next: `editorial.actions.finish.publish_approved`, called by Wagtail's workflow
    because the setting WAGTAIL_FINISH_WORKFLOW_ACTION names it.

    Returns:
        The `Decision`.
    """
    decision = record_decision(case, verdict, outcome)
    log_decision(case.page, decision)
    if outcome == Outcome.APPROVED:
        case.state.approve(user=verdict.by, comment=verdict.words)
    else:
        case.state.reject(user=verdict.by, comment=verdict.words)
    decision.refresh_from_db()
    letters.decided(decision)
    return decision


def record_decision(case, verdict, outcome):
    """The lasting record of a decision."""
    questions = case.page.review_questions
    return Decision.objects.create(
        page_id=case.page.pk,
        page_title=case.state.revision.object_str,
        section=section_of(case.page),
        revision=case.state.revision,
        fingerprint=verdict.fingerprint,
        outcome=outcome,
        submitted_by=case.state.submitted_by,
        from_outside=case.state.from_outside,
        submitted_at=case.state.waiting_since,
        written_by=sorted(authors_of(case.state)),
        note=case.state.note,
        decided_by=verdict.by,
        words=verdict.words,
        answers=list(verdict.answers),
        featured=checklist.is_featured(questions, verdict.answers),
        change_note=verdict.change_note,
    )


def log_decision(page, decision):
    """The decision in the page's history, in words that outlive the versions."""
    log(
        instance=page,
        action=f"editorial.{'approve' if decision.is_approval else 'return'}",
        user=decision.decided_by,
        revision=decision.revision,
        data={
            "by": decision.decider_name,
            "submitter": decision.submitter_name,
            "words": decision.words,
            "fingerprint": decision.fingerprint,
        },
    )
