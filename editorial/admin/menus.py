"""The menus of the admin: what the roles need, and nothing that leads elsewhere."""

from django.urls import reverse
from wagtail.admin.menu import DismissibleMenuItem, MenuItem, SubmenuMenuItem

from community.roles import may_decide
from editorial.models import ReviewState

# Of Wagtail's reports the ones that ours do not tell better. Pages are not locked by hand
# here, and what waits stands in the queue.
REPORTS_OF_WAGTAIL = {"site-history"}
OUR_REPORTS = (
    ("Decisions", "decisions", "tasks"),
    ("Due for review", "due", "date"),
    ("Bin", "bin", "bin"),
)
# The one step there is stands on the screen of its way of approval.
NEEDLESS_SETTINGS = {"workflow-tasks"}


class DecidersMenuItem(MenuItem):
    """An item for those who decide."""

    def is_shown(self, request):
        """Whether the person decides about texts."""
        return may_decide(request.user)


class CountedMenuItem(MenuItem):
    """An item that says how much waits behind it."""

    def waiting(self):
        """What waits, as a queryset."""
        raise NotImplementedError

    def render_component(self, request):
        """The item, with the number of what waits."""
        component = super().render_component(request)
        if waiting := self.waiting().count():
            component.label = f"{self.label} ({waiting})"
        return component


class QueueMenuItem(CountedMenuItem, DecidersMenuItem):
    """The queue, with how many texts wait in it."""

    def waiting(self):
        return ReviewState.objects.waiting()


def queue():
    """The queue stands first."""
    address = reverse("editorial:queue")
    return QueueMenuItem("Waiting", address, icon_name="tasks", order=50)


def keep_needed_reports(request, items):
    """
    Put the site's reports into the menu, and take those out that nobody here needs.

    Args:
        request: of whom the menu is for.
        items: the menu's items, changed in place.
    """
    ours = [
        DecidersMenuItem(label, reverse(f"editorial:{name}"), icon_name=icon, order=order)
        for order, (label, name, icon) in enumerate(OUR_REPORTS)
    ]
    kept = [item for item in items if item.name in REPORTS_OF_WAGTAIL]
    items[:] = [*(item for item in ours if item.is_shown(request)), *kept]


def keep_needed_settings(items):
    """
    Take settings out of the menu that nobody here needs.

    Args:
        items: the menu's items, changed in place.
    """
    items[:] = [item for item in items if item.name not in NEEDLESS_SETTINGS]


def guide():
    """The way to the guide."""
    return MenuItem("Guide", reverse("editorial:help"), icon_name="help", order=100)


def keep_help_inside(items):
    """Leave out news of Wagtail and its guide, which are Wagtail's dismissible items."""
    items[:] = [item for item in items if not isinstance(item, DismissibleMenuItem)]


def without_version(items):
    """Put a plain menu of settings in place of the one that ends in a version number."""
    items[:] = [plain(item) if item.name == "settings" else item for item in items]


def plain(item):
    """The same submenu, with nothing at its foot."""
    looks = {"name": item.name, "icon_name": item.icon_name, "order": item.order}
    return SubmenuMenuItem(item.label, item.menu, **looks)
