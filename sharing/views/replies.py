"""Leave a reply: a form of its own for each page, and what links in letters lead to."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from core.pages.queries import public_pages
from sharing.models import Reply
from sharing.replies import actions
from sharing.replies.forms import ReplyForm
from sharing.replies.pages import TakesReplies
from sharing.views.contact import ConfirmView, SendingView

CLOSED = 410


class ReplyFormView(SendingView):
    """The form by which a reader replies to a page, or to a reply below it."""

    form_class = ReplyForm

    def setup(self, request, *args, **kwargs):
        """Find the page."""
        super().setup(request, *args, **kwargs)
        self.page = page_to_reply_to(kwargs["page_id"])

    def get(self, request, **kwargs):
        """An empty form."""
        return self.show(ReplyForm(initial={"to": request.GET.get("to", "")}))

    def receive(self, form):
        return actions.receive(form, self.page)

    def post(self, request, **kwargs):
        """Take a reply, as long as the page takes any."""
        if not self.page.is_open_to_replies:
            return self.show(ReplyForm(request.POST), CLOSED)
        return super().post(request)

    def show(self, form, status=200):
        """The form, with the page and the reply that it answers."""
        is_open = self.page.is_open_to_replies
        context = {
            "form": form,
            "page": self.page,
            "answered": form.answered(self.page),
            "is_open": is_open,
            "here": reverse("sharing:reply", args=[self.page.translation_key]),
        }
        status = status if is_open else CLOSED
        return render(self.request, "sharing/reply.html", context, status=status)


def page_to_reply_to(key):
    """The public page by its UUID, of a type that takes replies; else Http404."""
    page = public_pages().filter(translation_key=key).first()
    if page is None or not issubclass(page.specific_class, TakesReplies):
        raise Http404
    return page.specific


class ReplyConfirmView(ConfirmView):
    """What the link leads to that asks whether it was them."""

    model, name = Reply, "reply"
    template_name = "sharing/reply_confirm.html"
    take_away = staticmethod(actions.withdraw_reply)


class ReplyWithdrawView(ReplyConfirmView):
    """What the link in the letter of approval leads to. Only the button withdraws."""

    template_name = "sharing/reply_withdraw.html"

    def find(self, token):
        return Reply.objects.to_withdraw(token)

    def post(self, request, token):
        """Delete the reply, and whose it was."""
        return self.take_back(token)
