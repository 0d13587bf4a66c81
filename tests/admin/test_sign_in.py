"""Whoever guesses passwords is slowed down, and nobody else is."""

import re

import pytest
import time_machine
from django.test import Client

from community.models import User
from core.models import Attempts

RIGHT, WRONG = "correct horse battery", "wrong"
FORGOTTEN = "/admin/password_reset/"


@pytest.fixture
def account(person):
    """Somebody with a password."""
    person("Content Editors")
    user = User.objects.get()
    user.set_password(RIGHT)
    user.email = "asha@example.org"
    user.save()
    return user


def sign_in(name, password, network="192.0.2.1"):
    browser = Client(headers={"host": "localhost"}, REMOTE_ADDR=network)
    words = {"username": name, "password": password}
    return browser.post("/admin/login/", words)


def guess(name, times, **options):
    return [sign_in(name, WRONG, **options).status_code for _ in range(times)]


def test_five_wrong_passwords_and_then_a_pause(account, caplog):
    assert guess(account.username, 5) == [200] * 5
    assert not caplog.records
    assert guess(account.username, 1) == [429]
    assert "too many wrong passwords" in caplog.text
    assert account.username not in caplog.text
    answer = sign_in(account.username, RIGHT)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 15 * 60
    assert "too many tries" in answer.content.decode()
    assert f'value="{account.username}"' in answer.content.decode()


def test_letter_case_and_blanks_are_no_way_round(account):
    guess(account.username, 5)
    assert sign_in(f" {account.username.upper()} ", WRONG).status_code == 429


def test_elsewhere_the_right_password_still_opens(account):
    guess(account.username, 6)
    assert sign_in(account.username, RIGHT, network="198.51.100.7").status_code == 302


def test_others_of_the_same_network_sign_in(account):
    guess("somebody else", 6)
    assert sign_in(account.username, RIGHT).status_code == 302


def test_it_is_over_after_a_while(account):
    with time_machine.travel("2026-11-28 10:01:00+00:00", tick=False) as clock:
        guess(account.username, 6)
        assert sign_in(account.username, RIGHT).status_code == 429
        clock.shift(15 * 60)
        assert sign_in(account.username, RIGHT).status_code == 302


def test_right_passwords_do_not_count(account):
    assert [sign_in(account.username, RIGHT).status_code for _ in range(8)] == [302] * 8


def test_many_names_from_one_network_are_slowed_down(account):
    codes = [guess(f"name {number}", 1)[0] for number in range(61)]
    assert codes == [200] * 60 + [429]
    assert sign_in(account.username, RIGHT, network="198.51.100.7").status_code == 302


def test_a_name_that_nobody_has_is_slowed_down_like_any_other(db):
    assert guess("nobody", 6) == [200] * 5 + [429]


def test_neither_names_nor_networks_are_kept(account):
    guess(account.username, 1)
    kept = " ".join(f"{it.purpose} {it.key}" for it in Attempts.objects.all())
    assert account.username not in kept
    assert "192.0.2.1" not in kept


def test_few_letters_go_to_one_address(account, mailoutbox):
    browser = Client(headers={"host": "localhost"})
    for _ in range(5):
        answer = browser.post(FORGOTTEN, {"email": account.email})
        assert answer.status_code == 302
    answer = browser.post(FORGOTTEN, {"email": account.email})
    assert answer.status_code == 429
    assert "Please wait" in answer.content.decode()
    # Whether anybody has an address, nobody learns from that.
    codes = [browser.post(FORGOTTEN, {"email": "n@x.org"}).status_code for _ in range(6)]
    assert codes == [302] * 5 + [429]


def test_administrators_hear_of_guessing_once_a_day(account, person, mailoutbox):
    told = [person("Steering group").user.email]
    mailoutbox.clear()
    with time_machine.travel("2026-11-28 10:01:00+00:00", tick=False) as clock:
        guess(account.username, 5)
        assert mailoutbox == []
        guess(account.username, 3)
        guess("somebody else", 8)
        assert [letter.to for letter in mailoutbox] == [told]
        assert "wrong passwords" in mailoutbox[0].subject
        assert account.username not in mailoutbox[0].body
        clock.shift(24 * 60 * 60)
        guess(account.username, 8)
        assert [letter.to for letter in mailoutbox] == [told, told]


@pytest.mark.parametrize("path", ["/admin/login/", FORGOTTEN, f"{FORGOTTEN}done/"])
def test_pages_for_whoever_is_nobody_yet_speak_of_this_site(db, path):
    page = Client(headers={"host": "localhost"}).get(path).content.decode()
    [title] = re.findall(r"<title>(.*?)</title>", page, re.DOTALL)
    assert "MAP" in title
    assert "Wagtail" not in title
    assert "Remember me" not in page


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example/", "/\\evil.example/", "https://evil.example/"]
)
def test_neither_coming_nor_going_leads_to_another_site(account, elsewhere):
    browser = Client(headers={"host": "localhost"})
    words = {"username": account.username, "password": RIGHT, "next": elsewhere}
    for path in ("/admin/login/", "/admin/logout/"):
        answer = browser.post(path, words)
        assert answer.status_code == 302
        assert "evil" not in answer.url
