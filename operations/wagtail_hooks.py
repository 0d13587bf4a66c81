"""What the operations room adds to Wagtail's admin."""

from django.urls import path, reverse
from wagtail import hooks

from community.menus import SteeringMenuItem
from operations.health.state import StateView


@hooks.register("register_admin_urls")
def state():
    """The screen that says how the site is."""
    return [path("operations/state/", StateView.as_view(), name="state_of_the_site")]


@hooks.register("register_settings_menu_item")
def state_in_menu():
    """It stands among the settings."""
    address = reverse("state_of_the_site")
    return SteeringMenuItem("State of the site", address, icon_name="desktop", order=960)
