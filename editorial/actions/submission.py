"""A text's way into review: sent, taken back, or followed when somebody rewrites it."""

from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log
from wagtail.models import Page, TaskState, WorkflowState

from community.models import User
from editorial.actions.refusal import NOT_READY, TELL_READERS, ActionRefused
from editorial.models import ReviewState, fault_of
from editorial.validation import obstacles

WAITING = "It is waiting for a second person already. You need not send it again."
NOTHING_NEW = "There is nothing new to send: readers have this text already."
NO_WORKFLOW = (
    "Texts cannot be sent at the moment, because no workflow is set up. Please tell the "
    "Steering group."
)
WORKFLOW_BROKEN = (
    "Texts cannot be sent here at the moment. {} Please tell the Steering group, who can "
    "put it right."
)
NOT_WAITING = "It is not waiting for anybody at the moment."
# What a text keeps of its state, whatever becomes of it while it waits.
KEPT = (
    *("submitted_by", "from_outside", "waiting_since", "reminded_days"),
    *("note", "change", "change_note"),
)
NOT_YOUR_TEXT = "Only the people who sent a text can take it back."


def locked(page_id: int) -> Page:
    """
    Lock a page's row until the transaction ends.

    Whoever changes a page's state locks the page, then its workflow state, then its
    task state.

    Args:
        page_id: the page's primary key.

    Returns:
        The page as it is now, of its own type.
    """
    return Page.objects.select_for_update().get(pk=page_id).specific


def review_of(page: Page) -> ReviewState | None:
    """The `ReviewState` in which a page waits now, or None."""
    return waiting_for(page).first()


def running_review(page: Page) -> ReviewState:
    """The `ReviewState` of a page that is known to wait."""
    return waiting_for(page).get()


def waiting_for(page: Page) -> QuerySet[ReviewState]:
    """The one review in which a page waits, if it does."""
    waiting = ReviewState.objects.waiting().for_page(page)
    return waiting.select_related("workflow_state", "revision")


@transaction.atomic
def send(
    page_id: int,
    by: User,
    note: str = "",
    change: str = ReviewState.Change.MINOR,
    change_note: str = "",
) -> ReviewState | ActionRefused:
    """
    Send the latest version of a page for approval.

    Args:
        page_id: the page's primary key.
        by: who sends it.
        note: words for the moderator.
        change: how much of it readers should be told.
        change_note: what readers are told; needed for a major change.

    Returns:
        The text's `ReviewState`, or an `ActionRefused`.
    """
    page = locked(page_id)
    if refusal := reason_not_to_send(page, change, change_note):
        return refusal
    start_round(page, by)
    state = running_review(page)
    state.note, state.change, state.change_note = note, change, change_note
    state.save(update_fields=["note", "change", "change_note"])
    return state


@transaction.atomic
def receive(page_id: int, note: str = "") -> ReviewState | ActionRefused | None:
    """
    Put a page into the queue that nobody with an account sends.

    It may still lack what readers need: it cannot be approved before that is there.

    Args:
        page_id: the page's primary key.
        note: words for the moderator.

    Returns:
        The text's `ReviewState`, or an `ActionRefused`.
    """
    page = locked(page_id)
    if page.workflow_in_progress:
        return follow_latest(page_id)
    if words := fault_on_the_way(page):
        return ActionRefused(409, words)
    start_round(page, None)
    state = running_review(page)
    state.from_outside, state.note = True, note
    state.save(update_fields=["from_outside", "note"])
    return state


def reason_not_to_send(page, change, change_note):
    """Why a page cannot be sent now, as an `ActionRefused`, or None."""
    if page.workflow_in_progress:
        return ActionRefused(409, WAITING)
    if words := fault_on_the_way(page):
        return ActionRefused(409, words)
    if page.live and not page.has_unpublished_changes:
        return ActionRefused(409, NOTHING_NEW)
    if problems := obstacles(page.get_latest_revision_as_object()):
        return ActionRefused(422, NOT_READY, problems)
    if change == ReviewState.Change.MAJOR and not change_note.strip():
        return ActionRefused(422, TELL_READERS, {"change_note": [TELL_READERS]})
    return None


def fault_on_the_way(page):
    """Why no text can be sent from where a page stands, in words, or nothing."""
    if not page.has_workflow:
        return NO_WORKFLOW
    fault = fault_of(page.get_workflow())
    return fault and WORKFLOW_BROKEN.format(fault)


def start_round(page, by):
    """Begin a round of the workflow, or go on with the one that was returned."""
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(by)
        follow_place(page.pk)
    else:
        page.get_workflow().start(page, by)


@transaction.atomic
def take_back(page_id: int, by: User) -> WorkflowState | ActionRefused:
    """
    Take a text out of review, for those who sent it.

    Returns:
        The `WorkflowState` that ended, or an `ActionRefused`.
    """
    page = locked(page_id)
    state = page.current_workflow_state
    if state is None:
        return ActionRefused(409, NOT_WAITING)
    if not may_take_back(state, by):
        return ActionRefused(403, NOT_YOUR_TEXT)
    state.cancel(user=by)
    return state


def may_take_back(workflow_state, user):
    """Whether somebody sent the text, or began the page."""
    sent = ReviewState.objects.filter(workflow_state=workflow_state, submitted_by=user)
    return workflow_state.user_can_cancel(user) or sent.exists()


@transaction.atomic
def follow_latest(page_id: int) -> ReviewState | None:
    """
    Let a text in review be the latest version, after somebody rewrote it there.

    Whoever rewrote it is an author now, so it goes to the others by itself.

    Returns:
        The `ReviewState` in which the page waits, or None.
    """
    page = locked(page_id)
    old = review_of(page)
    if old is None or old.revision_id == page.latest_revision_id:
        return old
    by = page.latest_revision.user
    old.cancel(user=by, resume=True)
    new = running_review(page)
    carry_over(old, new)
    log(
        instance=page,
        action="editorial.rewrite",
        user=by,
        revision=page.latest_revision,
        content_changed=True,
    )
    return new


@transaction.atomic
def follow_place(page_id: int) -> ReviewState | None:
    """
    Let a text in review go on in the workflow of the place where its page stands now.

    Where no text can be sent it becomes a draft again, and whoever sent it is told.

    Returns:
        The `ReviewState` in which the page waits, or None.
    """
    page = locked(page_id)
    old = review_of(page)
    if old is None or page.get_workflow() == old.workflow_state.workflow:
        return old
    if fault_on_the_way(page):
        old.workflow_state.cancel()
        return None
    old.workflow_state.workflow = page.get_workflow()
    old.workflow_state.save(update_fields=["workflow"])
    old.cancel()
    new = running_review(page)
    carry_over(old, new)
    return new


def carry_over(old, new):
    """A rewritten or moved text keeps its place in the queue, sender and notes."""
    for name in KEPT:
        setattr(new, name, getattr(old, name))
    new.save(update_fields=KEPT)


def is_waiting(state: ReviewState) -> bool:
    """Whether a text's state is still in progress."""
    return state.status == TaskState.STATUS_IN_PROGRESS
