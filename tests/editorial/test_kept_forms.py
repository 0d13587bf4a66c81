"""A form that comes after its person was signed out loses no words, without a script."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from core.models import AccountSession
from tests.editorial.conftest import now
from tests.forms import data_of, edit_url, filled_in

HERE = "http://localhost"
PASSWORD = "correct horse battery"
WORDS = "Two of us & “the team” <b>\r\nin two lines"


def browser_of(people, role):
    """A browser like those that people have: it is asked for the mark of forms."""
    user = people[role].user
    user.set_password(PASSWORD)
    user.save()
    browser = Client(
        enforce_csrf_checks=True, headers={"host": "localhost", "origin": HERE}
    )
    browser.user = user
    sign_in(browser, user)
    return browser


def sign_in(browser, user):
    """Sign in by the screen for it."""
    sent = filled_in(browser, "/admin/login/", "form")
    sent |= {"username": user.username, "password": PASSWORD}
    assert browser.post("/admin/login/", sent).status_code == 302


@pytest.fixture
def browser(people):
    return browser_of(people, "editor")


@pytest.fixture
def typed(browser, draft):
    """A form that was filled in and not sent."""
    return {**filled_in(browser, edit_url(draft)), "team": WORDS}


def end(browser):
    """Let half an hour pass."""
    AccountSession.objects.update(expire_date=timezone.now())


def given_back(answer):
    """The form that a page gives back, and where it goes."""
    assert answer.status_code == 403
    form = BeautifulSoup(answer.content, "html.parser").select_one("form")
    return form["action"], data_of(form)


def team(page):
    """What is saved of that field."""
    return now(page).get_latest_revision_as_object().team


def test_it_is_given_back_and_saved_after_signing_in(browser, draft, typed):
    end(browser)
    answer = browser.post(edit_url(draft), typed)
    assert "You were signed out" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    address, form = given_back(answer)
    assert form["team"] == [WORDS]
    sign_in(browser, browser.user)
    answer = browser.post(address, form)
    assert "You have signed in since" in answer.content.decode()
    address, form = given_back(answer)
    assert browser.post(address, form).status_code == 302
    assert team(draft).split() == WORDS.split()


def test_nothing_of_it_is_left_out(browser, draft, typed):
    end(browser)
    _, form = given_back(browser.post(edit_url(draft), typed))
    added = {"csrfmiddlewaretoken", "map-written-by"}
    assert {name: form[name] for name in form if name not in added} == {
        name: value if isinstance(value, list) else [value]
        for name, value in typed.items()
        if name not in added
    }


def test_the_words_stand_there_to_be_copied(browser, draft, typed):
    end(browser)
    answer = browser.post(edit_url(draft), typed)
    words = BeautifulSoup(answer.content, "html.parser").select_one("dl").text
    assert "“the team” <b>" in words
    assert "csrfmiddlewaretoken" not in words
    assert "{" not in words


def test_what_somebody_wrote_is_not_sent_for_another(browser, draft, typed, people):
    end(browser)
    address, form = given_back(browser.post(edit_url(draft), typed))
    other = browser_of(people, "moderator")
    browser.cookies = other.cookies
    for _ in range(2):
        answer = browser.post(address, form)
        assert "somebody else wrote this" in answer.content.decode()
        address, form = given_back(answer)
        assert form["team"] == [WORDS]
    assert "Two of us" not in team(draft)


def test_passwords_and_files_do_not_come_along(browser):
    data = {
        **filled_in(browser, "/admin/account/", "main form"),
        "password-old_password": "secret-3",
        "avatar-avatar": SimpleUploadedFile("me.png", b"x", "image/png"),
    }
    end(browser)
    answer = browser.post("/admin/account/", data)
    text = answer.content.decode()
    assert "secret-3" not in text
    assert "me.png" in text
    assert "type them again" in text


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_form_of_another_site_is_not_given_a_mark(browser, draft, typed, origin):
    sent = {**typed, "csrfmiddlewaretoken": "x" * 64}
    answer = browser.post(edit_url(draft), sent, headers={"origin": origin})
    assert answer.status_code == 403
    assert "Two of us" not in answer.content.decode()
    assert "Two of us" not in team(draft)


def test_nor_is_one_of_somebody_who_is_not_signed_in(browser, draft, typed):
    end(browser)
    sent = {**typed, "csrfmiddlewaretoken": "x" * 64}
    assert "Two of us" not in browser.post(edit_url(draft), sent).content.decode()


def test_scripts_are_answered_as_before(browser, draft, typed):
    end(browser)
    script = {"x-requested-with": "XMLHttpRequest"}
    answer = browser.post(edit_url(draft), typed, headers=script)
    assert answer.status_code == 403
    assert "Two of us" not in answer.content.decode()


def test_signing_in_itself_is_none_of_it(db):
    browser = Client(headers={"host": "localhost"})
    assert browser.post("/admin/logout/", {"next": "/admin/"}).status_code == 302


def test_whoever_signed_in_elsewhere_reads_where_to_go_on(browser):
    assert "You are signed in again" in (
        browser.get("/admin/pages/session/back/").content.decode()
    )
