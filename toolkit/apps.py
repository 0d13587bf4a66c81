"""Start-up of the toolkit room."""

from django.apps import AppConfig


class ToolkitConfig(AppConfig):
    """Guidance, drivers, templates, plans, examples."""

    name = "toolkit"
    verbose_name = "Toolkit"
    default_auto_field = "django.db.models.BigAutoField"
