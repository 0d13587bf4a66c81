"""What people do with accounts in the admin, and the letters that follow."""

import re

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import ModelLogEntry

from background.models import OutboxMessage

TYPED = "typed-by-somebody-1"
CHOSEN = "chosen-by-oneself-2"
LINK = re.compile(r"http://localhost:8000(/admin/password_reset/confirm/\S+)")


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


def can_sign_in(name, password):
    """Whether somebody gets in with a password."""
    browser = Client(headers={"host": "localhost"})
    words = {"username": name, "password": password}
    return browser.post("/admin/login/", words).status_code == 302


def letter(address):
    """The one letter to an address."""
    (text,) = letters(address)
    return " ".join(text.split())


def log_of(name, action):
    """Who did a kind of thing to an account, and what the log says."""
    found = ModelLogEntry.objects.filter(object_id=str(account(name).pk), action=action)
    return [(entry.user and entry.user.username, entry.message) for entry in found]


def choose_password(text):
    """Follow the link of a letter, and choose a password."""
    (path,) = LINK.findall(text)
    browser = Client(headers={"host": "localhost"})
    there = browser.get(path).url
    assert browser.get(there).status_code == 200
    data = {"new_password1": CHOSEN, "new_password2": CHOSEN}
    assert browser.post(there, data).status_code == 302
    assert (
        "validlink" not in browser.get(path).context
        or not (browser.get(path).context["validlink"])
    )


def take_address(browser, name):
    """Have the letters of an account sent to oneself."""
    edit(browser, name, email="mine@example.com")
    OutboxMessage.objects.all().delete()


def links_to(address):
    """How many links for a new password went to an address."""
    return sum(len(LINK.findall(text)) for text in letters(address))
