"""What the feed adds to Wagtail's admin."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks

from community.menus import SteeringMenuItem
from feed.admin.reusers import ProgressView, ReusersView, RevokeView
from feed.admin.webhooks import WebhooksView, WebhookView

screens = (
    [
        path("reusers/", ReusersView.as_view(), name="reusers"),
        path("reusers/<int:reuser_id>/revoke/", RevokeView.as_view(), name="revoke"),
        path("progress/", ProgressView.as_view(), name="progress"),
        path("webhooks/", WebhooksView.as_view(), name="webhooks"),
        path("webhooks/<int:webhook_id>/", WebhookView.as_view(), name="webhook"),
    ],
    "feed_admin",
)


@hooks.register("register_admin_urls")
def addresses():
    """The feed's screens, below /admin/feed/."""
    return [path("feed/", include(screens))]


@hooks.register("insert_global_admin_js")
def progress_of_large_changes():
    """Tells whoever waits how far a change is that touches many pages."""
    return format_html(
        '<script src="{}" data-progress="{}" defer></script>',
        static("feed/progress.js"),
        reverse("feed_admin:progress"),
    )


@hooks.register("register_settings_menu_item")
def reusers_in_menu():
    """Re-users stand among the settings."""
    address = reverse("feed_admin:reusers")
    return SteeringMenuItem("Re-users", address, icon_name="link-external", order=950)


@hooks.register("register_settings_menu_item")
def webhooks_in_menu():
    """Webhooks stand beside them."""
    address = reverse("feed_admin:webhooks")
    return SteeringMenuItem("Webhooks", address, icon_name="link-external", order=951)
