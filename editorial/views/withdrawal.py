"""Withdrawing pages, and the bin."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from editorial.actions import withdrawal
from editorial.actions.refusal import ActionRefused
from editorial.forms import WithdrawForm
from editorial.models import BinnedPage
from editorial.views.base import DecidersOnly, EditorialView, PageScreen


class WithdrawView(PageScreen):
    """Take a public page away at once."""

    page_title = "Withdraw"
    template_name = "editorial/withdraw.html"
    header_icon = "bin"

    def is_allowed(self):
        return self.permissions.looks_after and self.page.can_be_withdrawn

    def post(self, request, *args, **kwargs):
        """Withdraw it, and put it into the bin if that was asked for."""
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        data = form.cleaned_data
        found = withdrawal.withdraw(
            self.page.pk,
            request.user,
            data["reason"].sentence,
            data["private_note"],
            data["replacement"],
        )
        if isinstance(found, ActionRefused):
            return self.show_refusal(found, form=form)
        return self.then_bin() if data["bin"] else self.done("It was withdrawn.")

    def then_bin(self):
        """Put the withdrawn page into the bin."""
        found = withdrawal.try_to_bin(self.page.pk, self.request.user)
        if isinstance(found, ActionRefused):
            messages.warning(self.request, f"It was withdrawn. {found.message}")
            return redirect(self.edit_url)
        return self.done(
            "It was withdrawn and lies in the bin.", reverse("editorial:bin")
        )

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or WithdrawForm()
        return super().get_context_data(form=form, media=form.media, **kwargs)


class ToBinView(PageScreen):
    """Put a page that is not public any more into the bin."""

    def is_allowed(self):
        return self.permissions.looks_after

    def get(self, request, *args, **kwargs):
        """Ask first."""
        self.template_name = "editorial/to_bin.html"
        self.page_title = "Put into the bin"
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Put it there."""
        found = withdrawal.try_to_bin(self.page.pk, request.user)
        if isinstance(found, ActionRefused):
            messages.error(request, found.message)
            return redirect(self.edit_url)
        return self.done("It lies in the bin now.", reverse("editorial:bin"))


class BinView(DecidersOnly, EditorialView):
    """What lies in the bin, and until when."""

    page_title = "Bin"
    template_name = "editorial/bin.html"
    header_icon = "bin"

    def get_context_data(self, **kwargs):
        pages = BinnedPage.objects.select_related("page", "parent", "binned_by")
        return super().get_context_data(binned=pages, **kwargs)


class RestoreView(PageScreen):
    """Put a page back where it stood."""

    http_method_names = ["post"]

    def is_allowed(self):
        return self.permissions.looks_after

    def post(self, request, *args, **kwargs):
        """Restore it as a draft."""
        found = withdrawal.from_bin(self.page.pk, request.user)
        if isinstance(found, ActionRefused):
            messages.error(request, found.message)
            return redirect("editorial:bin")
        return self.done("It is a draft again. It needs approval to come back.")
