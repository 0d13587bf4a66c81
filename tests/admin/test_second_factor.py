"""A password alone opens nothing: every address asks for the second factor."""

import re
import time

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from background.models import OutboxMessage
from community.models import RecoveryCode, User
from community.second_factor import factors, policy, sessions
from tests.admin.second_factor import (
    ADD_APP,
    CODE,
    RIGHT,
    SIGN_IN,
    STEP,
    code_of,
    codes_for,
    gave_password,
    is_open,
    signed_in,
    with_app,
    with_password,
)
from tests.journeys.accounts import CHOSEN, choose_password, letter
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _required(settings):
    """As on every site that is not on one's own machine."""
    settings.WITHOUT_SECOND_FACTOR = False
    settings.EMAIL_BACKEND = "background.mail.OutboxEmailBackend"


@pytest.fixture
def user(person):
    """Somebody of the Steering group with a password, who needs a second factor."""
    person("Steering group", is_superuser=True)
    found = with_password(User.objects.get())
    OutboxMessage.objects.all().delete()
    return found


# Nothing opens by a password alone


def test_a_password_alone_leads_to_the_second_step(user):
    with_app(user)
    client = gave_password(user, following="/admin/reports/locked/")
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{STEP}?next=%2Fadmin%2F"
    assert "Show that it is you" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert not is_open(client)


STEPS = {STEP, ADD_APP, f"{STEP}choose/", f"{STEP}passkey/"}


def test_a_session_that_came_in_any_other_way_is_nobodys(user):
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    assert client.get("/admin/").url.startswith(SIGN_IN)
    assert "Sign in to MAP" in client.get(SIGN_IN).content.decode()


def test_private_pages_and_their_kind_know_nobody_either(user):
    with_app(user)
    client = gave_password(user)
    assert not client.get("/").wsgi_request.user.is_authenticated


def test_half_a_sign_in_ends_after_a_quarter_of_an_hour(user):
    device = with_app(user)
    with time_machine.travel(time.time(), tick=False) as clock:
        client = gave_password(user)
        clock.shift(sessions.PATIENCE_SECONDS)
        answer = client.post(STEP, {"code": code_of(device)})
        assert answer.url.startswith(SIGN_IN)
        assert not is_open(client)


def test_whoever_is_signed_in_has_another_session_than_by_half(user):
    device = with_app(user)
    client = gave_password(user)
    before = client.session.session_key
    client.post(STEP, {"code": code_of(device)})
    assert is_open(client)
    assert client.session.session_key != before


# Codes of an app


def test_the_code_of_the_app_opens_what_one_wanted(user):
    device = with_app(user)
    client = gave_password(user)
    wanted = {"code": f" {code_of(device)} ", "next": "/admin/reports/locked/"}
    assert client.post(STEP, wanted).url == "/admin/reports/locked/"


@pytest.mark.parametrize("next_url", ["https://example.org/", "//example.org", "x:y"])
def test_it_leads_to_no_other_site(user, next_url):
    device = with_app(user)
    answer = gave_password(user).post(STEP, {"code": code_of(device), "next": next_url})
    assert answer.url == "/admin/"


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_clocks_may_be_half_a_minute_off(user, steps):
    code = code_of(with_app(user), steps)
    client = gave_password(user)
    client.post(STEP, {"code": code})
    assert is_open(client)


@pytest.mark.parametrize("code", ["", "x", "12345", "１２３４５６", "1" * 41, "\0"])
def test_what_is_no_code_is_refused_kindly(user, code):
    with_app(user)
    client = gave_password(user)
    answer = client.post(STEP, {"code": code})
    assert answer.status_code == 200
    assert "code" in answer.context["form"].errors
    assert not is_open(client)


def test_a_code_works_once(user):
    device = with_app(user)
    code = code_of(device)
    assert is_open(client_after(user, code))
    assert not is_open(client_after(user, code))


@pytest.mark.django_db(transaction=True)
def test_of_two_with_the_same_code_one_comes_in(user):
    for code in (code_of(with_app(user)), codes_for(user)[0]):
        clients = [gave_password(user) for _ in range(4)]
        at_once(*(lambda c=c, code=code: c.post(STEP, {"code": code}) for c in clients))
        assert sum(is_open(client) for client in clients) == 1


def client_after(user, code):
    """A browser after both steps."""
    client = gave_password(user)
    client.post(STEP, {"code": code})
    return client


# Setting one up


def test_whoever_has_none_sets_one_up_and_nothing_else(user):
    client = gave_password(user)
    answer = client.get("/admin/", follow=True)
    assert "Set up a second step" in answer.content.decode()
    page = client.get(ADD_APP).content.decode()
    assert not is_open(client)
    key = client.session["second_factor_new_key"]
    assert "<svg" in page
    assert re.search(r"otpauth://totp/MAP[^\"]*secret=[A-Z2-7]{32}", page)
    wrong = client.post(ADD_APP, {"code": "000000", "name": "My phone"})
    assert client.session["second_factor_new_key"] == key, "the picture stays"
    assert "not right" in wrong.content.decode()
    code = code_of(TOTPDevice(key=key))
    words = {"code": code, "name": "My phone", "next": "/admin/account/"}
    done = client.post(ADD_APP, words)
    codes = CODE.findall(done.content.decode())
    assert len(set(codes)) == 10
    assert "no-store" in done["Cache-Control"]
    assert 'href="/admin/account/"' in done.content.decode()
    assert is_open(client)
    assert not is_open(client_after(user, code)), "the code was used"
    assert is_open(client_after(user, codes[3].upper()))


