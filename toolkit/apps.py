"""Start-up of the toolkit room."""

from importlib import import_module

from django.apps import AppConfig


class ToolkitConfig(AppConfig):
    """Guidance, drivers, templates, plans, examples."""

    name = "toolkit"
    verbose_name = "Toolkit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Load what people may send in."""
        import_module(f"{self.name}.share_types")
