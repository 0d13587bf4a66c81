"""Start-up of the sharing room."""

from importlib import import_module

from django.apps import AppConfig

from core.caching.query_names import know


class SharingConfig(AppConfig):
    """What people without an account send in."""

    name = "sharing"
    verbose_name = "Sharing"
    default_auto_field = "django.db.models.BigAutoField"
    # Of which readers see nothing: see `core.caching.signal_handlers`.
    unseen = ("*",)

    def ready(self):
        """Load what registers itself: jobs, what follows from pages, views."""
        import_module(f"{self.name}.jobs")
        import_module(f"{self.name}.signal_handlers")
        import_module(f"{self.name}.site_views")
        know("about", "back", "kind", "more", "to")