def test_nobody_adds_one_by_a_password_alone_to_those_that_are_there(user):
    with_app(user)
    client = gave_password(user)
    for path in STEPS - {STEP}:
        assert client.get(path).url.startswith(STEP)
        assert client.post(path, {"code": "1", "name": "x"}).url.startswith(STEP)
    assert factors.factors_of(user)[0].row.name == "My phone"
    assert len(factors.factors_of(user)) == 1


def test_what_is_added_is_told(user):
    client = gave_password(user)
    client.get(ADD_APP)
    device = TOTPDevice(key=client.session["second_factor_new_key"])
    client.post(ADD_APP, {"code": code_of(device), "name": "My phone"})
    assert "The authenticator app “My phone” was added." in letter(user.email)


# Recovery codes


def test_a_recovery_code_works_once_and_is_told(user):
    with_app(user)
    code = codes_for(user)[0]
    client = client_after(user, code.replace("-", " ").upper())
    assert is_open(client)
    assert not is_open(client_after(user, code))
    assert "A recovery code was used to sign in. 9 are left." in letter(user.email)


def test_only_hashes_of_recovery_codes_are_kept(user):
    codes = codes_for(user)
    kept = str(list(RecoveryCode.objects.values_list()))
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]


def test_another_persons_code_is_none(user, person):
    with_app(user)
    other = with_password(person("Moderators").user)
    theirs = code_of(with_app(other))
    assert not is_open(client_after(user, theirs))
    assert not is_open(client_after(user, codes_for(other)[0]))


def test_a_new_password_is_no_way_round(user):
    with_app(user)
    client = gave_password(user)
    client.post("/admin/password_reset/", {"email": user.email})
    choose_password(letter(user.email))
    user.refresh_from_db()
    assert user.check_password(CHOSEN)
    client.post(SIGN_IN, {"username": user.username, "password": CHOSEN})
    assert not is_open(client)


# Guessing


def test_ten_tries_from_one_network_and_then_a_pause(user):
    device = with_app(user)
    client = gave_password(user)
    answers = [client.post(STEP, {"code": "000000"}).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    answer = client.post(STEP, {"code": code_of(device)})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 15 * 60
    assert not is_open(client)


def test_elsewhere_the_owner_still_comes_in(user):
    device = with_app(user)
    thief = gave_password(user)
    for _ in range(12):
        thief.post(STEP, {"code": "000000"})
    owner = gave_password(user, network="198.51.100.7")
    owner.post(STEP, {"code": code_of(device)})
    assert is_open(owner)


@time_machine.travel("2026-11-28 10:01:00+00:00", tick=False)
def test_from_everywhere_there_are_fifty_tries_a_day_until_the_password_is_new(user):
    device = with_app(user)
    for number in range(50):
        client = gave_password(user, network=f"192.0.2.{number}")
        assert client.post(STEP, {"code": "000000"}).status_code == 200
    client = gave_password(user, network="198.51.100.7")
    answer = client.post(STEP, {"code": code_of(device)})
    assert answer.status_code == 429
    assert "choose a new one" in answer.content.decode()
    user.set_password(f"{RIGHT}!")
    user.save()
    with_password(user)
    assert is_open(client_after(user, code_of(device)))


# The switch


@pytest.mark.parametrize(
    ("origin", "is_required"),
    [
        ("http://localhost:8000", False),
        ("http://127.0.0.1:8000", False),
        ("http://map.localhost", False),
        ("https://map.example.org", True),
        ("https://localhost.example.org", True),
        ("http://192.168.1.4:8000", True),
        ("", True),
    ],
)
def test_the_switch_is_heard_on_this_machine_alone(settings, origin, is_required):
    settings.WITHOUT_SECOND_FACTOR, settings.BASE_URL = True, origin
    assert policy.is_required() is is_required
    settings.WITHOUT_SECOND_FACTOR = False
    assert policy.is_required()


def test_with_the_switch_a_password_is_enough_for_whoever_has_no_other(user, settings):
    settings.WITHOUT_SECOND_FACTOR = True
    assert is_open(gave_password(user))
    device = with_app(user)
    client = gave_password(user)
    assert not is_open(client)
    client.post(STEP, {"code": code_of(device)})
    assert is_open(client)


# On the server


def test_the_server_takes_a_second_factor_away(user):
    client = signed_in(user)
    codes_for(user)
    assert is_open(client)
    call_command("forget_second_factor", user.username)
    assert not is_open(client)
    assert not factors.has_any(user)
    assert not RecoveryCode.objects.exists()
    page = gave_password(user).get("/admin/", follow=True).content.decode()
    assert "Set up a second step" in page
