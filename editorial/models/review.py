"""The one step of the workflow, and what is known of a text that waits in it."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import (
    AbstractGroupApprovalTask,
    TaskState,
    get_default_page_content_type,
)

from community.roles import deciders, may_decide
from editorial.models.decisions import WITHOUT_ACCOUNT, shown_name

CLAIM_DAYS = 3
OVERDUE_DAYS = 7
SWITCHED_OFF = (
    "The step this text waited in was switched off, so nobody can decide about it now. "
    "Please send it again."
)


class ReviewStateQuerySet(models.QuerySet):
    """Texts in review, read as moderators ask for them."""

    def waiting(self):
        """Texts that wait for a decision, the one that waits longest first."""
        waiting = self.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__current_task_state=F("pk"),
        )
        return waiting.order_by("waiting_since", "pk")

    def for_page(self, page):
        """The texts of one page."""
        return self.filter(
            workflow_state__base_content_type=get_default_page_content_type(),
            workflow_state__object_id=str(page.pk),
        )

    def overdue(self):
        """Texts that have waited for more than a week."""
        since = timezone.now() - timedelta(days=OVERDUE_DAYS)
        return self.waiting().filter(waiting_since__lt=since)

    def claimed_by_user(self, user):
        """Texts somebody holds now."""
        return self.waiting().filter(claimed_by=user, claimed_at__gt=claims_begin())


def claims_begin():
    """Claims made before this moment have lapsed."""
    return timezone.now() - timedelta(days=CLAIM_DAYS)


class ReviewState(TaskState):
    """A text that waits for a second person, or what became of it."""

    class Change(models.TextChoices):
        """How much of the change readers should be told."""

        MINOR = "minor", "Small: nobody needs to be told"
        MAJOR = "major", "Worth telling readers"

    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sent_texts",
    )
    # Somebody without an account sent it; whose account is gone had one.
    from_outside = models.BooleanField(default=False, db_default=False)
    waiting_since = models.DateTimeField(default=timezone.now)
    note = models.TextField("a note for the moderator", blank=True, max_length=1000)
    change = models.CharField(
        "how big is the change?", max_length=5, choices=Change, default=Change.MINOR
    )
    change_note = models.CharField("what readers should know", max_length=300, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="claimed_texts",
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    reminded_days = models.PositiveSmallIntegerField(default=0)

    objects = ReviewStateQuerySet.as_manager()

    class Meta:
        verbose_name = "text in review"
        verbose_name_plural = "texts in review"

    @property
    def sender_name(self):
        """Who sent the text, as far as it is known."""
        return WITHOUT_ACCOUNT if self.from_outside else shown_name(self.submitted_by)

    @property
    def holder(self):
        """Who has claimed the text, as long as the claim lasts; else None."""
        fresh = self.claimed_at and self.claimed_at > claims_begin()
        return self.claimed_by if fresh else None

    @property
    def is_overdue(self):
        """Whether the text has waited for more than a week."""
        return self.waiting_since < timezone.now() - timedelta(days=OVERDUE_DAYS)

    def log_state_change_action(self, user, action):
        """Decisions are logged where they are made, in words."""


class ReviewTask(AbstractGroupApprovalTask):
    """Approval by one person who wrote none of it."""

    task_state_class = ReviewState

    class Meta:
        verbose_name = "approval by a second person"
        verbose_name_plural = "approvals by a second person"

    @classmethod
    def get_description(cls):
        """What the step does, for those who build workflows."""
        return "One member of the chosen groups approves what somebody else wrote."

    def start(self, workflow_state, user=None):
        """Let a text wait here from now on."""
        state = super().start(workflow_state, user=user)
        state.submitted_by = user
        state.save(update_fields=["submitted_by"])
        return state

    def get_actions(self, obj, user):
        """None in Wagtail's own forms: decisions are made on the review screen."""
        return []

    def on_action(self, task_state, user, action_name, **kwargs):
        """Wagtail's own forms decide nothing, whoever sends them."""
        raise PermissionDenied("Decide about this text on its review page.")

    def has_deciders(self):
        """Whether anybody could decide here now."""
        return deciders().filter(groups__in=self.groups.all()).exists()

    def can_decide(self, user):
        """Whether somebody belongs to those who decide, here and at all."""
        return may_decide(user) and self.user_can_access_editor(None, user)

    @transaction.atomic
    def deactivate(self, user=None):
        """Switch the step off. What waits in it goes back to its authors."""
        self.active = False
        self.save()
        for state in self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS):
            state.specific.reject(user=user, comment=SWITCHED_OFF)


def fault_of(workflow):
    """
    Say why no text can be sent in a workflow.

    Args:
        workflow: a `Workflow` of Wagtail's.

    Returns:
        The reason as a sentence; empty if texts can be sent. A step in which nobody can
        decide at the moment is no such reason.
    """
    steps = [step.specific for step in workflow.tasks.filter(active=True)]
    if not steps:
        return f"“{workflow}” has no step that is switched on."
    for step in steps:
        if not isinstance(step, ReviewTask):
            return f"“{step}” in “{workflow}” is no approval by a second person."
    return ""
