"""Messages to the community: a question, a problem with a page, whether it was useful."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sharing.models import sent


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

    UNCONFIRMED = sent.UNCONFIRMED, "Waits for its sender to confirm the address"
    WAITING = sent.WAITING, "Waits for an answer"
    SUSPECT = sent.SUSPECT, "Set apart: it may be spam"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed without an answer"


class MessageQuerySet(sent.SentQuerySet):
    """Messages, by what has become of them."""

    def settled(self):
        """Messages that were answered or closed, the last one first."""
        done = self.filter(state__in=(State.ANSWERED, State.CLOSED))
        return done.order_by("-settled_at", "-pk")

    def settled_before(self, moment):
        return Q(settled_at__lt=moment)


class Message(sent.Sent):
    """One message. What it says and who sent it is for Moderators alone."""

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.QUESTION)
    useful = models.CharField(max_length=6, choices=Useful, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    address = models.CharField("the address it is about", max_length=500, blank=True)
    sender = models.OneToOneField(
        "sharing.Sender", on_delete=models.PROTECT, related_name="message"
    )
    state = models.CharField(max_length=12, choices=State, default=State.UNCONFIRMED)
    answer = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = MessageQuerySet.as_manager()

    class Meta(sent.Sent.Meta):
        indexes = [models.Index(fields=["state", "waiting_since"], name="message_queue")]

    def erase(self):
        """The same, with what was answered."""
        self.answer = ""
        super().erase()
