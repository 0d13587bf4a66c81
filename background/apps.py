"""Start-up of the background room."""

from importlib import import_module

from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    """What is sent and done by the worker."""

    name = "background"
    verbose_name = "Background"
    default_auto_field = "django.db.models.BigAutoField"
    # Of which readers see nothing: see `core.caching.signal_handlers`.
    unseen = ("*",)

    def ready(self):
        """Load what registers itself: jobs of the schedule and the sender of mails."""
        for name in ("jobs", "mail"):
            import_module(f"{self.name}.{name}")
