"""Replies in the admin: approved, declined and taken off pages by Moderators alone."""

from django.urls import reverse

from sharing.models import Reply
from sharing.replies import actions
from sharing.replies.forms import VerdictForm
from sharing.views.desk import ListView, OneView

APPROVED = "Readers have it now, and its writer and the authors are told."
DECLINED = "It is declined, and its writer has a letter."
REMOVED = "It is off the page and out of the feed, and its writer is told."
ERASED = "The reply is gone everywhere. What it said and who wrote it are deleted."


class RepliesView(ListView):
    """What readers replied to pages, by what has become of it."""

    header_icon = "comment"
    page_title = "Replies"
    template_name = "sharing/admin/replies.html"
    model = Reply
    lists = {
        "waiting": "Waiting",
        "suspect": "Set apart as possible spam",
        "approved": "Approved",
        "settled": "Declined, withdrawn or taken off",
    }


class ReplyView(OneView):
    """One reply: what it says, to which page, who wrote it, and what to do about it."""

    header_icon = "comment"
    page_title = "A reply"
    template_name = "sharing/admin/reply.html"
    model, key, back = Reply, "reply_id", "sharing_replies"
    viewed = "sharing.reply_view"
    related = ("sender", "page", "to__sender", "decided_by")
    form_class = VerdictForm

    def approve(self, words):
        """Let readers have it."""
        return APPROVED, actions.approve(self.sent.pk, self.request.user)

    def decline(self, words):
        """Turn it down, with a letter."""
        return DECLINED, actions.decline(self.sent.pk, self.request.user, words)

    def remove(self, words):
        """Take it off the page."""
        return REMOVED, actions.remove(self.sent.pk, self.request.user, words)

    def erase(self, words):
        """Delete it because its writer asked for it."""
        actions.withdraw_reply(self.sent.pk, self.request.user)
        return ERASED, ""

    ACTIONS = {
        "approve": approve,
        "decline": decline,
        "let_through": OneView.let_through,
        "remove": remove,
        "erase": erase,
    }

    def way_here(self):
        return [{"url": reverse("sharing_replies"), "label": "Replies"}]

    def get_context_data(self, **kwargs):
        obstacle = ""
        if self.sent.is_open:
            obstacle = actions.obstacle_to_deciding(self.sent, self.request.user)
        return super().get_context_data(reply=self.sent, obstacle=obstacle, **kwargs)
