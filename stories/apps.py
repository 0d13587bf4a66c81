"""Start-up of the stories room."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """The three types of story and their index."""

    name = "stories"
    default_auto_field = "django.db.models.BigAutoField"
