"""What the screens about somebody's account have in common."""

from django.views.generic import DetailView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from community.models import User


class AccountScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, DetailView):
    """A screen about one account, which its template knows as `person`."""

    model = User
    permission_required = "change"
    context_object_name = "person"
