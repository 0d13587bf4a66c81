"""What stands in the way of the whole community, said before it hurts."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow, WorkflowPage

from background.models import OutboxMessage
from background.schedule import clock_last_ran
from community.roles import LEAST_MODERATORS, moderators
from core.text.dates import moment_in_words
from editorial.models import MailChoice, ReviewState, ReviewTask, fault_of

CLOCK_LATE = timedelta(minutes=10)
NO_WORKFLOW = (
    "No workflow is set up for the site, so nobody can send a text for approval. Switch "
    "“MAP editorial workflow” on again and give it to the whole site."
)


@dataclass(frozen=True)
class Notice:
    """One thing that somebody should look after."""

    sentence: str
    link: str = ""
    link_words: str = ""


def all_notices():
    """Everything that is amiss now."""
    yield from about_moderators()
    yield from about_workflows()
    yield from about_letters()
    yield from about_the_clock()


def about_moderators():
    """With fewer than two Moderators nobody approves what the other wrote."""
    count = moderators().count()
    if count < LEAST_MODERATORS:
        there = "There is nobody" if not count else "There is only one person"
        yield Notice(
            f"{there} with a confirmed account in the group of Moderators. What they "
            "write themselves then waits for the Steering group.",
            reverse("wagtailusers_users:index"),
            "Look at the accounts",
        )


def about_workflows():
    """Every workflow in use must end with a step that somebody can decide."""
    if not WorkflowPage.objects.filter(page__depth=1, workflow__active=True).exists():
        address = reverse("wagtailadmin_workflows:index")
        yield Notice(NO_WORKFLOW, address, "Ways of approval")
    for workflow in Workflow.objects.active():
        if fault := fault_of(workflow):
            yield about_broken(workflow, fault)
        for task in ReviewTask.objects.filter(workflow_tasks__workflow=workflow):
            if task.active and not task.has_deciders():
                yield Notice(
                    f"Nobody can decide in the step “{task}” of “{workflow}”. Texts that "
                    "are sent there would wait for ever.",
                    reverse("wagtailadmin_workflows:edit_task", args=(task.pk,)),
                    "Choose who decides",
                )


def about_broken(workflow, fault):
    """Nobody can send a text in a workflow; how to put that right."""
    off = ReviewTask.objects.filter(workflow_tasks__workflow=workflow, active=False)
    if task := off.first():
        way = f"Switch “{task}” on again."
        link = reverse("wagtailadmin_workflows:edit_task", args=(task.pk,))
    else:
        way = "Let it have one step, an approval by a second person, and no other."
        link = reverse("wagtailadmin_workflows:edit", args=(workflow.pk,))
    return Notice(f"{fault} Nobody can send a text there. {way}", link, "Put it right")


def about_letters():
    """Texts wait, and no letter reaches a Moderator."""
    if (
        ReviewState.objects.waiting().exists()
        and not MailChoice.reachable(moderators()).exists()
    ):
        yield Notice(
            "Texts wait, but no Moderator has an e-mail address and wants to hear from "
            "us. Please look after the queue.",
            reverse("editorial:queue"),
            "Open the queue",
        )


def about_the_clock():
    """The worker keeps the schedule and sends the letters."""
    if stopped := clock_that_stopped():
        yield Notice(
            f"{stopped} Until the worker runs again, nothing becomes public at its time "
            "and no letter is sent. Please tell whoever looks after the server."
        )
    if stuck := OutboxMessage.objects.parked().count():
        letters_are = (
            "1 letter or message" if stuck == 1 else f"{stuck} letters or messages"
        )
        yield Notice(f"{letters_are} could not be sent, after many tries.")


def clock_that_stopped():
    """
    Say that the schedule is not kept.

    Returns:
        A sentence; empty while it is kept.
    """
    last = clock_last_ran()
    if last and timezone.now() - last <= CLOCK_LATE:
        return ""
    when = f"last ran on {moment_in_words(last)}" if last else "has never run"
    return f"The clock {when}."
