"""People look after their own second factors, once they have just shown one."""

import time

import pytest
import time_machine
from django.urls import reverse

from community.models import Passkey
from community.second_factor import factors, passkeys, sessions
from tests.admin.second_factor import (
    CODE,
    STEP,
    code_of,
    signed_in,
    with_app,
    with_password,
)
from tests.journeys.accounts import letters

LIST, CODES = "/admin/account/second-step/", "/admin/account/second-step/codes/"


@pytest.fixture
def user(person, settings):
    """Somebody who needs a second factor."""
    settings.WITHOUT_SECOND_FACTOR = False
    settings.EMAIL_BACKEND = "background.mail.OutboxEmailBackend"
    return with_password(person("Content Editors").user)


@pytest.fixture
def client(user):
    """Their browser, in which they signed in with both steps."""
    return signed_in(user)


def remove(client, factor):
    path = reverse("second_factor_remove", args=(factor.kind, factor.row.pk))
    return client.post(path, follow=True).content.decode()


def test_they_are_listed(client):
    page = client.get(LIST).content.decode()
    assert "My phone" in page
    assert "Authenticator app" in page
    assert LIST in client.get("/admin/account/").content.decode()


def test_the_only_one_stays(client, user):
    [only] = factors.factors_of(user)
    assert factors.LAST_ONE in remove(client, only)
    assert factors.has_any(user)


def test_one_of_two_goes_and_is_told(client, user):
    with_app(user, "Old phone")
    _, old = factors.factors_of(user)
    assert "It is removed" in remove(client, old)
    assert [factor.row.name for factor in factors.factors_of(user)] == ["My phone"]
    assert "“Old phone” was removed." in letters(user.email)[0]


def test_nobody_removes_anothers(client, user, person):
    other = person("Moderators").user
    with_app(other, "A"), with_app(other, "B")
    with_app(user, "Old phone")
    for theirs in factors.factors_of(other):
        remove(client, theirs)
    assert len(factors.factors_of(other)) == 2


ASKED = [CODES, f"{LIST}app/1/", f"{STEP}app/", f"{STEP}passkey/"]


@pytest.mark.parametrize("path", ASKED)
def test_after_a_while_one_shows_it_again(client, user, path):
    with time_machine.travel(time.time(), tick=False) as clock:
        clock.shift(sessions.RECENT_SECONDS + 1)
        asked = client.get(path)
        assert asked.url.startswith(STEP)
        assert client.post(path).url.startswith(STEP)
        device = with_app(user, "Another")
        page = client.get(asked.url).content.decode()
        assert "about the safety of your account" in page
        words = {"code": code_of(device), "next": path}
        assert client.post(STEP, words).url == path
        assert client.get(path).status_code == 200


def test_new_recovery_codes_replace_the_old(client, user):
    old = CODE.findall(client.post(CODES).content.decode())
    new = CODE.findall(client.post(CODES).content.decode())
    assert len(old) == len(new) == 10
    assert not set(old) & set(new)
    assert not factors.use_code(user, old[0])
    assert factors.use_code(user, new[0])


# Passkeys; what they do in a browser is shown there


@pytest.mark.parametrize("answer", ["", "x", "[]", "{}", '{"id": "a", "rawId": "a"}'])
def test_broken_answers_of_devices_are_refused(client, user, answer):
    passkey = Passkey(user=user, name="x", credential_id=b"1", data=b"")
    assert not passkey.pk
    client.get(f"{STEP}passkey/")
    page = client.post(f"{STEP}passkey/", {"name": "x", "credential": answer})
    assert page.status_code == 200
    assert not Passkey.objects.exists()
    for state in (None, passkeys.request_for(user)[1]):
        with pytest.raises(passkeys.Refused):
            passkeys.use(user, state, answer)


@pytest.mark.parametrize(
    ("origin", "can_be"),
    [
        ("https://map.example.org", True),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", False),
        ("http://[::1]:8000", False),
    ],
)
def test_a_mere_number_has_no_passkeys(settings, origin, can_be):
    settings.BASE_URL = origin
    assert passkeys.can_be_used() is can_be
