"""Accounts: nobody takes over another's, and everybody hears what happens to theirs."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import NoReverseMatch, reverse

from home.demo.people import PASSWORD
from tests.journeys.accounts import (
    TYPED,
    account,
    can_sign_in,
    edit,
    form_of,
    in_bulk,
    letter,
    letters,
    make,
    role,
    roles_of,
)

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
