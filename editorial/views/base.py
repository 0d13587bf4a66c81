"""What the editorial screens have in common."""

from django.contrib import messages
from django.contrib.auth.mixins import UserPassesTestMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from community.models import User
from community.roles import may_decide


class SignedInRequest(HttpRequest):
    """A request to the admin, which lets nobody in without an account."""

    user: User


class EditorialView(WagtailAdminTemplateMixin, View):
    """A screen in the look of Wagtail's own."""

    request: SignedInRequest

    header_icon = "tasks"

    def get(self, request, *args, **kwargs):
        """Show the screen."""
        return self.render_to_response(self.get_context_data())

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            *self.way_here(),
            {"url": "", "label": self.get_page_title()},
        ]

    def way_here(self):
        """The screens between the dashboard and this one."""
        return []

    def show_refusal(self, refusal, **context):
        """The screen once more, with what was in the way."""
        if not say_at_fields(refusal, context.get("form")):
            messages.error(self.request, refusal.message)
        context = self.get_context_data(refusal=refusal, **context)
        return self.render_to_response(context, status=refusal.status)


def say_at_fields(refusal, form):
    """Put what is wrong with a form's own fields beside them; whether that was all."""
    fields = set(refusal.problems) & set(getattr(form, "fields", ()))
    for name in fields - set(form.errors if fields else ()):
        for sentence in refusal.problems[name]:
            form.add_error(name, sentence)
    return bool(fields) and fields == set(refusal.problems)


class DecidersOnly(UserPassesTestMixin, View):
    """A screen for those who approve what others wrote."""

    request: SignedInRequest
    raise_exception = True

    def test_func(self):
        return may_decide(self.request.user)


class PageScreen(EditorialView):
    """A screen about one page, for those who may edit it."""

    header_icon = "doc-empty-inverse"

    def dispatch(self, request, page_id, *args, **kwargs):
        """Find the page, and refuse those who may not edit it."""
        self.page = get_object_or_404(Page, pk=page_id, depth__gt=1).specific
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self):
        """Whether the person may be here."""
        return self.permissions.can_edit()

    @cached_property
    def permissions(self):
        """What the person may do with the page."""
        return self.page.permissions_for_user(self.request.user)

    @cached_property
    def version(self):
        """The latest version, as a page of its own type."""
        return self.page.get_latest_revision_as_object()

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def way_here(self):
        return [{"url": self.edit_url, "label": self.page.get_admin_display_title()}]

    @property
    def edit_url(self):
        """Where the page is edited."""
        return reverse("wagtailadmin_pages:edit", args=(self.page.pk,))

    def done(self, message, url=None):
        """Say what happened, and go on."""
        messages.success(self.request, message)
        return redirect(url or self.edit_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page=self.page, version=self.version, edit_url=self.edit_url, **kwargs
        )
