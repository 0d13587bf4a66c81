"""Writing something to send in: a screen for each part, saved as one goes on."""

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import TemplateView

from core.http.limits import Limit, network_address
from sharing.share_types import share_type, share_types
from sharing.submissions import suggestions, writing
from sharing.submissions.forms import StepForm, mark_of
from sharing.submissions.person_forms import FileForm
from sharing.views.base import SecretView, slow_down
from sharing.views.contact import UNREADABLE
from sharing.views.drafts import DraftScreen, shown_answers

BY_NETWORK = Limit("drafts by network", 60, timedelta(minutes=1))
CHOOSE_FILE = "Choose a file first."


class StartView(TemplateView):
    """
    What can be shared, how long it takes, and what happens then.

    It holds no form and no secret, so it is kept and given again as pages are.
    """

    template_name = "sharing/share/start.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(types=share_types(), **kwargs)


def known_type(key):
    """A type of what may be sent in, or 404."""
    try:
        return share_type(key)
    except KeyError as error:
        raise Http404 from error


class StepView(DraftScreen):
    """One part of what is asked."""

    def dispatch(self, request, *args, number, **kwargs):
        self.number = number
        return super().dispatch(request, *args, **kwargs)

    @property
    def part(self):
        """The part that this screen asks."""
        parts = self.submission.share_type.parts
        if not 1 <= self.number <= len(parts):
            raise Http404
        return parts[self.number - 1]

    def get(self, request):
        """What is kept of it."""
        return self.show(self.form(more=request.GET.get("more", "")))

    def post(self, request):
        """Keep it, and go where the button says."""
        form, mark = self.form(request.POST), request.POST.get("mark", "")
        key, is_valid = self.submission.pk, form.is_valid()
        self.submission = writing.save_step(key, self.part, form.kept(), mark)
        go_on = request.POST.get("do", "next")
        if go_on.startswith("more:"):
            name = go_on.removeprefix("more:")
            return redirect(f"{self.here}?more={name}#rows-{name}")
        if not is_valid and go_on != "later":
            return self.show(form, UNREADABLE)
        return redirect(self.way("later") if go_on == "later" else self.following)

    @property
    def here(self):
        """The address of this step."""
        return self.way("step", self.number)

    @property
    def following(self):
        """The address of what comes after it."""
        if self.request.POST.get("back") == "check":
            return self.way("check")
        last = self.number == len(self.submission.share_type.parts)
        return self.way("files") if last else self.way("step", self.number + 1)

    def form(self, data=None, more=""):
        """The form of this step, with what is kept."""
        self.lists = suggestions.lists_for(self.submission.share_type, self.part)
        ids = {name: f"names-{name}" for name in self.lists}
        return StepForm(self.submission, self.part, data, ids, more)

    def show(self, form, status=200):
        """The step."""
        names = {field.name for field in self.part.fields}
        aside = [
            {"at": entry["at"], "answers": shown_answers(self.part, entry["answers"])}
            for entry in self.submission.overtaken
            if names & set(entry["answers"])
        ]
        context = self.context(
            self.number,
            part=self.part,
            form=form,
            errors=list(form.errors()) if form.is_bound else [],
            lists={f"names-{name}": names for name, names in self.lists.items()},
            mark=mark_of(self.submission.answers, self.part),
            aside=aside,
            remarks=self.submission.remarks,
            back=self.request.GET.get("back") or self.request.POST.get("back", ""),
        )
        return self.render("step", status, **context)


class BeginView(StepView):
    """The first part of a draft that is kept once something is written."""

    def dispatch(self, request, *args, key, **kwargs):
        self.request, self.number, self.kind = request, 1, known_type(key)
        self.token = request.POST.get("token") or secrets.token_urlsafe(32)
        self.submission = None
        return SecretView.dispatch(self, request, *args, **kwargs)

    def get(self, request):
        """An empty first part."""
        self.submission = writing.empty(self.kind)
        return super().get(request)

    def post(self, request):
        """Begin a draft, or go on with the one that this very form began."""
        if seconds := BY_NETWORK.seconds_to_wait(network_address(request)):
            return self.slow_down(seconds)
        self.submission = writing.begin(self.kind, self.token)
        if self.submission is None:
            return self.render("gone", status=404)
        return super().post(request)

    def slow_down(self, seconds):
        """Ask for a pause, with all that was typed."""
        self.submission = writing.empty(self.kind)
        form = self.form(self.request.POST)
        form.is_valid()
        return slow_down(form.form, seconds, lambda _: self.show(form))

    def context(self, number, **more):
        return super().context(number, is_new=True, **more)


class FilesView(DraftScreen):
    """Pictures and documents that go along."""

    def get(self, request):
        return self.show(FileForm())

    def post(self, request):
        """Keep a file, take one away, or go on."""
        if gone := request.POST.get("remove", ""):
            if gone.isdecimal():
                writing.remove_file(self.submission.pk, int(gone))
            return redirect(self.way("files"))
        form = FileForm(request.POST, request.FILES)
        if form.is_valid() and not form.cleaned_data["file"]:
            return self.go_on(form)
        if not form.is_valid() or not self.keep(form):
            return self.show(form, UNREADABLE)
        return redirect(self.way("files"))

    def go_on(self, form):
        """Without a file, “Add it” has nothing to do, and going on is meant."""
        if self.request.POST.get("do") != "add":
            return redirect(self.way("check"))
        form.add_error("file", CHOOSE_FILE)
        return self.show(form, UNREADABLE)

    def keep(self, form):
        """Whether the file is one that we take; else the form says why not."""
        values = form.cleaned_data
        try:
            obstacle = writing.add_file(
                self.submission.pk,
                values["file"],
                values["description"],
                values["permission"],
            )
        except ValidationError as error:
            form.add_error("file", error)
            return False
        if obstacle:
            form.add_error("file", obstacle)
        return not obstacle

    def show(self, form, status=200):
        number = len(self.submission.share_type.parts) + 1
        files = self.submission.files.defer("data")
        context = self.context(number, form=form, files=files)
        return self.render("files", status, **context)
