"""Start-up of the search room."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from core.caching.query_names import know


class SearchConfig(AppConfig):
    """Finding what is published."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"
    # Of which readers see nothing: see `core.caching.signal_handlers`.
    unseen = ("*",)

    def ready(self):
        """Load what writes the site's own pages with the feed."""
        site_pages = import_module("search.site_pages")
        know(*import_module("search.params").READ, "page")
        post_migrate.connect(site_pages.write_site_views, sender=self)
