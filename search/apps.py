"""Start-up of the search room."""

from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding what is published."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Load what writes the site's own pages with the feed."""
        import_module("search.site_pages")
