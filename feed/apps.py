"""Start-up of the feed."""

from importlib import import_module

from django.apps import AppConfig


class FeedConfig(AppConfig):
    """Everything public, ready to be handed out."""

    name = "feed"
    verbose_name = "The feed"
    default_auto_field = "django.db.models.BigAutoField"
    # Of which readers see nothing: see `core.caching.signal_handlers`.
    unseen = ("*",)

    def ready(self):
        """Load what registers itself: checks, signal handlers, listeners, addresses."""
        for name in (
            "checks",
            "index.signal_handlers",
            "outbound.cdn",
            "outbound.dumps",
            "outbound.webhooks",
            "site_views",
        ):
            import_module(f"{self.name}.{name}")
