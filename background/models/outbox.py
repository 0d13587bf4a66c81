"""What waits to leave the process: mails, and whatever the rooms above send."""

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

SENT_KEPT = timedelta(days=7)
PARKED_KEPT = timedelta(days=90)
LONGEST_REASON = 300
# What stands in the place of what was personal and nobody needs any more.
EMPTIED = {"emptied": True}
SETTLED = ("attempts", "cut_short", "state", "last_error")


class State(models.TextChoices):
    """How far a message has come."""

    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    PARKED = "parked", "Given up"


class OutboxQuerySet(models.QuerySet):
    """Messages, by what has become of them."""

    def waiting(self):
        """Messages that will be sent, now or at their next attempt."""
        return self.filter(state=State.WAITING)

    def due(self):
        """Messages whose time has come, the one that waited longest first."""
        due = self.waiting().filter(next_attempt_at__lte=timezone.now())
        return due.order_by("next_attempt_at", "pk")

    def sent(self):
        """Messages that were handed over."""
        return self.filter(state=State.SENT)

    def parked(self):
        """Messages that were given up, for a person to look at."""
        return self.filter(state=State.PARKED)

    def replacing(self, message):
        """Newer messages that make this one pointless."""
        if not message.supersedes:
            return self.none()
        same = self.filter(kind=message.kind, supersedes=message.supersedes)
        return same.filter(pk__gt=message.pk)

    def outdated(self):
        """Messages that need not be kept: they may hold what is personal."""
        now = timezone.now()
        return self.filter(
            Q(state=State.SENT, sent_at__lt=now - SENT_KEPT)
            | Q(state=State.PARKED, created_at__lt=now - PARKED_KEPT)
        )

    def hold(self, reason):
        """Give up what waits, for a person to look at; return how much that was."""
        return self.waiting().update(state=State.PARKED, last_error=reason)

    def to_try_again(self):
        """Parked messages that still say something."""
        return self.parked().exclude(payload=EMPTIED)

    def try_again(self):
        """Send parked messages after all; return how many there are to send."""
        return self.to_try_again().update(
            state=State.WAITING, attempts=0, next_attempt_at=timezone.now()
        )


class OutboxMessage(models.Model):
    """One thing to send: written with what causes it, sent when that is certain."""

    reference = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    payload = models.JSONField()
    subject = models.CharField(max_length=200, blank=True)
    supersedes = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    # How often in a row a worker took it in hand and ended before anything came of it.
    cut_short = models.PositiveSmallIntegerField(default=0, db_default=0)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    sent_at = models.DateTimeField(null=True)
    attempted_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=LONGEST_REASON, blank=True)
    # What the receiver said when it took the message.
    answer = models.CharField(max_length=LONGEST_REASON, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                name="outbox_due",
                condition=Q(state="waiting"),
            ),
            models.Index(
                fields=["kind", "supersedes", "id"],
                name="outbox_supersedes",
                condition=~Q(supersedes=""),
            ),
        ]

    def __str__(self):
        return self.subject or f"{self.kind} {self.reference}"

    def take(self, pause):
        """Take it in hand; it is due again after a pause, should nothing come of that."""
        self.cut_short += 1
        self.next_attempt_at = timezone.now() + pause
        self.save(update_fields=["cut_short", "next_attempt_at"])

    def mark_sent(self, answer=""):
        """Note that it was handed over, and what the receiver said."""
        answer = answer[:LONGEST_REASON]
        self.settle(State.SENT, "", sent_at=timezone.now(), answer=answer)

    def park(self, reason):
        """Give it up, and say why in words without anything personal."""
        self.settle(State.PARKED, reason)

    def empty(self):
        """Delete what it says; that it was sent, and when, stays."""
        self.payload = EMPTIED
        self.save(update_fields=["payload"])

    def postpone(self, pause, reason):
        """Try again after a pause, and say why."""
        self.settle(State.WAITING, reason, next_attempt_at=timezone.now() + pause)

    def settle(self, state, reason, **fields):
        """Note what came of an attempt."""
        self.attempts += 1
        self.cut_short = 0
        self.state, self.last_error = state, reason[:LONGEST_REASON]
        fields["attempted_at"] = timezone.now()
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=[*SETTLED, *fields])
