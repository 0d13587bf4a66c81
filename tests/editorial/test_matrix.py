"""Who may open which screen of the admin: every address, every role, against a table.

`matrix.txt` is the table. A new address fails until it has a row there. To write the rows
anew after a change, look at what the failing test prints, and judge each of them.
"""

from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail import VERSION

from tests.admin.second_factor import gave_password, with_app, with_password
from tests.editorial.addresses import admin_addresses, make_samples, values_for

TABLE = Path(__file__).with_name("matrix.txt")
ROLES = {
    "v": "a visitor",
    "e": "editor",
    "m": "moderator",
    "s": "steering",
    "a": "admin",
}
# Addresses that end the session, or do something at once; others test them.
PASSED_OVER = {"wagtailadmin_logout", "wagtailadmin_error_test"}
# What stands there is for whoever gave their password alone.
OF_THE_SIGN_IN = {
    *("wagtailadmin_login", "second_step", "second_step_choose"),
    *("second_step_app", "second_step_passkey"),
}
# Addresses that need a question in them, or something that is not there in the samples.
ABOUT_NOTHING = {
    "wagtail_bulk_action",
    "wagtailadmin_api:api-root",
    "wagtailadmin_api:documents:find",
    "wagtailadmin_api:images:find",
    "wagtailadmin_api:pages:find",
    "wagtailadmin_block_preview",
    "wagtailadmin_collections:delete",
    "wagtailadmin_pages:choose_parent",
    "wagtailadmin_pages:convert_alias",
    "wagtailadmin_pages:workflow_history_detail",
    "wagtailadmin_tag_model_autocomplete",
    "wagtailimages:url_generator",
    "wagtailimages:url_generator_output",
}


@pytest.fixture
def samples(tree, people):
    """Something of each kind for the addresses to be about."""
    return make_samples(tree, people)


def may_open(client, name, address):
    """Whether somebody gets the screen, or an answer about it, rather than a refusal."""
    client.raise_request_exception = False
    response = client.get(address)
    assert response.status_code < 500, (address, response.status_code)
    if response.status_code == 405:
        return may_send(client, address)
    if response.status_code == 404:
        assert name in ABOUT_NOTHING, address
        return False
    return is_no_refusal(response)


def may_send(client, address):
    """Whether an empty form of somebody's is taken there; what it did is undone."""
    client.raise_request_exception = False
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.post(address)
        transaction.set_rollback(True)
    client.cookies = cookies
    assert response.status_code < 500, (address, response.status_code)
    return response.status_code not in {404, 405} and is_no_refusal(response)


def is_no_refusal(response):
    """Whether an answer leads on, or is one."""
    if response.status_code == 302:
        return not response.url.startswith("/admin/login/") and response.url != "/admin/"
    return response.status_code != 403


def rows():
    """The table, as {name: letters of the roles that may open it}."""
    lines = TABLE.read_text().splitlines() if TABLE.exists() else []
    words = (line.split() for line in lines if line and not line.startswith("#"))
    return {name: letters for name, letters, *versions in words if is_there(*versions)}


def is_there(versions="-"):
    """Whether this Wagtail is among the versions, such as “-8.0” or “8.1-”."""
    first, last = (
        tuple(map(int, version.split("."))) if version else None
        for version in versions.split("-")
    )
    here = VERSION[:2]
    return (first or here) <= here <= (last or here)


@pytest.mark.parametrize(
    ("versions", "there"),
    [("-", True), ("-7.4", False), ("99.0-", False), ("7.0-", True), ("-99.0", True)],
)
def test_a_row_can_be_for_some_versions(versions, there):
    assert is_there(versions) is there


def test_every_address_has_a_row():
    assert set(rows()) == set(admin_addresses()) - PASSED_OVER


def test_everybody_opens_what_the_table_says(samples, people):
    clients = {letter: people.get(role) for letter, role in ROLES.items()}
    clients["v"] = Client(headers={"host": "localhost"})
    found = {}
    for name, pattern in sorted(admin_addresses().items()):
        if name not in PASSED_OVER:
            address = reverse(name, kwargs=values_for(name, pattern, samples))
            found[name] = "".join(
                letter
                for letter, client in clients.items()
                if may_open(client, name, address)
            )
    known = rows()
    found = {name: letters or "-" for name, letters in found.items()}
    wrong = [f"{n} {got}" for n, got in found.items() if known.get(n) != got]
    assert not wrong, "\n".join(wrong)


def test_nobody_sends_what_they_may_not_open(samples, people):
    clients = {letter: people.get(role) for letter, role in ROLES.items()}
    clients["v"] = Client(headers={"host": "localhost"})
    known, taken = rows(), []
    for name, pattern in sorted(admin_addresses().items()):
        if name not in {*PASSED_OVER, *OF_THE_SIGN_IN}:
            address = reverse(name, kwargs=values_for(name, pattern, samples))
            taken += [
                (letter, name)
                for letter in set(ROLES) - set(known[name])
                if may_send(clients[letter], address)
            ]
    assert not taken


def test_a_password_alone_opens_no_more_than_visitors_may(samples, people, settings):
    settings.WITHOUT_SECOND_FACTOR = False
    user = with_password(people["admin"].user)
    with_app(user)
    half, visitor = gave_password(user), Client(headers={"host": "localhost"})
    for name, pattern in sorted(admin_addresses().items()):
        if name not in {*PASSED_OVER, *OF_THE_SIGN_IN}:
            address = reverse(name, kwargs=values_for(name, pattern, samples))
            opened = [may_open(client, name, address) for client in (half, visitor)]
            assert opened[0] == opened[1], address
