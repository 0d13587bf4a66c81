"""Sessions end by the clock however far somebody has signed in."""

import time

import pytest
import time_machine

from core.models import AccountSession
from tests.admin.second_factor import (
    STEP,
    code_of,
    gave_password,
    is_open,
    with_app,
    with_password,
)

HALF_AN_HOUR, TWELVE_HOURS = 30 * 60, 12 * 60 * 60


@pytest.fixture
def user(person, settings):
    """Somebody who needs a second factor, and is signed in nowhere."""
    settings.WITHOUT_SECOND_FACTOR = False
    found = with_password(person("Content Editors").user)
    AccountSession.objects.all().delete()
    return found


def test_idle_and_over_it_takes_both_steps_again(user):
    device = with_app(user)
    with time_machine.travel(time.time(), tick=False) as clock:
        client = gave_password(user)
        client.post(STEP, {"code": code_of(device)})
        clock.shift(HALF_AN_HOUR - 61)
        assert is_open(client)
        clock.shift(HALF_AN_HOUR + 1)
        assert client.get("/admin/").url.startswith("/admin/login/?next=")
        assert client.get(STEP).url.startswith("/admin/login/")
        assert not AccountSession.objects.exists()


def test_twelve_hours_are_the_most(user):
    device = with_app(user)
    with time_machine.travel(time.time(), tick=False) as clock:
        client = gave_password(user)
        client.post(STEP, {"code": code_of(device)})
        for _ in range(TWELVE_HOURS // (20 * 60) - 1):
            clock.shift(20 * 60)
            assert is_open(client)
        clock.shift(20 * 60 + 1)
        assert not is_open(client)


def test_looking_at_the_admin_by_half_keeps_the_half(user):
    device = with_app(user)
    client = gave_password(user)
    for path in ("/admin/", "/admin/pages/", "/admin/account/"):
        assert client.get(path).status_code == 302
    assert client.post(STEP, {"code": code_of(device)}).url == "/admin/"
    assert is_open(client)


def test_signing_in_again_over_the_page_leads_back_after_both_steps(user):
    device, back = with_app(user), "/admin/pages/session/back/"
    client = gave_password(user, following=back)
    words = {"code": code_of(device), "next": back}
    assert client.post(STEP, words).url == back
    assert client.get("/admin/pages/session/").json()["user"] == user.pk


def test_by_half_nobody_is_signed_in_over_the_page(user):
    with_app(user)
    assert gave_password(user).get("/admin/pages/session/").json()["user"] is None
