"""Publishing without review, and the second person afterwards."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect

from community import confirmations
from community.roles import is_steering
from editorial import validation
from editorial.actions import break_glass
from editorial.actions.refusal import ActionRefused
from editorial.forms import ConfirmForm, ReasonForm
from editorial.models import Decision
from editorial.views.base import DecidersOnly, EditorialView, PageScreen


class BreakGlassView(PageScreen):
    """Publish a page at once, for a typed reason."""

    page_title = "Publish without review"
    template_name = "editorial/break_glass.html"
    header_icon = "warning"

    def is_allowed(self):
        return super().is_allowed() and is_steering(self.request.user)

    def post(self, request, *args, **kwargs):
        """Publish, or say what is in the way."""
        form = ReasonForm(request.POST)
        words = (
            form.data.get("words", "")
            if not form.is_valid()
            else form.cleaned_data["words"]
        )
        found = break_glass.publish_without_review(self.page.pk, request.user, words)
        if isinstance(found, ActionRefused):
            return self.show_refusal(found, form=form)
        return self.done("It is public. Everybody was told, and asked to read it.")

    def get_context_data(self, **kwargs):
        context = {
            "form": kwargs.pop("form", None) or ReasonForm(),
            "obstacles": validation.obstacles(self.version),
            "not_yet": confirmations.not_yet(self.request.user),
        }
        return super().get_context_data(**{**context, **kwargs})


class ConfirmView(DecidersOnly, EditorialView):
    """Read what was published without review, and say that it may stay."""

    page_title = "Confirm after the fact"
    template_name = "editorial/confirm.html"
    header_icon = "warning"

    def dispatch(self, request, decision_id, *args, **kwargs):
        """Find the publication."""
        self.decision = get_object_or_404(
            Decision, pk=decision_id, basis="break-glass", page__isnull=False
        )
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Confirm it."""
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            raise PermissionDenied
        words = form.cleaned_data["words"]
        found = break_glass.confirm(self.decision.pk, request.user, words)
        if isinstance(found, ActionRefused):
            return self.show_refusal(found, form=form)
        return redirect("wagtailadmin_home")

    def get_page_subtitle(self):
        return self.decision.page_title

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or ConfirmForm()
        mine = self.request.user.pk in self.decision.written_by
        return super().get_context_data(
            decision=self.decision,
            form=form,
            is_mine=mine,
            not_yet=confirmations.not_yet(self.request.user),
            **kwargs,
        )
