"""Start-up of the insight room."""

from importlib import import_module

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Seeing what is published together."""

    name = "insight"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Have its views found by the search."""
        import_module("insight.site_views")
