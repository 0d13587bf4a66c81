"""Start-up of the stories room."""

from importlib import import_module

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """The three types of story and their index."""

    name = "stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Load what people may send in."""
        import_module(f"{self.name}.share_types")
