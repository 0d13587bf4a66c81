"""What must come after every other app has started."""

from django.apps import AppConfig


class MapcmsConfig(AppConfig):
    """The project itself, the last of the installed apps."""

    name = "mapcms"

    def ready(self):
        from editorial.receivers import silence_wagtails_letters  # noqa: PLC0415

        silence_wagtails_letters()
