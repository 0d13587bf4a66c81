"""Start-up of the community room."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """People, organisations, places."""

    name = "community"
    verbose_name = "Community"
    default_auto_field = "django.db.models.BigAutoField"
