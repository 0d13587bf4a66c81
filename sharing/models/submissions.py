"""What people send in for the site: from the first words to what became of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils import timezone

from core.choices import Written
from editorial.models import ReviewState, Withdrawal
from sharing import share_types
from sharing.models.sent import SETTLED_KEPT, SUSPECTS_KEPT, TO_CONFIRM

DRAFTS_KEPT = timedelta(days=90)
REMINDED_AFTER = (timedelta(days=14), timedelta(days=40))
CLOSED_AFTER = timedelta(days=60)


class State(models.TextChoices):
    """How far what somebody sends in has come."""

    WRITING = "writing", "Is being written"
    UNCONFIRMED = "unconfirmed", "Waits for its sender to confirm the address"
    SUSPECT = "suspect", "Set apart: it may be spam"
    RECEIVED = "received", "Is with the Moderators"
    DECLINED = "declined", "Will not be published"
    CLOSED = "closed", "Closed, because no answer came"
    WITHDRAWN = "withdrawn", "Withdrawn by its sender"


ENDED = (State.DECLINED, State.CLOSED, State.WITHDRAWN)


class SubmissionQuerySet(models.QuerySet):
    """What people send in, by what has become of it."""

    def of_page(self, page):
        """What a page was made of, the newest first."""
        return self.filter(page_id=page.pk).order_by("-pk")

    def with_moderators(self):
        """What a page was made of and nobody ended, the newest first."""
        received = self.filter(state=State.RECEIVED)
        return received.select_related("page", "sender").order_by("-waiting_since", "-pk")

    def left_outside_the_queue(self):
        """What could not be put into the queue, or was taken out of it."""
        waiting = ReviewState.objects.waiting().annotate(
            page_key=Cast("workflow_state__object_id", models.IntegerField())
        )
        mine = self.filter(state=State.RECEIVED, asked_at=None, page__live=False)
        mine = mine.filter(
            page__first_published_at=None, page__latest_revision__approved_go_live_at=None
        )
        return mine.exclude(page_id__in=waiting.values("page_key"))

    def suspect(self):
        """What may be spam, the newest first."""
        return self.filter(state=State.SUSPECT).order_by("-sent_at", "-pk")

    def ended(self):
        """What was declined, closed or withdrawn, the last one first."""
        return self.filter(state__in=ENDED).order_by("-settled_at", "-pk")

    def asked_before(self, moment):
        """What waits for its sender's answer since before a moment."""
        return self.filter(state=State.RECEIVED, asked_at__lt=moment)

    def from_address(self, email):
        """What somebody sent in from an address and can still follow."""
        known = self.filter(sender__email__iexact=email, erased_at=None)
        return known.exclude(state=State.WRITING).select_related("sender")

    def kept_long_enough(self):
        """What need not be kept any more."""
        now = timezone.now()
        old = now - SETTLED_KEPT
        left = Q(page=None, saved_at__lt=old)
        left |= Q(page__live=False, page__expired=True, page__expire_at__lt=old)
        left |= Q(page__live=False, page__withdrawals__in=withdrawn_before(old))
        return self.filter(erased_at=None).filter(
            Q(state=State.WRITING, saved_at__lt=now - DRAFTS_KEPT)
            | Q(state=State.UNCONFIRMED, sent_at__lt=now - TO_CONFIRM, page=None)
            | Q(state=State.SUSPECT, sent_at__lt=now - SUSPECTS_KEPT)
            | Q(state__in=ENDED, settled_at__lt=old)
            | Q(left, state=State.RECEIVED)
        )


def withdrawn_before(moment):
    """Withdrawals that hold, of pages that went before a moment."""
    return Withdrawal.objects.in_force().filter(withdrawn_at__lt=moment)


class Submission(models.Model):
    """
    A story or a driver that somebody without an account writes and sends in.

    Its words become those of a page once they are sent; who sent them never does.
    """

    share_type_key = models.CharField("what it is", max_length=40)
    # By the names of the fields: a text, or for rows a list of dictionaries of texts.
    answers = models.JSONField(default=dict)
    # The same as they were when they last came in, for Moderators to see beside edited
    # words.
    sent_answers = models.JSONField(default=dict)
    # What was saved in one window and then written over in another.
    overtaken = models.JSONField(default=list)
    not_understood = models.TextField("what a Word file said besides", blank=True)
    written = models.CharField(max_length=10, choices=Written, blank=True)
    note = models.TextField("a note for the Moderators", blank=True, max_length=1000)
    sender = models.OneToOneField(
        "sharing.Sender",
        null=True,
        on_delete=models.PROTECT,
        related_name="submission",
    )
    # Accounts in which somebody opened the secret link: they wrote it, too.
    accounts = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=12, choices=State, default=State.WRITING)
    suspicions = models.JSONField(default=list)
    begun_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField(null=True)
    # What a Moderator asks; while `asked_at` is set it is the sender's turn.
    asked_at = models.DateTimeField(null=True)
    question = models.TextField(blank=True)
    # What was said beside single fields, by their names.
    remarks = models.JSONField(default=dict)
    # What both sides wrote to each other, the newest last.
    conversation = models.JSONField(default=list)
    reminders = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField("what was decided, and why", blank=True)
    erased_at = models.DateTimeField(null=True)

    # It is no use of a page that anybody would have to mend.
    wagtail_reference_index_ignore = True

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "saved_at"], name="submission_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.RECEIVED) | Q(waiting_since__isnull=False),
                name="received_submissions_wait_since",
            )
        ]

    def __str__(self):
        return f"Submission {self.pk}"

    @property
    def share_type(self):
        """The `ShareType` that it is."""
        return share_types.share_type(self.share_type_key)

    @property
    def title(self):
        """What it is called, or what it is where it has no title yet."""
        return self.answers.get("title") or f"Untitled {self.share_type.name}"

    @property
    def is_unsent(self):
        """Whether nobody has been asked to read it yet."""
        return self.state in (State.WRITING, State.UNCONFIRMED)

    @property
    def is_with_moderators(self):
        """Whether a page was made of it and nobody has ended it."""
        return self.state == State.RECEIVED

    @property
    def is_senders_turn(self):
        """Whether a Moderator asked something that is not answered yet."""
        return self.is_with_moderators and self.asked_at is not None

    @property
    def may_change(self):
        """Whether its sender may change its words now."""
        return self.erased_at is None and (self.is_unsent or self.is_senders_turn)

    @property
    def may_be_withdrawn(self):
        """Whether its sender can still take it back."""
        return self.state in (State.SUSPECT, State.RECEIVED)

    @property
    def kept_until(self):
        """When what it says is deleted, of something that has ended."""
        return self.settled_at and self.settled_at + SETTLED_KEPT

    @property
    def is_public(self):
        """Whether readers have the page that was made of it."""
        return bool(self.page_id and self.page.live)

    def erase(self):
        """Delete what it says and who sent it; keep that there was one, and its end."""
        if self.sender:
            self.sender.erase()
        self.files.all().delete()
        self.accounts.clear()
        self.answers, self.sent_answers, self.overtaken = {}, {}, []
        self.remarks, self.conversation, self.suspicions = {}, [], []
        self.not_understood = self.note = self.question = self.reason = ""
        self.asked_at, self.erased_at = None, timezone.now()
        self.save()


class Agreement(models.Model):
    """Somebody saw exactly these words and agreed that they go to readers."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="agreements"
    )
    # Of the version of the page, as decisions have it.
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return f"Agreement {self.pk}"
