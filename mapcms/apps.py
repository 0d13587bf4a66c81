"""What must come after every other app has started."""

from importlib import import_module

from django.apps import AppConfig


class MapcmsConfig(AppConfig):
    """The project itself, the last of the installed apps."""

    name = "mapcms"

    def ready(self):
        """Take Wagtail's letters away, which its own apps have switched on by now."""
        import_module("editorial.signal_handlers").silence_wagtails_letters()
