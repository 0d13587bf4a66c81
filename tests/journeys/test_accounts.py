"""Accounts: nobody takes over another's, and everybody hears what happens to theirs."""

import re
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import ModelLogEntry

from background.models import OutboxMessage
from home.demo.people import PASSWORD
from tests.journeys.accounts import (
    account,
    edit,
    form_of,
    in_bulk,
    letters,
    make,
    role,
    roles_of,
)

TYPED = "typed-by-somebody-1"
CHOSEN = "chosen-by-oneself-2"
LINK = re.compile(r"http://localhost:8000(/admin/password_reset/confirm/\S+)")


def can_sign_in(name, password):
    """Whether somebody gets in with a password."""
    browser = Client(headers={"host": "localhost"})
    words = {"username": name, "password": password}
    return browser.post("/admin/login/", words).status_code == 302


def letter(address):
    """The one letter to an address."""
    (text,) = letters(address)
    return " ".join(text.split())


def log_of(name, action):
    """Who did a kind of thing to an account, and what the log says."""
    found = ModelLogEntry.objects.filter(object_id=str(account(name).pk), action=action)
    return [(entry.user and entry.user.username, entry.message) for entry in found]


# Superusers


def test_the_steering_group_makes_no_administrators(steering):
    make(steering, is_superuser="on")
    edit(steering, "editor", is_superuser="on")
    assert account("newcomer")
    superusers = get_user_model().objects.filter(is_superuser=True)
    assert [user.username for user in superusers] == ["admin"]


def test_the_steering_group_touches_no_administrator(steering):
    before = get_user_model().objects.filter(username="admin").values().get()
    key = account("admin").pk
    for response in (
        edit(steering, "admin", email="mine@example.org", is_active=""),
        steering.get(f"/admin/users/edit/{key}/"),
        steering.post(f"/admin/users/delete/{key}/"),
        steering.post(f"/admin/users/letter/{key}/"),
    ):
        assert response.url == "/admin/"
    in_bulk(steering, "delete", "admin")
    in_bulk(steering, "set_active_state", "admin", mark_as_active="False")
    in_bulk(steering, "assign_role", "admin", role=role("Content Editors"))
    assert get_user_model().objects.filter(username="admin").values().get() == before
    assert not roles_of("admin")
    assert not letters("admin@example.org")


def test_all_accounts_at_once_leaves_administrators_out(steering):
    address = "/admin/bulk/community/user/set_active_state/?id=all"
    steering.post(address, {"mark_as_active": "False"})
    active = get_user_model().objects.filter(is_active=True)
    assert {user.username for user in active} == {"admin", "steering"}


def test_no_account_is_made_from_a_copy_of_another(steering):
    with pytest.raises(NoReverseMatch):
        reverse("wagtailusers_users:copy", args=(1,))
    data = form_of(account("admin"), username="twin", email="twin@example.org")
    address = f"/admin/users/copy/{account('admin').pk}/"
    assert steering.post(address, data).status_code == 404
    assert not get_user_model().objects.filter(username="twin").exists()


def test_administrators_make_administrators(admin):
    edit(admin, "steering", is_superuser="on")
    assert account("steering").is_superuser
    assert "administrator" in letter("steering@example.org")
    edit(admin, "steering", first_name="Thomas")
    assert not account("steering").is_superuser


def test_administrators_edit_themselves(admin):
    edit(admin, "admin", first_name="Robyn")
    user = account("admin")
    assert (user.first_name, user.is_superuser, user.is_active) == ("Robyn", True, True)


# Roles that say more than the three of the community


@pytest.fixture
def technicians(run_site):
    """A group that may edit groups, and so may do everything."""
    group = Group.objects.create(name="Technicians")
    group.permissions.set(Permission.objects.filter(codename__endswith="_group"))
    return group


def test_the_steering_group_gives_no_more_than_the_roles(steering, technicians):
    chosen = [role("Steering group"), technicians.pk]
    edit(steering, "steering", groups=chosen)
    make(steering, groups=[technicians.pk])
    in_bulk(steering, "assign_role", "steering", "editor", role=technicians.pk)
    assert not technicians.user_set.exists()


def test_what_somebody_else_gave_stays(steering, admin, technicians):
    edit(admin, "moderator", groups=[role("Moderators"), technicians.pk])
    edit(steering, "moderator", groups=[role("Content Editors")])
    assert roles_of("moderator") == {"Content Editors", "Technicians"}


def test_the_steering_group_edits_no_groups(steering):
    key = role("Steering group")
    before = set(Group.objects.get(pk=key).permissions.values_list("pk"))
    everything = list(Permission.objects.values_list("pk", flat=True))
    for path in ("new/", f"edit/{key}/", f"delete/{key}/"):
        data = {"name": "More", "permissions": everything}
        assert steering.post(f"/admin/groups/{path}", data).url == "/admin/"
    assert set(Group.objects.get(pk=key).permissions.values_list("pk")) == before


