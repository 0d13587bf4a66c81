"""What follows for what people sent in from what becomes of its page."""

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published, workflow_rejected

from community.models import User
from sharing import letters
from sharing.models import Submission
from sharing.models.submissions import State
from sharing.submissions import following


@receiver(workflow_rejected)
def ask_whoever_sent_it(sender, instance, user, **kwargs):
    """A text nobody owns was returned with a note: its sender is asked to answer."""
    page = instance.content_object
    if page is not None and (submission := sent_in(page)):
        words = instance.current_task_state.comment
        following.ask(submission.pk, user, words)


@receiver(page_published)
def tell_whoever_sent_it(sender, instance, revision, is_new=False, **kwargs):
    """Readers have it for the first time; what a command has just made, nobody sent."""
    submission = None if is_new else sent_in(instance)
    is_first = instance.first_published_at == instance.last_published_at
    if submission and instance.live and is_first:
        with transaction.atomic():
            Submission.objects.filter(pk=submission.pk).update(asked_at=None)
            letters.write(submission, "MAP has published what you sent", "published")


def sent_in(page):
    """The `Submission` that a page was made of and nobody has ended, or None."""
    found = Submission.objects.of_page(page).filter(state=State.RECEIVED)
    return found.select_related("sender").first()


def writers(page):
    """The accounts of those who sent a page in: they cannot approve it."""
    submissions = Submission.objects.of_page(page).select_related("sender")
    found = set()
    for submission in submissions:
        found.update(submission.accounts.values_list("pk", flat=True))
        email = submission.sender.email if submission.sender else ""
        if email:
            users = User.objects.filter(email__iexact=email)
            found.update(users.values_list("pk", flat=True))
    return found
