"""“State of the site” in the admin: every part in words, with what to do."""

from django.core.exceptions import PermissionDenied
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from community.roles import is_steering
from operations.health.parts import look


class StateView(WagtailAdminTemplateMixin, TemplateView):
    """What is well, and what is not."""

    page_title = "State of the site"
    header_icon = "desktop"
    template_name = "operations/state.html"

    def dispatch(self, request, *args, **kwargs):
        """Only for those who can do something about it."""
        if not is_steering(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        found = look()
        failing = [(part, trouble) for part, trouble in found if trouble]
        well = [part for part, trouble in found if not trouble]
        return super().get_context_data(failing=failing, well=well, **kwargs)