# Passwords


@pytest.mark.parametrize("by", ["steering", "admin"])
@pytest.mark.parametrize("whose", ["moderator", "admin", "steering"])
def test_nobody_types_a_password(run_site, signed_in, by, whose):
    browser = signed_in(by)
    edit(browser, whose, password1=TYPED, password2=TYPED)
    assert not can_sign_in(whose, TYPED)
    assert can_sign_in(whose, PASSWORD)


def test_a_new_account_gets_a_letter_and_no_password(steering):
    make(steering, password1=TYPED, password2=TYPED)
    assert not can_sign_in("newcomer", TYPED)
    text = letter("newcomer@example.org")
    assert "Tom Ashworth" in text
    assert "“newcomer”" in text
    assert "Content Editors" in text
    choose_password(text)
    assert can_sign_in("newcomer", CHOSEN)


def choose_password(text):
    """Follow the link of a letter, and choose a password."""
    (path,) = LINK.findall(text)
    browser = Client(headers={"host": "localhost"})
    there = browser.get(path).url
    assert browser.get(there).status_code == 200
    data = {"new_password1": CHOSEN, "new_password2": CHOSEN}
    assert browser.post(there, data).status_code == 302
    assert (
        "validlink" not in browser.get(path).context
        or not (browser.get(path).context["validlink"])
    )


def test_an_invitation_that_got_lost_is_asked_for_again(steering, visitor):
    make(steering)
    OutboxMessage.objects.all().delete()
    visitor.post("/admin/password_reset/", {"email": "newcomer@example.org"})
    choose_password(letter("newcomer@example.org"))
    assert can_sign_in("newcomer", CHOSEN)


def test_a_letter_for_whoever_lost_their_password(steering):
    address = f"/admin/users/letter/{account('moderator').pk}/"
    assert "Asha Patel" in steering.get(address).content.decode()
    assert not letters("moderator@example.org")
    steering.post(address)
    text = letter("moderator@example.org")
    assert account("moderator").check_password(PASSWORD)
    choose_password(text)
    assert can_sign_in("moderator", CHOSEN)
    assert log_of("moderator", "community.letter") == [
        ("steering", "A letter with a link for a new password was sent.")
    ]


def take_address(browser, name):
    """Have the letters of an account sent to oneself."""
    edit(browser, name, email="mine@example.com")
    OutboxMessage.objects.all().delete()


def links_to(address):
    """How many links for a new password went to an address."""
    return sum(len(LINK.findall(text)) for text in letters(address))


def test_another_address_is_no_way_into_an_account(steering, visitor, signed_in):
    signed_in("moderator")
    take_address(steering, "moderator")
    address = f"/admin/users/letter/{account('moderator').pk}/"
    steering.post(address)
    assert "has not signed in since" in steering.get(address).content.decode()
    visitor.post("/admin/password_reset/", {"email": "mine@example.com"})
    assert not links_to("mine@example.com")
    signed_in("moderator")
    visitor.post("/admin/password_reset/", {"email": "mine@example.com"})
    assert links_to("mine@example.com")


def test_an_administrator_sends_the_link_all_the_same(steering, admin, signed_in):
    signed_in("moderator")
    take_address(steering, "moderator")
    admin.post(f"/admin/users/letter/{account('moderator').pk}/")
    assert links_to("mine@example.com")


def test_a_wrong_address_of_a_new_account_is_put_right(steering):
    make(steering, email="nai@example.org")
    edit(steering, "newcomer", email="nia@example.org")
    steering.post(f"/admin/users/letter/{account('newcomer').pk}/")
    assert links_to("nia@example.org")


def test_nothing_goes_to_an_account_that_is_switched_off(steering):
    get_user_model().objects.filter(username="editor2").update(is_active=False)
    steering.post(f"/admin/users/letter/{account('editor2').pk}/")
    assert not letters("editor2@example.org")


def test_a_password_from_a_letter_is_logged_and_told(steering, visitor):
    visitor.post("/admin/password_reset/", {"email": "moderator@example.org"})
    choose_password(letter("moderator@example.org"))
    told, _ = letters("moderator@example.org")
    assert "A new password was set." in told
    assert log_of("moderator", "community.password") == [
        (None, "A new password was set.")
    ]


# What happens to an account is logged, and told


def test_a_change_of_role_is_logged_and_told_in_one_letter(steering):
    edit(steering, "editor", groups=[role("Moderators")])
    text = letter("editor@example.org")
    assert "The role “Moderators” was given." in text
    assert "The role “Content Editors” was taken away." in text
    assert "Tom Ashworth" in text
    whose = [who for who, _ in log_of("editor", "community.role")]
    assert whose == ["steering", "steering", None], "the last is the demo"


