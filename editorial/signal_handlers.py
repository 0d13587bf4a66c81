"""What follows from changes wherever they are made."""

from django.db.models import ProtectedError
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import (
    Page,
    Revision,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
)
from wagtail.signals import (
    page_published,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from core import signals
from editorial import account_letters, letters, queue
from editorial.actions import submission, withdrawal
from editorial.actions.file_uses import waiting_uses
from editorial.authors import note_copy, senders_of
from editorial.models import ReviewTask, Withdrawal
from editorial.models.decisions import shown_name
from editorial.models.review import SWITCHED_OFF

# Wagtail's own letters: several for one event, sent inside the request.
WAGTAILS_LETTERS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)
TAKEN_OUT = "{} took it out of the queue before anybody had decided about it."


def silence_wagtails_letters():
    """Ours go out in their place."""
    for signal, sender, uid in WAGTAILS_LETTERS:
        signal.disconnect(sender=sender, dispatch_uid=uid)


@receiver(page_published)
def end_withdrawal(sender, instance, is_new=False, **kwargs):
    """A withdrawn page that is public again has come back."""
    if instance.live and not is_new:
        withdrawal.came_back(instance)


@receiver(signals.withdrawals_wanted)
def tell_of_withdrawals(sender, pages, **kwargs):
    """Whoever keeps what readers are told of a withdrawn page can compare it."""
    rows = Withdrawal.objects.in_force().filter(page__in=pages).order_by("withdrawn_at")
    return {row.page_id: (row.sentence, row.replacement_id) for row in rows}


@receiver(signals.file_uses_wanted)
def tell_of_waiting_texts(sender, file, **kwargs):
    """A file stays as long as a text on its way to readers shows it."""
    return list(waiting_uses(file))


@receiver(workflow_rejected)
def tell_that_the_step_is_gone(sender, instance, user, **kwargs):
    """A text that a switched-off step sent back has not been read by anybody."""
    if instance.current_task_state.comment == SWITCHED_OFF:
        page = instance.content_object
        letters.taken_out(page, instance.requested_by, SWITCHED_OFF)


@receiver(workflow_cancelled)
def tell_whose_text_left_the_queue(sender, instance, user, **kwargs):
    """Somebody other than its senders took a text out, or switched the workflow off."""
    page = instance.content_object
    if page and (user is None or user.pk not in senders_of(instance)):
        why = TAKEN_OUT.format(shown_name(user) if user else "The site")
        letters.taken_out(page, instance.requested_by, why)


@receiver(post_page_move)
def let_texts_follow_their_pages(sender, instance, **kwargs):
    """What waits goes on in the workflow of its place; a section may have its own."""
    let_texts_follow(instance.pk)


@receiver([post_save, post_delete], sender=WorkflowPage)
def let_texts_follow_their_section(sender, instance, **kwargs):
    """So it does where a section gets another workflow, or has one no more."""
    let_texts_follow(instance.page_id)


def let_texts_follow(page_id):
    """Look anew at what waits of a page and of all below it."""
    texts = queue.waiting().filter(queue.below(page_id))
    for key in list(texts.values_list("workflow_state__object_id", flat=True)):
        submission.follow_place(int(key))


@receiver(signals.copied)
def note_where_words_come_from(sender, page, copy, **kwargs):
    """Whoever wrote the original is an author of the copy too."""
    note_copy(page, copy)


@receiver(pre_delete, sender=ReviewTask)
def keep_steps_in_use(sender, instance, **kwargs):
    """A step in which texts wait is not deleted, not even in bulk."""
    waiting = set(instance.task_states.filter(status=TaskState.STATUS_IN_PROGRESS))
    if waiting:
        words = f"Texts wait in “{instance}”. Switch it off first."
        raise ProtectedError(words, waiting)


@receiver(pre_delete, sender=Workflow)
def keep_workflows_in_use(sender, instance, **kwargs):
    """So is a workflow; it would take along what its texts wait in."""
    waiting = set(WorkflowState.objects.active().filter(workflow=instance))
    if waiting:
        words = f"Texts wait in “{instance}”. Switch it off first."
        raise ProtectedError(words, waiting)


@receiver(pre_delete, sender=Revision)
def keep_the_public_version(sender, instance, origin=None, **kwargs):
    """The version readers have is not purged; it goes only with its page."""
    purged = isinstance(origin, Revision) or getattr(origin, "model", None) is Revision
    if purged and Page.objects.filter(live_revision=instance).exists():
        raise ProtectedError("Readers have this version.", {instance})


@receiver(signals.account_made)
def invite(sender, user, by, link, news=(), **kwargs):
    """Somebody new chooses their own password."""
    account_letters.account_made(user, by, link, news)


@receiver(signals.password_lost)
def send_link(sender, user, by, link, **kwargs):
    """Somebody chooses another password."""
    account_letters.password_lost(user, by, link)


@receiver(signals.passwords_guessed)
def tell_of_guessing(sender, people, **kwargs):
    """Whoever looks after the site can ask whether it was one of theirs."""
    for person in people:
        account_letters.passwords_guessed(person)


@receiver(signals.factor_lost)
def ask_for_second_word(sender, lost, people, **kwargs):
    """Whoever can agree that a second factor be taken away is asked."""
    for person in people:
        account_letters.factor_lost(person, lost)


@receiver(signals.account_changed)
def tell_whose_account_changed(sender, user, news, **kwargs):
    """Nothing happens to an account behind the person's back."""
    account_letters.account_changed(user, news)
