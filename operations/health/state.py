"""“State of the site” in the admin: every part in words, with what to do."""

from django.contrib.auth.mixins import UserPassesTestMixin

from community.roles import is_steering
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
        return super().get_context_data(failing=failing, well=well, **kwargs)