def test_a_change_of_address_goes_to_both(steering):
    edit(steering, "moderator", email="asha@example.com")
    for address in ("moderator@example.org", "asha@example.com"):
        text = letter(address)
        assert "asha@example.com" in text
        assert "Tom Ashworth" in text
    says = "The address is now asha@example.com, no longer moderator@example.org."
    assert log_of("moderator", "community.address") == [("steering", says)]


def test_what_stays_as_it_is_is_no_news(steering):
    edit(steering, "moderator", first_name="Aisha")
    assert account("moderator").first_name == "Aisha"
    assert not letters("moderator@example.org")


def test_the_same_in_bulk(steering):
    in_bulk(steering, "assign_role", "editor", "editor2", role=role("Moderators"))
    in_bulk(steering, "set_active_state", "moderator2", mark_as_active="False")
    for name in ("editor", "editor2"):
        assert "The role “Moderators” was given." in letter(f"{name}@example.org")
        assert len(log_of(name, "community.role")) > 0
    assert "The account was switched off." in letter("moderator2@example.org")
    assert not account("moderator2").is_active
    assert log_of("moderator2", "community.activity") == [
        ("steering", "The account was switched off.")
    ]


def test_accounts_deleted_in_bulk_stay_in_the_log(steering):
    key = account("editor2").pk
    in_bulk(steering, "delete", "editor2")
    entry = ModelLogEntry.objects.get(object_id=str(key), action="wagtail.delete")
    assert entry.user.username == "steering"


def test_people_change_their_own_password_and_address(run_site, signed_in):
    browser = signed_in("editor")
    look = {"theme": "system", "contrast": "system", "density": "default"}
    data = {f"theme-{field}": value for field, value in look.items()}
    name = {"first_name": "Megan", "last_name": "Price", "email": "megan@example.com"}
    data |= {f"name_email-{field}": value for field, value in name.items()}
    words = {"old_password": "wrong", "new_password1": CHOSEN, "new_password2": CHOSEN}
    data |= {f"password-{field}": value for field, value in words.items()}
    assert browser.post("/admin/account/", data).status_code == 200
    assert not letters("editor@example.org")
    browser.post("/admin/account/", {**data, "password-old_password": PASSWORD})
    assert can_sign_in("editor", CHOSEN)
    assert "megan@example.com" in letter("editor@example.org")
    assert any("A new password was set." in text for text in letters("megan@example.com"))
    assert log_of("editor", "community.password") == [
        ("editor", "A new password was set.")
    ]
    assert browser.get("/admin/").status_code == 200


def test_signing_in_is_no_news(steering, signed_in):
    signed_in("editor")
    assert not OutboxMessage.objects.exists()


def test_commands_on_the_server_go_on_working(run_site, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", CHOSEN)
    who = {"username": "root", "email": "root@example.org"}
    call_command("createsuperuser", interactive=False, verbosity=0, **who)
    assert account("root").is_superuser
    assert can_sign_in("root", CHOSEN)
    assert not OutboxMessage.objects.exists()
    monkeypatch.setattr("getpass.getpass", lambda prompt: TYPED)
    call_command("changepassword", "root", stdout=StringIO())
    assert can_sign_in("root", TYPED)
    assert "A new password was set." in letter("root@example.org")


def test_a_role_that_is_deleted_is_told(admin, technicians):
    edit(admin, "moderator", groups=[role("Moderators"), technicians.pk])
    OutboxMessage.objects.all().delete()
    admin.post(f"/admin/groups/delete/{technicians.pk}/")
    assert not Group.objects.filter(pk=technicians.pk).exists()
    text = letter("moderator@example.org")
    assert "The role “Technicians” was taken away." in text
    assert "Robin Hale" in text


# Words


def test_the_form_explains_the_roles(steering, admin):
    for browser in (steering, admin):
        text = browser.get("/admin/users/new/").content.decode()
        assert "send them for approval" in text
        assert "approve it or return it" in text
        assert "look after accounts" in text
        assert "password1" not in text


def test_the_list_shows_the_roles(steering):
    text = steering.get("/admin/users/").content.decode()
    for words in ("Content Editors", "Moderators", "Steering group", "Administrator"):
        assert re.search(rf"<td[^>]*>\s*{words}\s*</td>", text), words
    assert f"/admin/users/edit/{account('admin').pk}/" not in text
    assert f"/admin/users/edit/{account('editor').pk}/" in text


def test_the_history_reads_as_sentences(steering):
    edit(steering, "editor", groups=[role("Moderators")])
    address = f"/admin/users/history/{account('editor').pk}/"
    assert "The role “Moderators” was given." in steering.get(address).content.decode()
