"""Start-up of the insight room."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Seeing what is published together."""

    name = "insight"
    default_auto_field = "django.db.models.BigAutoField"
