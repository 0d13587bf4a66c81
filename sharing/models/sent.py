"""What everything that people send in has in common: a form, a letter, and a wait."""

import hashlib
from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.text.tidying import alike

TO_CONFIRM = timedelta(days=7)
SUSPECTS_KEPT = timedelta(days=30)
SETTLED_KEPT = timedelta(days=180)
# How far it has come before anybody decides; what comes then each model says itself.
UNCONFIRMED, WAITING, SUSPECT = "unconfirmed", "waiting", "suspect"


class SentQuerySet(models.QuerySet):
    """What was sent in, by what has become of it."""

    def waiting(self):
        """What somebody should decide about, the one that waited longest first."""
        return self.filter(state=WAITING).order_by("waiting_since", "pk")

    def suspect(self):
        """What may be spam, the newest first."""
        return self.filter(state=SUSPECT).order_by("-sent_at", "-pk")

    def kept_long_enough(self):
        """What nobody need know any more: its words, and who sent it."""
        now = timezone.now()
        return self.filter(erased_at=None).filter(
            Q(state=UNCONFIRMED, sent_at__lt=now - TO_CONFIRM)
            | Q(state=SUSPECT, sent_at__lt=now - SUSPECTS_KEPT)
            | self.settled_before(now - SETTLED_KEPT)
        )

    def settled_before(self, moment):
        """What was settled before a moment, as a `Q`."""
        raise NotImplementedError

    def to_confirm(self, token):
        """
        Find what a secret link confirms.

        Args:
            token: what stands in the address of the link.

        Returns:
            One whose link was not used up by time, or None.
        """
        fresh = self.filter(sent_at__gt=timezone.now() - TO_CONFIRM, erased_at=None)
        return fresh.filter(token_hash=hash_of(token)).select_related("sender").first()


class Sent(models.Model):
    """
    Something that somebody sent in, and a `sender`, which each model names itself.

    What it says and who sent it is for Moderators alone, unless they let readers have it.
    """

    # Made with the form: the same form sent twice is one.
    form_key = models.UUIDField(unique=True, default=uuid4)
    words = models.TextField(blank=True)
    words_hash = models.CharField(max_length=64, db_index=True)
    # Only the hash of what stands in the link by which its sender confirms it.
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    suspicions = models.JSONField(default=list)
    sent_at = models.DateTimeField(default=timezone.now)
    waiting_since = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    # It is no use of a page that anybody would have to mend.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=WAITING) | Q(waiting_since__isnull=False),
                name="%(class)s_waits_since",
            )
        ]

    def __str__(self):
        return f"{type(self).__name__} {self.pk}"

    @property
    def is_open(self):
        """Whether somebody can still decide about it."""
        return self.state in (WAITING, SUSPECT) and self.erased_at is None

    def erase(self):
        """Delete what it says and who sent it; keep that there was one, and its end."""
        self.sender.erase()
        self.words = self.words_hash = self.token_hash = ""
        self.erased_at = timezone.now()
        self.save()


def hash_of(token):
    """SHA-256 of a token, in hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_of_words(words):
    """The same for a text, whatever its letter case and signs."""
    return hash_of(alike(words).casefold())
