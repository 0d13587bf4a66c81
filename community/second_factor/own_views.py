"""Where people look after what they show besides their password."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from community.second_factor import factors
from community.second_factor.set_up_views import show_codes
from community.second_factor.step_views import unless_shown_lately

REMOVED = "It is removed. Nobody can sign in with it any more."


class OwnView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one's own second factors."""

    page_title = "Your second step"
    header_icon = "lock"

    def get_breadcrumbs_items(self):
        """Where this is: below one's own account."""
        account = {"url": reverse("wagtailadmin_account"), "label": "Account"}
        here = {"url": "", "label": self.page_title}
        return [*super().get_breadcrumbs_items(), account, here]


class FactorsView(OwnView):
    """All of them, and how many recovery codes are left."""

    template_name = "community/second_factor/factors.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        shown = {"factors": factors.factors_of(user)}
        shown["codes_left"] = user.recovery_codes.count()
        return super().get_context_data(**shown, **kwargs)


class RecentlyShownView(OwnView):
    """A screen for whoever showed their second factor within a quarter of an hour."""

    def dispatch(self, request, *args, **kwargs):
        """Ask others for it first."""
        asked = unless_shown_lately(request, request.user)
        return asked or super().dispatch(request, *args, **kwargs)


class RemoveView(RecentlyShownView):
    """Asks whether an app or a passkey should go."""

    template_name = "community/second_factor/remove.html"

    def get_context_data(self, **kwargs):
        found = factors.factors_of(self.request.user)
        this = factors.one_of(found, **self.kwargs)
        return super().get_context_data(factor=this, **kwargs)

    def post(self, request, kind, pk):
        """Remove it, or say why not."""
        if obstacle := factors.remove(request.user, kind, pk):
            messages.error(request, obstacle)
        else:
            messages.success(request, REMOVED)
        return redirect("second_factors")


class CodesView(RecentlyShownView):
    """Asks whether new recovery codes should be made, and shows them."""

    template_name = "community/second_factor/new_codes.html"

    def post(self, request):
        """Make them, for whoever has something that they stand in for."""
        if not factors.has_any(request.user):
            return redirect("second_factors")
        codes = factors.new_codes(request.user)
        return show_codes(request, codes, reverse("second_factors"))
