"""What follows from changes wherever they are made."""

from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from editorial import letters, withdrawing
from editorial.models import ReviewTask
from editorial.models.review import SWITCHED_OFF

# Wagtail's own letters: several for one event, sent inside the request.
WAGTAILS_LETTERS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)
CLOSED = "The workflow it waited in was switched off."


def silence_wagtails_letters():
    """Ours go out in their place."""
    for signal, sender, uid in WAGTAILS_LETTERS:
        signal.disconnect(sender=sender, dispatch_uid=uid)


@receiver(page_published)
def end_withdrawal(sender, instance, **kwargs):
    """A withdrawn page that is public again has come back."""
    if instance.live:
        withdrawing.came_back(instance)


@receiver(workflow_rejected)
def tell_that_the_step_is_gone(sender, instance, user, **kwargs):
    """A text that a switched-off step sent back has not been read by anybody."""
    if instance.current_task_state.comment == SWITCHED_OFF:
        page = instance.content_object
        letters.taken_out(page, instance.requested_by, SWITCHED_OFF)


@receiver(workflow_cancelled)
def tell_that_the_workflow_is_gone(sender, instance, user, **kwargs):
    """Texts leave a workflow that is switched off, and their senders hear of it."""
    if not instance.workflow.active and instance.content_object:
        letters.taken_out(instance.content_object, instance.requested_by, CLOSED)


@receiver(pre_delete, sender=ReviewTask)
def keep_steps_in_use(sender, instance, **kwargs):
    """A step in which texts wait is not deleted, not even in bulk."""
    waiting = set(instance.task_states.filter(status=TaskState.STATUS_IN_PROGRESS))
    if waiting:
        words = f"Texts wait in “{instance}”. Switch it off first."
        raise ProtectedError(words, waiting)
