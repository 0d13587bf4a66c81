"""Start-up of the core room."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The floor every other room stands on."""

    name = "core"
    verbose_name = "Shared by every page"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from core import checks, signal_handlers  # noqa: F401, PLC0415  (they register)
