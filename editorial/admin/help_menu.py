"""The menus without what leads to another site, and with our own guide."""

from django.urls import reverse
from wagtail.admin.menu import DismissibleMenuItem, MenuItem, SubmenuMenuItem


def guide_item():
    """The way to the guide."""
    return MenuItem("Guide", reverse("editorial:help"), icon_name="help", order=100)


def construct(items):
    """Leave out news of Wagtail and its guide, which are Wagtail's dismissible items."""
    items[:] = [item for item in items if not isinstance(item, DismissibleMenuItem)]


def without_version(items):
    """Put a plain menu of settings in place of the one that ends in a version number."""
    items[:] = [plain(item) if item.name == "settings" else item for item in items]


def plain(item):
    """The same submenu, with nothing at its foot."""
    looks = {"name": item.name, "icon_name": item.icon_name, "order": item.order}
    return SubmenuMenuItem(item.label, item.menu, **looks)
