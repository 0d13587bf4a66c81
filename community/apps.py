"""Start-up of the community room."""

from importlib import import_module

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """People, organisations, places."""

    name = "community"
    verbose_name = "Community"
    default_auto_field = "django.db.models.BigAutoField"
    # Of which readers see nothing: see `core.caching.signal_handlers`.
    unseen = ("Confirmation", "LostFactor", "Passkey", "RecoveryCode", "User")

    def ready(self):
        """Load what registers itself: signal handlers."""
        import_module(f"{self.name}.signal_handlers")
