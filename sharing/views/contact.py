"""Get in touch: a form, a letter with a link, and a button that confirms it.

The forms need neither a cookie nor a token: nobody is signed in here, so there is nothing
that another site could do in somebody's name. That is why they work with cookies off, and
after any time.
"""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.views.generic import TemplateView

from core.http.limits import Limit, network_address
from core.pages.addresses import address_at, is_path_here
from sharing import messages, receiving
from sharing.forms import ContactForm
from sharing.models import Message
from sharing.models.messages import Kind
from sharing.models.replies import reply_at
from sharing.views.base import PrivateView, SecretView, slow_down

# A hospital may stand behind one network address.
BY_NETWORK = Limit("contact by network", 60, timedelta(minutes=1))
BY_EMAIL = Limit("contact by e-mail", 10, timedelta(hours=1))
UNREADABLE = 422


class SendingView(PrivateView):
    """A form that people without an account fill in and send."""

    form_class = None

    def post(self, request, **kwargs):
        """Keep what somebody wrote, and ask them by letter to confirm it."""
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.show(form, UNREADABLE)
        if seconds := seconds_to_wait(request, form.cleaned_data["email"]):
            return slow_down(form, seconds, self.show)
        self.receive(form)
        return redirect("sharing:sent")

    def receive(self, form):
        """Keep what a valid form holds."""
        raise NotImplementedError

    def show(self, form, status=200):
        """The screen with the form."""
        raise NotImplementedError


class ContactView(SendingView):
    """The form by which people reach the community."""

    form_class = ContactForm
    receive = staticmethod(messages.receive)

    def get(self, request):
        """An empty form, about the page from which somebody came."""
        asked = request.GET
        kind = asked.get("kind") if asked.get("kind") in Kind.values else Kind.QUESTION
        about = readable(asked.get("about", ""))
        return self.show(ContactForm(initial={"kind": kind, "about": about}))

    def show(self, form, status=200):
        """The form, with the page that it is about."""
        about = readable(form["about"].value() or "")
        page = messages.page_about(about)
        context = {"form": form, "page": page, "reply": reply_at(about, page)}
        return render(self.request, "sharing/contact.html", context, status=status)


def readable(path):
    """A path of this site as somebody gave it, or nothing where it can be none."""
    return path if is_path_here(path) and address_at(path) else ""


def seconds_to_wait(request, email):
    """How long somebody has to wait before they send anything more."""
    network = BY_NETWORK.seconds_to_wait(network_address(request))
    return network or BY_EMAIL.seconds_to_wait(email)


class SentView(PrivateView, TemplateView):
    """Thanks, and what happens next."""

    template_name = "sharing/sent.html"


class ConfirmView(SecretView):
    """What the link in the letter leads to. Only the button confirms: links are opened by
    programs that look for harm in letters, too."""

    model, name = Message, "message"
    template_name = "sharing/confirm.html"
    take_away = staticmethod(messages.erase)

    def find(self, token):
        """What the link leads to, or None."""
        return self.model.objects.to_confirm(token)

    def get(self, request, token):
        """Show what was written, with the button."""
        return self.show(self.find(token))

    def post(self, request, token):
        """Send it on its way, or take it back."""
        if request.POST.get("do") == "erase":
            return self.take_back(token)
        return self.show(receiving.confirm_sent(self.model, token))

    def take_back(self, token):
        """Delete what somebody wrote, since they asked for it."""
        if found := self.find(token):
            self.take_away(found.pk)
            return self.show(found, is_gone=True)
        return self.show(None)

    def show(self, sent, is_gone=False):
        """The screen, with what was sent; None where the link leads to nothing."""
        context = {self.name: sent, "is_gone": is_gone}
        status = 200 if sent else 404
        return render(self.request, self.template_name, context, status=status)
