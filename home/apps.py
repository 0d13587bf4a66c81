"""Start-up of the home room."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Front page, information pages and the demo content."""

    name = "home"
    default_auto_field = "django.db.models.BigAutoField"
