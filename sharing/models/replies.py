"""What readers reply to pages: public words, approved or declined as they stand."""

import hashlib
import json
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core.pages.queries import public_pages
from sharing.models import sent


class ReplyState(models.TextChoices):
    """How far a reply has come."""

    UNCONFIRMED = sent.UNCONFIRMED, "Waits for its writer to confirm the address"
    WAITING = sent.WAITING, "Waits for a moderator"
    SUSPECT = sent.SUSPECT, "Set apart: it may be spam"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn by its writer"
    REMOVED = "removed", "Taken off the page by a moderator"
    LAPSED = "lapsed", "Deleted because its time had come"


# What was public, or may have been, and is not any more.
GONE = (ReplyState.WITHDRAWN, ReplyState.REMOVED, ReplyState.LAPSED)


class ReplyQuerySet(sent.SentQuerySet):
    """Replies, by what has become of them."""

    def approved(self):
        """Replies that readers have where the page is public, the last one first."""
        return self.filter(state=ReplyState.APPROVED).order_by("-decided_at", "pk")

    def public(self):
        """Approved replies whose pages any visitor may read."""
        return self.approved().filter(page__in=public_pages())

    def settled(self):
        """Replies that were declined or are gone, the last one first."""
        done = self.filter(state__in=(ReplyState.DECLINED, *GONE))
        return done.order_by("-sent_at", "pk")

    def for_readers(self):
        """
        Find what stands below a page.

        Returns:
            Replies with their writers, the oldest first. Of a reply that is gone the
            place stays as long as there are answers to it.
        """
        answers = Reply.objects.filter(to=OuterRef("pk"), state=ReplyState.APPROVED)
        is_answered = Q(state__in=GONE) & Exists(answers)
        found = self.filter(Q(state=ReplyState.APPROVED) | is_answered)
        return found.order_by("sent_at", "pk").select_related("sender")

    def settled_before(self, moment):
        return (
            Q(state=ReplyState.DECLINED, decided_at__lt=moment)
            | Q(ended_at__lt=moment)
            | Q(hidden_since__lt=moment)
            | Q(page=None)
        )

    def to_withdraw(self, token):
        """
        Find the reply that the link in the letter of its approval withdraws.

        Args:
            token: what stands in the address of the link.

        Returns:
            A reply, or None. The link is good as long as the reply is kept.
        """
        kept = self.filter(withdrawal_hash=sent.hash_of(token), erased_at=None)
        return kept.exclude(withdrawal_hash="").select_related("sender", "page").first()


class Reply(sent.Sent):
    """
    What one reader replied to a page, or to another reader's reply to it.

    Its writer's name and e-mail address stand in its `sender`. Readers see the name while
    the reply is approved and the page public.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="replies"
    )
    to = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="answers"
    )
    sender = models.OneToOneField(
        "sharing.Sender", on_delete=models.PROTECT, related_name="reply"
    )
    state = models.CharField(
        max_length=12, choices=ReplyState, default=ReplyState.UNCONFIRMED
    )

    # The record of the decision: who, when, which words, and who had written the page.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    written_by = models.JSONField(default=list)

    # Only the hash of what stands in the link by which its writer withdraws it.
    withdrawal_hash = models.CharField(max_length=64, blank=True, db_index=True)
    # What the letter said that declined it, or took it off the page.
    reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    # Since when the page is not public under which it stands; see `sharing.jobs`.
    hidden_since = models.DateTimeField(null=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "replies"
        indexes = [
            models.Index(fields=["state", "waiting_since"], name="reply_queue"),
            models.Index(fields=["page", "state"], name="replies_of_page"),
        ]
        constraints = [
            *sent.Sent.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state=ReplyState.APPROVED)
                | (Q(decided_at__isnull=False) & ~Q(fingerprint="")),
                name="approved_replies_have_a_record",
            ),
        ]

    @property
    def is_approved(self):
        """Whether readers have it where the page is public."""
        return self.state == ReplyState.APPROVED

    @property
    def anchor(self):
        """Its place on the page."""
        return f"reply-{self.pk}"

    def words_fingerprint(self):
        """SHA-256 of its name and words, where they stand and what they answer."""
        stands = [str(self.pk), self.page_id, self.to_id and str(self.to_id)]
        said = json.dumps([*stands, self.sender.name, self.words])
        return hashlib.sha256(said.encode()).hexdigest()

    def end(self, state):
        """Note that it is gone, in one of the states `GONE`."""
        self.state, self.ended_at = state, timezone.now()

    def erase(self):
        """The same, with the reason, which may name somebody."""
        self.reason = self.withdrawal_hash = ""
        super().erase()


def reply_at(address, page):
    """
    Find the reply that an address means.

    Args:
        address: of a place on a page, as somebody gave it.
        page: the page that stands there, or None.

    Returns:
        An approved reply to that page, or None.
    """
    _, found, key = address.partition("#reply-")
    if page is None or not found:
        return None
    try:
        return page.replies.approved().filter(pk=UUID(key)).first()
    except ValueError:
        return None
