"""Start-up of the search room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding what is published."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"
