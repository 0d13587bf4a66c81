"""Start-up of the operations room."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """What keeps the site running without a team of its own."""

    name = "operations"
    verbose_name = "Operations"
    # Of which readers see nothing: see `core.caching.signal_handlers`.
    unseen = ("*",)
