"""What is changed of an account is logged, and told to the person."""

from io import StringIO

from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import ModelLogEntry

from background.models import OutboxMessage
from home.demo.people import PASSWORD
from tests.journeys.accounts import (
    CHOSEN,
    TYPED,
    account,
    can_sign_in,
    edit,
    in_bulk,
    letter,
    letters,
    log_of,
    role,
)

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


def test_the_history_reads_as_sentences(steering):
    edit(steering, "editor", groups=[role("Moderators")])
    address = f"/admin/users/history/{account('editor').pk}/"
    assert "The role “Moderators” was given." in steering.get(address).content.decode()
