"""Before something is sent in and when it is: looked through, sent, or left for later."""

from datetime import timedelta

from django.shortcuts import redirect

from core.http.limits import Limit, network_address
from sharing import letters
from sharing.forms import EmailForm
from sharing.models.submissions import State
from sharing.submissions import readiness, suggestions, writing
from sharing.submissions.following import change
from sharing.submissions.person_forms import PersonForm
from sharing.submissions.sending import send
from sharing.views.base import slow_down
from sharing.views.contact import UNREADABLE
from sharing.views.drafts import DraftScreen, shown_answers, steps_of_the_toolkit

PLACE = ("field", "column", "typed", "title")
LETTERS_BY_EMAIL = Limit("links by e-mail", 5, timedelta(hours=1))
LETTERS_BY_NETWORK = Limit("links by network", 60, timedelta(minutes=10))


class CheckView(DraftScreen):
    """All of it once more, with what is missing and what is worth a second look."""

    def get(self, request):
        return self.show()

    def post(self, request):
        """Take a suggestion, or send what was changed on a Moderator's request."""
        do = request.POST.get("do", "")
        if do == "understood":
            writing.forget_rest(self.submission.pk)
        elif do == "take":
            place = {name: request.POST.get(name, "") for name in PLACE}
            writing.take_name(self.submission.pk, **place)
        elif do == "change" and not self.submission.is_unsent:
            if not any(remark.blocks for remark in self.remarks()):
                change(self.submission.pk)
                return redirect("sharing:follow", self.token)
            return self.show(UNREADABLE)
        return redirect(self.way("check"))

    def remarks(self):
        """What is to be said about it."""
        return readiness.remarks_on(self.submission)

    def show(self, status=200):
        """The screen."""
        kind, remarks = self.submission.share_type, self.remarks()
        criteria = list(readiness.self_check(self.submission))
        steps = steps_of_the_toolkit()
        parts = [
            (number, part.title(steps), shown_answers(part, self.submission.answers))
            for number, part in enumerate(kind.parts, 1)
        ]
        context = self.context(
            len(kind.parts) + 2,
            parts=parts,
            files=self.submission.files.defer("data"),
            missing=[remark for remark in remarks if remark.blocks],
            hints=[remark for remark in remarks if not remark.blocks],
            criteria=criteria,
            has_bonus=any(question.bonus for question, _ in criteria),
            similar=readiness.similar_items(self.submission),
            unknown=suggestions.unknown_pages(self.submission),
        )
        return self.render("check", status, **context)


class SendView(DraftScreen):
    """Who sends it, what they agree to, and the button."""

    def get(self, request):
        return self.show(PersonForm(initial=self.known()))

    def post(self, request):
        """Send it off, and ask by letter whether it was them."""
        form = PersonForm(request.POST)
        if not form.is_valid():
            return self.show(form, UNREADABLE)
        if any(remark.blocks for remark in readiness.remarks_on(self.submission)):
            return redirect(self.way("check"))
        if seconds := self.seconds_to_wait(form.cleaned_data["email"]):
            return slow_down(form, seconds, self.show)
        send(self.submission.pk, form.cleaned_data)
        return redirect(self.way("sent_off"))

    def seconds_to_wait(self, email):
        """How long to wait for the letter; sent twice, it is one letter."""
        is_sent = self.submission.state != State.WRITING
        return 0 if is_sent else seconds_to_wait(self.request, email)

    def known(self):
        """What was given before."""
        sender = self.submission.sender
        known = {"written": self.submission.written, "note": self.submission.note}
        return known | ({"name": sender.name, "email": sender.email} if sender else {})

    def show(self, form, status=200):
        number = len(self.submission.share_type.parts) + 3
        return self.render("send", status, **self.context(number, form=form))


class SentOffView(DraftScreen):
    """Thanks, and the letter to look for."""

    def get(self, request):
        if self.submission.state == State.WRITING:
            return redirect(self.way("check"))
        return self.render("sent_off", **self.context(0))


class LaterView(DraftScreen):
    """The way back to a draft, to write down or to have by letter."""

    def get(self, request):
        return self.show(EmailForm())

    def post(self, request):
        """Send the link to an address, which is not kept."""
        form = EmailForm(request.POST)
        if not form.is_valid():
            return self.show(form, UNREADABLE)
        email = form.cleaned_data["email"]
        if seconds := seconds_to_wait(request, email):
            return slow_down(form, seconds, self.show)
        letters.go_on_writing(self.submission, email, self.token)
        return self.render("later", **self.context(0, form=form, is_sent=True))

    def show(self, form, status=200):
        return self.render("later", status, **self.context(0, form=form))


def seconds_to_wait(request, email):
    """How long to wait before another letter goes to an address."""
    network = LETTERS_BY_NETWORK.seconds_to_wait(network_address(request))
    return network or LETTERS_BY_EMAIL.seconds_to_wait(email)
