"""Start-up of the background room."""

from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    """What is sent and done by the worker."""

    name = "background"
    verbose_name = "Background"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from background import jobs, mail  # noqa: F401, PLC0415  (they register)
