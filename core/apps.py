"""Start-up of the core room."""

from importlib import import_module

from django.apps import AppConfig

from core.caching.query_names import know


class CoreConfig(AppConfig):
    """The floor every other room stands on."""

    name = "core"
    verbose_name = "Shared by every page"
    default_auto_field = "django.db.models.BigAutoField"
    # Of which readers see nothing: see `core.caching.signal_handlers`.
    unseen = (
        *("AccountSession", "Attempts", "CustomRendition", "DraftLink"),
        *("ExternalLink", "SiteState"),
    )

    def ready(self):
        """Load what registers itself: system checks, fields of forms, signal handlers."""
        for name in ("checks", "closing", "form_fields", "jobs", "signal_handlers"):
            import_module(f"{self.name}.{name}")
        import_module("core.caching.signal_handlers")
        know("p")  # the pages of a long sitemap
