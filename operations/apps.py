"""Start-up of the operations room."""

from importlib import import_module

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """What keeps the site running without a team of its own."""

    name = "operations"
    verbose_name = "Operations"
    # Of which readers see nothing: see `core.caching.signal_handlers`.
    unseen = ("*",)

    def ready(self):
        """Load what registers itself: the nightly proofs, and a check of restoring."""
        for name in ("jobs", "backup.checks"):
            import_module(f"{self.name}.{name}")
