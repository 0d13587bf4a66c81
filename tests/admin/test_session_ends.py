"""Sessions end after half an hour without their person, and twelve hours at most."""

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from background import schedule
from core.models import AccountSession
from core.sessions.activity import POLLS
from tests.editorial.addresses import admin_addresses

MINUTES, HOURS = 60, 60 * 60
AUTOSAVE = {"accept": "application/json"}
# Parts of names by which addresses that nobody asks for in person are known.
TELLING = ("ping", "release", "progress", "preview_on", "catalog", "sprite", "draft_ses")


@pytest.fixture
def clock():
    """A clock that a test moves."""
    with time_machine.travel("2026-11-28 08:00:00+00:00", tick=False) as moved:
        yield moved


@pytest.fixture
def editor(clock, person):
    """Somebody who has just signed in."""
    return person("Content Editors")


def is_signed_in(browser):
    return browser.get("/admin/").status_code == 200


def writes(browser, *paths):
    """How often asking for addresses writes to the sessions."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for path in paths:
            browser.get(path)
    return sum(
        "core_accountsession" in query["sql"] and not query["sql"].startswith("SELECT")
        for query in queries
    )


def test_it_ends_after_half_an_hour(editor, clock):
    clock.shift(29 * MINUTES)
    assert AccountSession.objects.get().user_id == editor.user.pk
    assert is_signed_in(editor)
    clock.shift(30 * MINUTES)
    assert not is_signed_in(editor)
    assert not AccountSession.objects.exists()
    assert editor.cookies[settings.SESSION_COOKIE_NAME].value == ""


def test_signing_out_ends_it_whoever_kept_the_cookie(editor):
    kept = Client(headers={"host": "localhost"})
    kept.cookies = editor.cookies.copy()
    assert is_signed_in(kept)
    editor.post("/admin/logout/")
    assert not AccountSession.objects.exists()
    assert not is_signed_in(kept)
    assert not is_signed_in(editor)


def test_whatever_one_does_it_ends_after_twelve_hours(editor, clock):
    for _ in range(12 * 3 - 1):
        clock.shift(20 * MINUTES)
        assert is_signed_in(editor)
    clock.shift(20 * MINUTES)
    assert not is_signed_in(editor)
    assert not AccountSession.objects.exists()


def test_signing_in_anew_begins_anew(editor, clock):
    for _ in range(2):
        for _ in range(11 * 3):
            clock.shift(20 * MINUTES)
            assert is_signed_in(editor)
        editor.force_login(editor.user)


@pytest.mark.parametrize("name", sorted(POLLS))
def test_a_screen_by_itself_keeps_nobody_signed_in(editor, clock, tree, name):
    given = {
        "wagtailadmin_editing_sessions:ping": ["core", "contentpage", "1", "1"],
        "wagtailadmin_editing_sessions:release": ["1"],
        "wagtailadmin_pages:preview_on_edit": [tree.stories.pk],
        "wagtailadmin_pages:preview_on_add": ["stories", "mapstorypage", tree.stories.pk],
    }
    editor.raise_request_exception = False
    clock.shift(25 * MINUTES)
    editor.get(reverse(name, args=given.get(name)))
    editor.post(reverse(name, args=given.get(name)))
    clock.shift(5 * MINUTES)
    assert not is_signed_in(editor)


def test_what_is_saved_by_itself_keeps_nobody_signed_in(editor, clock, tree):
    address = reverse("wagtailadmin_pages:edit", args=[tree.stories.pk])
    clock.shift(25 * MINUTES)
    editor.post(address, {"title": "Stories"}, headers=AUTOSAVE)
    clock.shift(5 * MINUTES)
    assert not is_signed_in(editor)


def test_a_button_and_whoever_types_do(editor, clock):
    clock.shift(25 * MINUTES)
    told = editor.post(reverse("session_stay")).json()
    assert (told["user"], told["seconds"], told["last"]) == (
        editor.user.pk,
        30 * MINUTES,
        False,
    )
    clock.shift(29 * MINUTES)
    assert editor.get(reverse("draft_session")).json()["seconds"] == 1 * MINUTES
    assert is_signed_in(editor)


def test_a_link_keeps_nobody_signed_in(editor):
    assert editor.get(reverse("session_stay")).status_code == 405


def test_it_is_said_when_staying_is_no_use(editor, clock):
    for _ in range(35):
        clock.shift(20 * MINUTES)
        told = editor.post(reverse("session_stay")).json()
    assert (told["seconds"], told["last"]) == (20 * MINUTES, True)


def test_saving_the_session_is_no_sign_of_life(editor, clock):
    clock.shift(25 * MINUTES)
    session = editor.session
    session["shown_next"] = "words"
    session.save()
    clock.shift(5 * MINUTES)
    assert not is_signed_in(editor)


def test_it_is_written_once_a_minute_at_most(editor, clock):
    assert writes(editor, "/admin/", "/admin/account/", "/admin/pages/") == 0
    clock.shift(61)
    assert writes(editor, "/admin/", "/admin/account/", "/admin/pages/") == 1


def test_readers_have_none(visitor, tree):
    assert writes(visitor, "/", "/stories/") == 0
    with CaptureQueriesContext(connection) as queries:
        assert not visitor.get("/stories/").cookies
    assert "core_accountsession" not in str(queries.captured_queries)


def test_reading_the_site_is_no_work_in_the_admin(editor, clock, tree):
    clock.shift(25 * MINUTES)
    assert writes(editor, "/stories/") == 0
    clock.shift(5 * MINUTES)
    assert not is_signed_in(editor)


def test_an_account_that_was_switched_off_by_hand_is_signed_out(editor):
    type(editor.user).objects.filter(pk=editor.user.pk).update(is_active=False)
    assert not is_signed_in(editor)
    assert not AccountSession.objects.exists()


def test_a_cookie_that_means_nothing_does_no_harm(db):
    browser = Client(headers={"host": "localhost"})
    browser.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    assert browser.get("/admin/").status_code == 302
    assert not AccountSession.objects.exists()


def test_sessions_nobody_comes_back_to_are_cleared(editor, person, clock):
    clock.shift(25 * MINUTES)
    other = person("Moderators")
    clock.shift(10 * MINUTES)
    schedule.jobs["Clear expired sessions"].work()
    assert AccountSession.objects.get().user_id == other.user.pk


def test_the_cookie_is_kept_for_twelve_hours_at_most(editor):
    editor.user.set_password("correct horse battery")
    editor.user.save()
    words = {
        "username": editor.user.username,
        "password": "correct horse battery",
        "remember": "on",
    }
    browser = Client(headers={"host": "localhost"})
    cookie = browser.post("/admin/login/", words).cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == 12 * HOURS


# Which addresses nobody asks for in person


def test_what_screens_ask_for_is_there():
    assert set(admin_addresses()) >= POLLS


def test_every_address_that_sounds_so_is_among_them():
    sounding = {
        name for name in admin_addresses() if any(part in name for part in TELLING)
    }
    assert sounding == POLLS
