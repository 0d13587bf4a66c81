"""Messages in the admin: read, answered and deleted by Moderators alone."""

from django.contrib import messages as notices
from django.contrib.auth.mixins import UserPassesTestMixin
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.log_actions import log

from community.confirmations import is_confirmed
from community.roles import may_decide
from editorial.views.base import EditorialView
from sharing import joining, messages, receiving
from sharing.forms import AnswerForm
from sharing.models import Message
from sharing.models.messages import State
from sharing.models.replies import reply_at
from sharing.models.sent import UNCONFIRMED

A_PAGE = 20
LISTS = {
    "waiting": "Waiting",
    "suspect": "Set apart as possible spam",
    "settled": "Answered or closed",
}
ANSWERED = "Your answer is on its way."
CLOSED = "It is closed. Nobody was written to."
THROUGH = "It waits among the others now."
ERASED = "What it said and who sent it are deleted."


def may_read(user):
    """Whether somebody may see what people sent in, and who they are."""
    return user.is_authenticated and may_decide(user) and is_confirmed(user)


class MessagesScreen(UserPassesTestMixin, EditorialView):
    """A screen for those who may read messages."""

    header_icon = "mail"
    raise_exception = True

    def test_func(self):
        return may_read(self.request.user)


class ListView(MessagesScreen):
    """What people sent in, by what has become of it."""

    model = None
    # Names of the querysets, with what each is called; the first is shown at first.
    lists = {}
    related = ("sender", "page")

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("show")
        shown = asked if asked in self.lists else next(iter(self.lists))
        found = getattr(self.model.objects, shown)().select_related(*self.related)
        lists = [
            (name, label, getattr(self.model.objects, name)().count())
            for name, label in self.lists.items()
        ]
        results = Paginator(found, A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            results=results, lists=lists, shown=shown, **kwargs
        )


class MessagesView(ListView):
    """What people wrote to the community, by what has become of it."""

    page_title = "Messages"
    template_name = "sharing/admin/messages.html"
    model, lists = Message, LISTS


class OneView(MessagesScreen):
    """One thing that somebody sent in: what it says, who sent it, what can be done."""

    model = None
    related = ("sender", "page")
    # What its key is called in its address, the name of the address of its list, and
    # what stands in the log when somebody looks.
    key = back = viewed = ""
    form_class = AnswerForm
    # States in which it is nobody's business yet.
    unseen = (UNCONFIRMED,)
    # What a button does: it is given the words beside it, and says (what was done, "")
    # or ("", what was in the way).
    ACTIONS = {}

    def dispatch(self, request, *args, **kwargs):
        """Find it."""
        known = self.model.objects.exclude(state__in=self.unseen)
        self.sent = get_object_or_404(
            known.select_related(*self.related), pk=kwargs[self.key]
        )
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        """Show it, and note who looked."""
        log(self.sent, self.viewed, user=request.user)
        return super().get(request)

    def post(self, request, *args, **kwargs):
        """Do what the button says that was pressed."""
        form = self.form_class(request.POST)
        action = self.ACTIONS.get(request.POST.get("do", ""))
        if action is None or not form.is_valid():
            return self.show(form)
        says, obstacle = action(self, form.cleaned_data["answer"])
        if obstacle:
            form.add_error("answer", obstacle)
            return self.show(form)
        notices.success(request, says)
        return redirect(self.back)

    def show(self, form):
        """The screen once more, with what was in the way and what was typed."""
        self.sent.refresh_from_db()
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def let_through(self, words):
        """Say that it is no spam."""
        return THROUGH, receiving.let_through(self.model, self.sent.pk, self.request.user)

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or self.form_class()
        return super().get_context_data(form=form, **kwargs)


class MessageView(OneView):
    """One message: what it says, who sent it, and what can be done about it."""

    template_name = "sharing/admin/message.html"
    model, key, back = Message, "message_id", "sharing_messages"
    viewed = "sharing.view"
    related = ("sender", "page", "settled_by")

    def answer(self, words):
        """Answer it by letter."""
        if not words:
            return "", messages.ASK_FOR_WORDS
        user, key = self.request.user, self.sent.pk
        return ANSWERED, messages.settle(key, user, State.ANSWERED, words)

    def close(self, words):
        """Close it without an answer."""
        user, key = self.request.user, self.sent.pk
        return CLOSED, messages.settle(key, user, State.CLOSED)

    def accept(self, words):
        """Say yes to somebody who would like to join."""
        return joining.accept(self.sent.pk, self.request.user)

    def erase(self, words):
        """Delete what it says and who sent it, because they asked for it."""
        messages.erase(self.sent.pk, self.request.user)
        return ERASED, ""

    ACTIONS = {
        "answer": answer,
        "accept": accept,
        "close": close,
        "let_through": OneView.let_through,
        "erase": erase,
    }

    def get_page_title(self):
        return self.sent.get_kind_display()

    def way_here(self):
        return [{"url": reverse("sharing_messages"), "label": "Messages"}]

    def get_context_data(self, **kwargs):
        reply = reply_at(self.sent.address, self.sent.page)
        joins = joining.how_far(self.sent, self.request.user)
        return super().get_context_data(message=self.sent, reply=reply, **joins, **kwargs)
