"""The demo's accounts, one or two for each role."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

PASSWORD = "mapcms-demo"  # noqa: S105  (printed for everyone to see)
ACCOUNTS = {
    "editor": ("Megan", "Price", "Content Editors"),
    "editor2": ("Callum", "Fraser", "Content Editors"),
    "moderator": ("Asha", "Patel", "Moderators"),
    "moderator2": ("Grace", "Okafor", "Moderators"),
    "steering": ("Tom", "Ashworth", "Steering group"),
    "admin": ("Robin", "Hale", None),
}


def load_accounts():
    """Create the accounts that are not there yet."""
    User = get_user_model()
    for username, (first, last, group) in ACCOUNTS.items():
        if not User.objects.filter(username=username).exists():
            user = User.objects.create_user(
                username,
                f"{username}@example.org",
                PASSWORD,
                first_name=first,
                last_name=last,
                is_superuser=group is None,
                is_staff=group is None,
            )
            if group:
                user.groups.add(Group.objects.get(name=group))


def accounts_in_words():
    """The demo accounts that exist, in a sentence, or nothing when there are none."""
    names = get_user_model().objects.filter(username__in=ACCOUNTS)
    found = set(names.values_list("username", flat=True))
    listed = ", ".join(name for name in ACCOUNTS if name in found)
    return f"Demo accounts: {listed}. Password: {PASSWORD}" if listed else ""
