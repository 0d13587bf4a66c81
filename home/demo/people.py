"""The demo's accounts, one or two for each role."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from community.confirmations import confirm_on_server
from home.demo.source import read_content

DEMO = read_content("accounts")
PASSWORD = DEMO["password"]
ACCOUNTS = DEMO["accounts"]


def load_accounts():
    """Create the accounts that are not there yet."""
    User = get_user_model()
    for username, (first, last, *groups) in ACCOUNTS.items():
        if not User.objects.filter(username=username).exists():
            user = User.objects.create_user(
                username,
                f"{username}@example.org",
                PASSWORD,
                first_name=first,
                last_name=last,
                is_superuser=not groups,
                is_staff=not groups,
            )
            user.groups.set(Group.objects.get(name=name) for name in groups)
            confirm_on_server(user)


def accounts_in_words():
    """The demo accounts that exist, in a sentence, or nothing when there are none."""
    names = get_user_model().objects.filter(username__in=ACCOUNTS)
    found = set(names.values_list("username", flat=True))
    listed = ", ".join(name for name in ACCOUNTS if name in found)
    return f"Demo accounts: {listed}. Password: {PASSWORD}" if listed else ""
