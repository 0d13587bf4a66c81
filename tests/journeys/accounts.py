"""What people do with accounts in the admin, and the letters that follow."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from background.models import OutboxMessage


def account(name):
    """An account as it is now."""
    return get_user_model().objects.get(username=name)


def role(name):
    """The key of a role."""
    return Group.objects.get(name=name).pk


def roles_of(name):
    """The names of an account's roles."""
    return {group.name for group in account(name).groups.all()}


def form_of(user, **changes):
    """What a browser sends from the form of an account."""
    data = {
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "is_active": "on",
        "groups": [group.pk for group in user.groups.all()],
    }
    return {**data, **changes}


def edit(browser, name, **changes):
    """Send an account's form with something changed."""
    user = account(name)
    address = f"/admin/users/edit/{user.pk}/"
    return browser.post(address, form_of(user, **changes))


def make(browser, name="newcomer", **more):
    """Make an account."""
    data = {
        "username": name,
        "email": f"{name}@example.org",
        "first_name": "Nia",
        "last_name": "Okonkwo",
        "groups": [role("Content Editors")],
    }
    return browser.post("/admin/users/new/", {**data, **more})


def in_bulk(browser, action, *names, **data):
    """Do something to several accounts at once."""
    keys = "&".join(f"id={account(name).pk}" for name in names)
    return browser.post(f"/admin/bulk/community/user/{action}/?{keys}", data)


def letters(address):
    """The letters to an address, the newest first."""
    found = OutboxMessage.objects.filter(kind="mail", payload__to=[address])
    return [message.payload["body"] for message in found.order_by("-pk")]
