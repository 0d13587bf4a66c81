"""Start-up of the sharing room."""

from importlib import import_module

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """What people without an account send in."""

    name = "sharing"
    verbose_name = "Sharing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Load what registers itself: the jobs of the clock, what follows from pages."""
        import_module(f"{self.name}.jobs")
        import_module(f"{self.name}.signal_handlers")
