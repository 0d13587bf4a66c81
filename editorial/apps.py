"""Start-up of the editorial room."""

from importlib import import_module

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """The one way in: who may approve what, and what happens around it."""

    name = "editorial"
    verbose_name = "Editorial"
    default_auto_field = "django.db.models.BigAutoField"
    # Of which readers see nothing: see `core.caching.signal_handlers`.
    unseen = ("*",)

    def ready(self):
        """Load what registers itself: the approval, checks, jobs and signal handlers."""
        for name in ("approval_policy", "checks", "jobs", "signal_handlers"):
            import_module(f"{self.name}.{name}")
