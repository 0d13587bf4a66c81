"""Items of the admin's menus that only some people see."""

from wagtail.admin.menu import MenuItem

from community.roles import is_steering


class SteeringMenuItem(MenuItem):
    """An item for the Steering group."""

    def is_shown(self, request):
        """Whether the person acts for the Steering group."""
        return is_steering(request.user)
