"""Sessions end with whatever makes an account another person's, and stay ended."""

from datetime import timedelta
from functools import partial

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from community.models import User
from core.models import AccountSession
from core.sessions.engine import SessionStore, end_sessions
from home.demo.people import PASSWORD
from tests.forms import filled_in
from tests.journeys.accounts import (
    CHOSEN,
    account,
    choose_password,
    edit,
    in_bulk,
    letter,
    role,
)
from tests.threads import at_once


def is_signed_in(browser):
    return browser.get("/admin/").status_code == 200


def rows_of(name):
    """The sessions of an account."""
    return AccountSession.objects.filter(user_id=account(name).pk)


def key_of(browser):
    return browser.cookies["sessionid"].value


def is_kept(browser):
    """Whether there is still a row for a browser."""
    return AccountSession.objects.filter(session_key=key_of(browser)).exists()


def expire(browser):
    """Let half an hour pass."""
    rows = AccountSession.objects.filter(session_key=key_of(browser))
    rows.update(expire_date=timezone.now())


CHANGES = {
    "switched off": partial(edit, name="moderator", is_active=""),
    "switched off in bulk": lambda by: in_bulk(
        by, "set_active_state", "moderator", mark_as_active="False"
    ),
    "a role taken away": lambda by: edit(by, "moderator", groups=[]),
    "a role that approves nothing": lambda by: edit(
        by, "moderator", groups=[role("Moderators"), role("Content Editors")]
    ),
    "a role in bulk": lambda by: in_bulk(
        by, "assign_role", "moderator", role=role("Content Editors")
    ),
    "an administrator's rights": partial(edit, name="moderator", is_superuser="on"),
    "another address": partial(edit, name="moderator", email="mine@example.com"),
    "deleted": lambda by: by.post(f"/admin/users/delete/{account('moderator').pk}/"),
    "deleted in bulk": lambda by: in_bulk(by, "delete", "moderator"),
    "the role itself deleted": lambda by: Group.objects.get(name="Moderators").delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_somebody_elses_change_ends_them(admin, signed_in, change):
    theirs, others = signed_in("moderator"), signed_in("editor")
    assert is_kept(theirs)
    CHANGES[change](admin)
    assert not is_kept(theirs)
    assert not is_signed_in(theirs)
    assert is_signed_in(admin)
    assert is_signed_in(others)


@pytest.mark.parametrize(
    "change", [{"first_name": "Aisha"}, {"username": "aisha"}, {"last_name": "Khan"}]
)
def test_what_says_nothing_of_who_may_do_what_ends_none(admin, signed_in, change):
    theirs = signed_in("moderator")
    edit(admin, "moderator", **change)
    assert is_signed_in(theirs)


def change_password(browser):
    """Choose another password as everybody does for themselves."""
    data = {
        **filled_in(browser, "/admin/account/", "main form"),
        "password-old_password": PASSWORD,
        "password-new_password1": CHOSEN,
        "password-new_password2": CHOSEN,
    }
    assert browser.post("/admin/account/", data).status_code == 302
    assert account("moderator").check_password(CHOSEN)


def test_ones_own_new_password_ends_the_others(signed_in):
    here, elsewhere = signed_in("moderator"), signed_in("moderator")
    change_password(here)
    assert not is_kept(elsewhere)
    assert is_signed_in(here)
    assert rows_of("moderator").count() == 1


def test_ones_own_new_password_does_not_put_the_end_off(signed_in):
    here = signed_in("moderator")
    begun = SessionStore(key_of(here))
    begun["signed_in_at"] -= 11 * 60 * 60
    begun.save()
    change_password(here)
    assert here.post("/admin/pages/session/stay/").json()["seconds"] <= 30 * 60
    left = SessionStore(key_of(here))
    assert left.last_end() - timezone.now() <= timedelta(hours=1)


def test_ones_own_new_address_ends_none(steering, signed_in):
    elsewhere = signed_in("steering")
    edit(steering, "steering", email="tom@example.com")
    assert account("steering").email == "tom@example.com"
    assert is_signed_in(steering)
    assert is_signed_in(elsewhere)


def test_a_new_password_by_letter_ends_all(signed_in):
    theirs = signed_in("moderator")
    data = {"email": "moderator@example.org"}
    Client(headers={"host": "localhost"}).post("/admin/password_reset/", data)
    choose_password(letter("moderator@example.org"))
    assert not rows_of("moderator").exists()
    assert not is_signed_in(theirs)


def test_a_command_ends_them_too(run_site, signed_in):
    theirs = signed_in("moderator")
    user = account("moderator")
    user.set_password(CHOSEN)
    user.save()
    assert not is_kept(theirs)


def test_signing_in_ends_no_others(signed_in):
    signed_in("moderator")
    signed_in("moderator")
    assert rows_of("moderator").count() == 2


def test_a_change_that_is_taken_back_ends_none(admin, signed_in, monkeypatch):
    theirs = signed_in("moderator")

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("community.accounts.note", fail)
    assert edit(admin, "moderator", is_active="").status_code == 500
    assert is_signed_in(theirs)


# However the answer turns out


def is_refused(browser):
    headers = {"x-requested-with": "XMLHttpRequest"}
    return browser.get("/admin/users/", headers=headers).status_code == 403


def test_a_refusal_does_not_bring_an_ended_one_back(signed_in):
    theirs = signed_in("editor")
    expire(theirs)
    assert is_refused(theirs)
    assert not rows_of("editor").exists()


def test_nor_one_whose_password_is_another(signed_in):
    theirs = signed_in("editor")
    other = account("moderator").password
    User.objects.filter(username="editor").update(password=other)
    assert is_refused(theirs)
    assert not rows_of("editor").exists()


def test_an_error_does_not_bring_it_back(signed_in, monkeypatch):
    theirs = signed_in("editor")
    expire(theirs)

    def fail(page, request, *args, **kwargs):
        assert not request.user.is_authenticated
        raise RuntimeError

    monkeypatch.setattr("stories.models.StoryIndexPage.serve", fail)
    assert theirs.get("/stories/").status_code == 500
    assert not rows_of("editor").exists()


# At the same moment


def test_what_is_ended_while_somebody_works_stays_ended(signed_in):
    theirs = signed_in("moderator")
    user = account("moderator").pk
    rows_of("moderator").update(expire_date=timezone.now() + timedelta(minutes=20))
    at_once(*[lambda: theirs.get("/admin/")] * 3, lambda: end_sessions(user))
    assert not rows_of("moderator").exists()
    assert not is_signed_in(theirs)


def test_two_who_come_too_late_at_once_do_no_harm(signed_in):
    theirs = signed_in("moderator")
    expire(theirs)
    answers = at_once(*[lambda: Client(headers=cookie(theirs)).get("/admin/")] * 4)
    assert [answer.status_code for answer in answers] == [302] * 4
    assert not rows_of("moderator").exists()


def cookie(browser):
    """What a browser sends of itself."""
    return {"host": "localhost", "cookie": f"sessionid={key_of(browser)}"}


def test_clearing_leaves_whoever_works(signed_in):
    theirs, gone = signed_in("moderator"), signed_in("editor")
    expire(gone)
    call_command("clearsessions")
    assert is_kept(theirs)
    assert not is_kept(gone)
