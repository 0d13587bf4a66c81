"""What the sharing room adds to Wagtail's admin."""

from django.urls import path, reverse
from django.utils.text import capfirst
from wagtail import hooks

from editorial.admin.menus import CountedMenuItem
from sharing import signal_handlers
from sharing.models import Message, Reply, Submission
from sharing.replies.audit import problems_of_replies
from sharing.submissions import following
from sharing.submissions.audit import problems_of_submissions
from sharing.views import desk, reply_desk, sent_in, word

LOGGED = {
    "sharing.view": ("Look at a message", "Looked at it"),
    "sharing.answered": ("Answer a message", "Answered it by letter"),
    "sharing.closed": ("Close a message", "Closed it without an answer"),
    "sharing.accept": ("Say yes to somebody who asks to join", "Said yes to them"),
    "sharing.let_through": (
        "Let through what looked like spam",
        "Said that it is no spam",
    ),
    "sharing.ask": ("Ask whoever sent it in", "Asked whoever sent it in"),
    "sharing.declined": ("Decline what was sent in", "Declined it"),
    "sharing.withdrawn": ("Withdraw what was sent in", "Its sender took it back"),
    "sharing.erase": (
        "Delete a message's words and sender",
        "Deleted what it said and who sent it",
    ),
    "sharing.reply_view": ("Look at a reply", "Looked at it"),
    "sharing.reply_approved": ("Approve a reply", "Approved it"),
    "sharing.reply_declined": ("Decline a reply", "Declined it by letter"),
    "sharing.reply_removed": ("Take a reply off its page", "Took it off the page"),
    "sharing.reply_withdrawn": ("Withdraw a reply", "It was withdrawn and deleted"),
    "sharing.reply_lapsed": ("Delete an old reply", "It was deleted in time"),
}


class SentMenuItem(CountedMenuItem):
    """What people sent in, with how much waits."""

    def __init__(self, label, url, model, **kwargs):
        super().__init__(label, url, **kwargs)
        self.model = model

    def waiting(self):
        return self.model.objects.waiting()

    def is_shown(self, request):
        return desk.may_read(request.user)


@hooks.register("register_admin_menu_item")
def messages_in_menu():
    """Messages stand after what waits for a second person."""
    address = reverse("sharing_messages")
    return SentMenuItem("Messages", address, Message, icon_name="mail", order=60)


@hooks.register("register_admin_menu_item")
def replies_in_menu():
    """Replies stand beside messages."""
    address = reverse("sharing_replies")
    return SentMenuItem("Replies", address, Reply, icon_name="comment", order=62)


class SentInMenuItem(CountedMenuItem):
    """What people sent in, with how much of it is in no queue yet."""

    def waiting(self):
        return Submission.objects.left_outside_the_queue()

    def is_shown(self, request):
        return desk.may_read(request.user)


@hooks.register("register_admin_menu_item")
def sent_in_in_menu():
    """What people sent in stands beside the messages."""
    address = reverse("sharing_sent_in_list")
    return SentInMenuItem("Sent in", address, icon_name="download", order=61)


@hooks.register("register_admin_urls")
def screens():
    """The screens of messages and replies, and of Word files."""
    message, reply = desk.MessageView.as_view(), reply_desk.ReplyView.as_view()
    return [
        path("messages/", desk.MessagesView.as_view(), name="sharing_messages"),
        path("messages/<int:message_id>/", message, name="sharing_message"),
        path("replies/", reply_desk.RepliesView.as_view(), name="sharing_replies"),
        path("replies/<uuid:reply_id>/", reply, name="sharing_reply"),
        path("sent-in/", sent_in.SentInListView.as_view(), name="sharing_sent_in_list"),
        path(
            "sent-in/<int:submission_id>/",
            sent_in.SentInView.as_view(),
            name="sharing_sent_in",
        ),
        path("from-word/", word.FromWordView.as_view(), name="sharing_from_word"),
    ]


@hooks.register("editorial_waiting")
def messages_that_wait(request):
    """Messages among what waits for somebody, as the queue shows them."""
    if not desk.may_read(request.user):
        return []
    found = Message.objects.waiting().select_related("page")
    return [
        {
            "title": message.get_kind_display(),
            "about": message.page.title if message.page else "",
            "address": reverse("sharing_message", args=[message.pk]),
            "since": message.waiting_since,
        }
        for message in found
    ]


@hooks.register("editorial_waiting")
def replies_that_wait(request):
    """Replies among what waits for somebody."""
    if not desk.may_read(request.user):
        return []
    return [
        {
            "title": "A reply of a reader",
            "about": reply.page.title if reply.page else "",
            "address": reverse("sharing_reply", args=[reply.pk]),
            "since": reply.waiting_since,
        }
        for reply in Reply.objects.waiting().select_related("page")
    ]


hooks.register("editorial_audit", problems_of_replies)
hooks.register("editorial_audit", problems_of_submissions)


@hooks.register("editorial_waiting")
def submissions_that_wait(request):
    """What was sent in and is in no queue of texts, among what waits for somebody."""
    if not desk.may_read(request.user):
        return []
    return [
        {
            "title": capfirst(f"{submission.share_type.name} sent in"),
            "about": submission.title,
            "address": reverse("sharing_sent_in", args=[submission.pk]),
            "since": submission.waiting_since,
        }
        for submission in Submission.objects.left_outside_the_queue()
    ]


hooks.register("editorial_writers", signal_handlers.writers)
hooks.register("editorial_reasons_not_to_publish", following.lacks_agreement)
hooks.register("editorial_beside_decision", sent_in.beside_the_decision)


@hooks.register("register_log_actions")
def sentences(actions):
    """The history of messages in sentences."""
    for name, (label, sentence) in LOGGED.items():
        actions.register_action(name, label, sentence)
