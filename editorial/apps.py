"""Start-up of the editorial room."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """The one way in: who may approve what, and what happens around it."""

    name = "editorial"
    verbose_name = "Editorial"
    default_auto_field = "django.db.models.BigAutoField"
