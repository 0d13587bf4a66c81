"""Start-up of the insight room."""

from importlib import import_module

from django.apps import AppConfig

from core.caching.query_names import know


class InsightConfig(AppConfig):
    """Seeing what is published together."""

    name = "insight"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Have its views found by the search."""
        import_module("insight.site_views")
        for view in import_module("insight.views").VIEWS:
            know(*view.kept)
