"""Nobody is two people: an account approves once a second person knows who has it."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import ModelLogEntry

from background.models import OutboxMessage
from community import confirmations
from community.models import User
from tests.journeys.accounts import account, edit, in_bulk, letters, make, role

WORDS = confirmations.WORDS


@pytest.fixture
def newcomer(steering):
    """A Moderator whose account the Steering group has just made."""
    make(steering, groups=[role("Moderators")])
    return account("newcomer")


def confirm(browser, user):
    """Press the button beside an account."""
    data = {"address": user.email}
    return browser.post(f"/admin/users/confirm/{user.pk}/", data, follow=True)


def is_confirmed(name):
    return confirmations.is_confirmed(account(name))


def browser_of(user):
    """Somebody's browser, signed in whatever their password."""
    browser = Client(headers={"host": "localhost"})
    browser.force_login(user)
    return browser


def is_signed_in(browser):
    return browser.get("/admin/").status_code == 200


def test_accounts_of_the_demo_and_of_commands_are_confirmed(run_site, monkeypatch):
    assert not confirmations.waiting().exists()
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a-long-one-3")
    who = {"username": "root", "email": "root@example.org"}
    call_command("createsuperuser", interactive=False, verbosity=0, **who)
    assert is_confirmed("root")


def test_whoever_made_an_account_does_not_confirm_it(steering, admin, newcomer):
    assert WORDS not in steering.get("/admin/users/").content.decode()
    assert "word of a different person" in confirm(steering, newcomer).content.decode()
    assert not is_confirmed("newcomer")
    assert WORDS in admin.get("/admin/users/").content.decode()
    confirm(admin, newcomer)
    assert is_confirmed("newcomer")


def test_it_is_logged_and_told(admin, newcomer):
    OutboxMessage.objects.all().delete()
    confirm(admin, newcomer)
    (text,) = letters("newcomer@example.org")
    assert f"Robin Hale said: “{WORDS}”" in " ".join(text.split())
    entry = ModelLogEntry.objects.get(
        object_id=str(newcomer.pk), action="community.confirm"
    )
    assert entry.user.username == "admin"
    assert WORDS in entry.message


@pytest.mark.parametrize("name", ["moderator", "editor"])
def test_only_the_steering_group_confirms(signed_in, newcomer, name):
    confirm(signed_in(name), newcomer)
    assert not is_confirmed("newcomer")


def test_an_unconfirmed_member_of_the_steering_group_confirms_nobody(steering, admin):
    make(steering, "first", groups=[role("Steering group")])
    make(admin, "second", groups=[role("Moderators")])
    confirm(browser_of(account("first")), account("second"))
    assert not is_confirmed("second")


def test_an_unconfirmed_member_looks_after_no_accounts(steering):
    make(steering, "first", groups=[role("Steering group")])
    first = browser_of(account("first"))
    make(first, "second", groups=[role("Moderators")])
    assert not User.objects.filter(username="second").exists()
    edit(first, "moderator", email="mine@example.com")
    first.post(f"/admin/users/delete/{account('moderator2').pk}/")
    in_bulk(first, "assign_role", "editor", role=role("Moderators"))
    assert account("moderator").email == "moderator@example.org"
    assert account("moderator2")
    assert not account("editor").groups.filter(name="Moderators").exists()


CHANGES = {
    "role": lambda by: edit(
        by, "moderator", groups=[role("Moderators"), role("Steering group")]
    ),
    "address": lambda by: edit(by, "moderator", email="mine@example.com"),
    "bulk": lambda by: in_bulk(
        by, "assign_role", "moderator", role=role("Steering group")
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_somebody_elses_change_takes_it_away_and_ends_sessions(
    steering, admin, signed_in, change
):
    theirs = signed_in("moderator")
    OutboxMessage.objects.all().delete()
    CHANGES[change](steering)
    assert not is_confirmed("moderator")
    assert not is_signed_in(theirs)
    assert is_signed_in(steering)
    (text, *_) = letters("moderator@example.org")
    assert "Robin Hale can confirm it" in " ".join(text.split())
    confirm(steering, account("moderator"))
    assert not is_confirmed("moderator")
    confirm(admin, account("moderator"))
    assert is_confirmed("moderator")


def test_switching_on_again_takes_it_away(steering):
    edit(steering, "moderator", is_active="")
    edit(steering, "moderator", is_active="on")
    assert account("moderator").is_active
    assert not is_confirmed("moderator")


def test_giving_the_rights_of_an_administrator_takes_it_away(admin):
    edit(admin, "editor", is_superuser="on")
    assert not is_confirmed("editor")


def test_a_name_or_a_role_that_approves_nothing_takes_nothing_away(steering):
    groups = [role("Moderators"), role("Content Editors")]
    edit(steering, "moderator", first_name="Aisha", groups=groups)
    edit(steering, "moderator", groups=[role("Moderators")])
    assert is_confirmed("moderator")


def test_owners_keep_it_whatever_they_change_of_their_own(steering):
    edit(steering, "steering", email="tom@example.com")
    user = account("steering")
    user.set_password("another-one-4")
    user.save()
    assert is_confirmed("steering")


def test_a_hand_in_it_before_it_could_approve_counts(steering, admin):
    edit(steering, "editor", email="mine@example.com")
    edit(admin, "editor", groups=[role("Moderators")])
    for browser in (steering, admin):
        confirm(browser, account("editor"))
    assert not is_confirmed("editor")
    call_command("confirm_account", "editor")
    assert is_confirmed("editor")


def test_what_changed_since_the_button_was_shown_is_not_confirmed(
    steering, admin, newcomer
):
    edit(steering, "newcomer", email="mine@example.com")
    text = confirm(admin, newcomer).content.decode()
    assert "changed since you opened it" in text
    assert not is_confirmed("newcomer")


def test_the_server_confirms_by_name(run_site, capsys):
    account("moderator").confirmation.delete()
    for _ in range(2):
        call_command("confirm_account", "moderator")
    assert is_confirmed("moderator")
    with pytest.raises(CommandError, match="no account"):
        call_command("confirm_account", "nobody")
    User.objects.filter(username="editor").update(is_active=False)
    with pytest.raises(CommandError, match="switched off"):
        call_command("confirm_account", "editor")


def test_dashboards_say_who_waits_and_whom_to_ask(steering, admin, newcomer):
    assert "Nia Okonkwo approves no texts yet" in home(steering)
    assert WORDS in home(admin)
    assert "Robin Hale can confirm it" in home(browser_of(newcomer))


def home(browser):
    """What the dashboard says."""
    return browser.get("/admin/").content.decode()


def test_the_screen_of_an_account_has_the_button_too(admin, newcomer):
    for address in ("edit", "confirm"):
        text = admin.get(f"/admin/users/{address}/{newcomer.pk}/").content.decode()
        assert WORDS in text
    confirm(admin, newcomer)
    text = admin.get(f"/admin/users/edit/{newcomer.pk}/").content.decode()
    assert "Robin Hale confirmed this account" in text


def test_a_role_that_is_given_on_the_server_changes_nothing(run_site):
    account("moderator").groups.add(Group.objects.get(name="Steering group"))
    assert is_confirmed("moderator")
