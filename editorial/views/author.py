"""The author's side: send a text, take it back, ask somebody outside."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from community.roles import deciders
from core.models import DraftLink
from editorial import validation
from editorial.actions import submission
from editorial.actions.refusal import ActionRefused
from editorial.diff import differences, public_version
from editorial.forms import LinkForm, SendForm
from editorial.validation.summary import TO_PUT_RIGHT
from editorial.views.base import PageScreen

SENT = (
    "Sent. A second person will read it, and you get a letter when they have decided. "
    "You can follow it on your dashboard."
)


class SendView(PageScreen):
    """Send a text for approval: what is in the way, what to look at, and a note."""

    page_title = "Send for approval"
    template_name = "editorial/send.html"

    def get(self, request, *args, **kwargs):
        """Ask for a note; or go back to the form, where what is in the way is marked."""
        if not self.page.workflow_in_progress and self.obstacles:
            return redirect(f"{self.edit_url}?{TO_PUT_RIGHT}=1")
        return super().get(request, *args, **kwargs)

    @cached_property
    def obstacles(self):
        """What keeps the latest version from its readers."""
        return validation.obstacles(self.version)

    def post(self, request, *args, **kwargs):
        """Send the latest version."""
        form = SendForm(request.POST)
        validation.dismiss(self.version, request.POST.getlist("dismiss"), request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        found = submission.send(self.page.pk, request.user, **form.cleaned_data)
        if isinstance(found, ActionRefused):
            return self.show_refusal(found, form=form)
        return self.done(SENT, reverse("wagtailadmin_home"))

    def get_context_data(self, **kwargs):
        hints, dismissed = validation.hints(self.version)
        public = public_version(self.page)
        context = {
            "form": kwargs.pop("form", None) or SendForm(),
            "obstacles": self.obstacles,
            "hints": hints,
            "dismissed": dismissed,
            "differences": differences(public, self.version, self.request)
            if public
            else [],
            "readers": deciders().exclude(pk=self.request.user.pk).count(),
            "is_waiting": self.page.workflow_in_progress,
        }
        return super().get_context_data(**{**context, **kwargs})


class TakeBackView(PageScreen):
    """Take a text out of review."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Make it a draft again."""
        found = submission.take_back(self.page.pk, request.user)
        if isinstance(found, ActionRefused):
            messages.error(request, found.message)
            return redirect(self.edit_url)
        return self.done("It is a draft again. Nobody will read it until you send it.")


class AdviceView(PageScreen):
    """Secret links to a draft, and what came back through them."""

    page_title = "Ask somebody outside"
    template_name = "editorial/advice.html"
    header_icon = "link"

    def post(self, request, *args, **kwargs):
        """Make a link."""
        form = LinkForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        DraftLink.objects.create(
            page_id=self.page.pk, made_by=request.user, **form.cleaned_data
        )
        return self.done(
            "The link is ready. Copy it and send it yourself.",
            reverse("editorial:advice", args=(self.page.pk,)),
        )

    def get_context_data(self, **kwargs):
        links = self.page.draft_links.all()
        return super().get_context_data(
            form=kwargs.pop("form", None) or LinkForm(),
            links=links.select_related("made_by").prefetch_related("advice"),
            **kwargs,
        )


class RevokeView(PageScreen):
    """Close a secret link."""

    http_method_names = ["post"]

    def post(self, request, *args, link_id, **kwargs):
        """Close it for good."""
        get_object_or_404(self.page.draft_links, pk=link_id).revoke()
        return self.done(
            "The link does not work any more.",
            reverse("editorial:advice", args=(self.page.pk,)),
        )
