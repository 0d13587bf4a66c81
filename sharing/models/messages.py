"""Messages to the community: a question, a problem with a page, whether it was useful."""

import hashlib
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.text.tidying import alike

TO_CONFIRM = timedelta(days=7)
SUSPECTS_KEPT = timedelta(days=30)
SETTLED_KEPT = timedelta(days=180)


class Kind(models.TextChoices):
    """What a message is about."""

    QUESTION = "question", "A question, an idea or a few words"
    PROBLEM = "problem", "Something on a page is wrong or does not work"
    USEFUL = "useful", "Whether a page was useful"
    JOIN = "join", "Somebody would like to become a Content Editor"


class Useful(models.TextChoices):
    """Whether a page was useful."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"


class State(models.TextChoices):
    """How far a message has come."""

    UNCONFIRMED = "unconfirmed", "Waits for its sender to confirm the address"
    WAITING = "waiting", "Waits for an answer"
    SUSPECT = "suspect", "Set apart: it may be spam"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed without an answer"


class MessageQuerySet(models.QuerySet):
    """Messages, by what has become of them."""

    def waiting(self):
        """Messages that somebody should answer, the one that waited longest first."""
        return self.filter(state=State.WAITING).order_by("waiting_since", "pk")

    def suspect(self):
        """Messages that may be spam, the newest first."""
        return self.filter(state=State.SUSPECT).order_by("-sent_at", "-pk")

    def settled(self):
        """Messages that were answered or closed, the last one first."""
        done = self.filter(state__in=(State.ANSWERED, State.CLOSED))
        return done.order_by("-settled_at", "-pk")

    def kept_long_enough(self):
        """Messages whose words and senders need not be known any more."""
        now = timezone.now()
        return self.filter(erased_at=None).filter(
            Q(state=State.UNCONFIRMED, sent_at__lt=now - TO_CONFIRM)
            | Q(state=State.SUSPECT, sent_at__lt=now - SUSPECTS_KEPT)
            | Q(settled_at__lt=now - SETTLED_KEPT)
        )

    def to_confirm(self, token):
        """
        Find the message that a secret link confirms.

        Args:
            token: what stands in the address of the link.

        Returns:
            A message whose link was not used up by time, or None.
        """
        fresh = self.filter(sent_at__gt=timezone.now() - TO_CONFIRM, erased_at=None)
        return fresh.filter(token_hash=hash_of(token)).select_related("sender").first()


class Message(models.Model):
    """One message. What it says and who sent it is for Moderators alone."""

    # Made with the form: the same form sent twice is one message.
    form_key = models.UUIDField(unique=True, default=uuid4)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.QUESTION)
    useful = models.CharField(max_length=6, choices=Useful, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    address = models.CharField("the address it is about", max_length=500, blank=True)
    words = models.TextField(blank=True)
    words_hash = models.CharField(max_length=64, db_index=True)
    sender = models.OneToOneField(
        "sharing.Sender", on_delete=models.PROTECT, related_name="message"
    )
    # Only the hash of what stands in the link by which its sender confirms it.
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(max_length=12, choices=State, default=State.UNCONFIRMED)
    suspicions = models.JSONField(default=list)
    sent_at = models.DateTimeField(default=timezone.now)
    waiting_since = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    erased_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "waiting_since"], name="message_queue")]

    def __str__(self):
        return f"Message {self.pk}"

    @property
    def is_open(self):
        """Whether somebody can still do something about it."""
        return self.state in (State.WAITING, State.SUSPECT) and self.erased_at is None

    def erase(self):
        """Delete what it says and who sent it; keep that there was one, and its end."""
        self.sender.erase()
        self.words = self.answer = self.words_hash = self.token_hash = ""
        self.erased_at = timezone.now()
        self.save()


def hash_of(token):
    """SHA-256 of a token, in hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_of_words(words):
    """The same for a text, whatever its letter case and signs."""
    return hash_of(alike(words).casefold())
