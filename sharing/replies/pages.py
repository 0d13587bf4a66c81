"""Pages that readers may reply to, and the replies as a page and the feed show them."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import cached_property

from core.pages.items import ReaderReply
from sharing.models import Reply

TWO_YEARS = timedelta(days=730)


@dataclass
class Thread:
    """A reply to the page with the answers to it, the oldest first."""

    reply: Reply
    answers: list = field(default_factory=list)


class TakesReplies:
    """
    A page that readers may reply to, each by name and confirmed address.

    It comes before `ContentPage` among the bases of a page type, whose `feed_item()`
    gives `feed_replies`, and whose template includes `sharing/parts/replies.html`.
    """

    # How long readers may reply, from the first publication of a page.
    takes_replies_for = TWO_YEARS

    @classmethod
    def read_along(cls):
        replies = Reply.objects.for_readers()
        known = Prefetch("replies", replies, to_attr="shown_replies")
        return [*super().read_along(), known]

    @cached_property
    def shown_replies(self):
        """The replies below the page, and the places of those that are gone."""
        return list(self.replies.for_readers()) if self.pk else []

    @property
    def feed_replies(self):
        """The same as the feed gives them: without those that are gone."""
        approved = {reply.pk: reply for reply in self.shown_replies if reply.is_approved}
        return [
            ReaderReply(
                id=reply.pk,
                at=reply.sent_at,
                name=reply.sender.name,
                text=reply.words,
                to=reply.to_id if reply.to_id in approved else None,
            )
            for reply in approved.values()
        ]

    @property
    def threads(self):
        """The replies as `Thread`s, one level deep."""
        found = {r.pk: Thread(r) for r in self.shown_replies if r.to_id is None}
        for reply in self.shown_replies:
            if reply.to_id in found:
                found[reply.to_id].answers.append(reply)
        return list(found.values())

    @property
    def count_of_replies(self):
        """How many replies readers find below the page."""
        return sum(reply.is_approved for reply in self.shown_replies)

    @property
    def replies_close_at(self):
        """When nobody may reply any more; None for what was never public."""
        begun = self.first_published_at
        return begun and begun + self.takes_replies_for

    @property
    def is_open_to_replies(self):
        """Whether readers may reply now."""
        closes = self.replies_close_at
        return closes is not None and timezone.now() < closes
