"""Start-up of the editorial room."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """The one way in: who may approve what, and what happens around it."""

    name = "editorial"
    verbose_name = "Editorial"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from core.pages import approval  # noqa: PLC0415
        from editorial import (  # noqa: F401, PLC0415  (they register)
            authority,
            receivers,
            system_checks,
            timetable,
        )

        approval.register(authority)
