"""/.well-known/security.txt, as RFC 9116 has it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.factories import InformationFactory, publish

PATH = "/.well-known/security.txt"


def fields(client):
    """What the file says, as {name: values}."""
    response = client.get(PATH)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    said = {}
    for line in response.text.splitlines():
        name, _, value = line.partition(": ")
        said.setdefault(name, []).append(value)
    return said


@pytest.mark.parametrize("today", ["2026-11-28T23:59:59Z", "2028-02-29T00:00:00Z"])
def test_it_is_always_to_be_believed_and_for_less_than_a_year(client, db, today):
    with time_machine.travel(today, tick=False):
        (expires,) = fields(client)["Expires"]
        rest = datetime.fromisoformat(expires) - datetime.now(UTC)
    assert timedelta(days=150) < rest < timedelta(days=365)


def test_reports_go_to_the_form_and_to_the_groups_address(client, db, settings):
    form = f"{settings.BASE_URL}/contact/"
    settings.CONTACT_ADDRESS = ""
    assert fields(client)["Contact"] == [form]
    settings.CONTACT_ADDRESS = "map@library.example"
    assert fields(client)["Contact"] == [form, "mailto:map@library.example"]
    assert client.get("/contact/").status_code == 200


def test_it_says_where_it_stands(client, db, settings):
    assert fields(client)["Canonical"] == [f"{settings.BASE_URL}{PATH}"]


def test_the_page_about_reports_is_named_while_it_is_public(client, tree, settings):
    assert "Policy" not in fields(client)
    page = InformationFactory(parent=tree.home, slug="security")
    publish(page)
    assert fields(client)["Policy"] == [f"{settings.BASE_URL}/security/"]
    page.unpublish()
    assert "Policy" not in fields(client)
