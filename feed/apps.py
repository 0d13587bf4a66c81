"""Start-up of the feed."""

from django.apps import AppConfig


class FeedConfig(AppConfig):
    """Everything public, ready to be handed out."""

    name = "feed"
    verbose_name = "The feed"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from feed import purging, receivers, webhooks  # noqa: F401, PLC0415  (they register)
