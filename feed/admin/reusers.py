"""The screens of the feed in the admin, for the Steering group."""

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import UserPassesTestMixin
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from community.roles import is_steering
from core.form_fields import formfield_for_dbfield
from feed.admin.recall import recalled
from feed.index import progress
from feed.models import Reuser, State

# Where the session holds a secret until it is shown.
SHOWN_NEXT = "feed_shown_next"


class ReuserForm(forms.ModelForm):
    """Whose copy it is."""

    class Meta:
        model = Reuser
        fields = ["name"]
        formfield_callback = formfield_for_dbfield


class SteeringOnly(UserPassesTestMixin):
    """A screen for the Steering group alone."""

    raise_exception = True

    def test_func(self):
        return is_steering(self.request.user)


class SteeringScreen(SteeringOnly, WagtailAdminTemplateMixin, View):
    """A screen of the feed; its header says which."""

    header_icon = "link-external"

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title()}
        return [*super().get_breadcrumbs_items(), here]


def show_once(request, about, secret):
    """
    Hand a secret to the next screen, so that loading that again does nothing twice.

    Args:
        request: whose session holds it until then.
        about: what it belongs to, a row with a primary key.
        secret: the text to show.
    """
    request.session[SHOWN_NEXT] = [about._meta.label, about.pk, secret]


def shown_once(request, model):
    """What was handed on for a row of a model, as (primary key, secret), or two Nones."""
    label, *found = request.session.get(SHOWN_NEXT, (None, None, None))
    if label != model._meta.label:
        return None, None
    del request.session[SHOWN_NEXT]
    return found


class ReusersView(SteeringScreen):
    """Who keeps copies, how far they have read, and whom a withdrawal has not reached."""

    page_title = "Re-users and withdrawals"
    template_name = "feed/admin/reusers.html"

    def get(self, request, *args, **kwargs):
        """Show the screen, once with the key that was just made."""
        pk, key = shown_once(request, Reuser)
        made = Reuser.objects.filter(pk=pk).first()
        context = {"form": ReuserForm(), "made": made, "key": made and key}
        return self.render_to_response(self.get_context_data(**context))

    def post(self, request, *args, **kwargs):
        """Make a key."""
        form = ReuserForm(request.POST)
        if form.is_valid():
            show_once(request, *Reuser.make(form.cleaned_data["name"]))
            return redirect(reverse("feed_admin:reusers"))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        reusers = Reuser.objects.all()
        return super().get_context_data(
            reusers=reusers,
            withdrawals=recalled(),
            latest=State.objects.get().sequence,
            has_readers=any(reuser.revoked_at is None for reuser in reusers),
            **kwargs,
        )


class ProgressView(View):
    """How far a change is that touches many pages; asked while somebody waits for it."""

    def get(self, request):
        """The numbers, or null where nothing large is being written."""
        now = progress.current()
        found = now and dict(zip(("done", "total"), now, strict=True))
        return JsonResponse({"progress": found})


class RevokeView(SteeringOnly, View):
    """Take a key away."""

    http_method_names = ["post"]

    def post(self, request, reuser_id):
        """Take it away for good."""
        reuser = get_object_or_404(Reuser, pk=reuser_id)
        reuser.revoke()
        messages.success(request, f"The key of “{reuser}” does not hold any more.")
        return redirect(reverse("feed_admin:reusers"))
