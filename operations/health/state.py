"""“State of the site” in the admin: every part in words, with what to do."""

from django.contrib import messages
from django.contrib.auth.mixins import UserPassesTestMixin
from django.shortcuts import redirect

from background.models import OutboxMessage
from background.notifications import wake_worker
from community.roles import is_steering
from core.text.phrases import counted
from editorial.views.base import EditorialView
from operations.health.parts import look


class StateView(UserPassesTestMixin, EditorialView):
    """What is well, and what is not, for those who can do something about it."""

    page_title = "State of the site"
    header_icon = "desktop"
    template_name = "operations/state.html"
    raise_exception = True

    def test_func(self):
        return is_steering(self.request.user)

    def get_context_data(self, **kwargs):
        found = look()
        failing = [(part, trouble) for part, trouble in found if trouble]
        well = [part for part, trouble in found if not trouble]
        given_up = OutboxMessage.objects.to_try_again().count()
        return super().get_context_data(
            failing=failing, well=well, given_up=given_up, **kwargs
        )

    def post(self, request):
        """Send all that was given up after all."""
        count = OutboxMessage.objects.try_again()
        wake_worker()
        messages.success(request, f"Trying again: {counted(count, 'message')}.")
        return redirect(request.path)
