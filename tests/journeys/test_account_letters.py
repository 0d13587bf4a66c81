"""Letters by which people choose their password, and whom none goes to."""

import re

from django.contrib.auth import get_user_model

from background.models import OutboxMessage
from home.demo.people import PASSWORD
from tests.journeys.accounts import (
    CHOSEN,
    LINK,
    TYPED,
    account,
    can_sign_in,
    choose_password,
    edit,
    letter,
    letters,
    links_to,
    log_of,
    make,
    take_address,
)

# Of a form: another in each answer.
TOKEN = r"\b[0-9A-Za-z]{64}\b"


def test_a_new_account_gets_a_letter_and_no_password(steering):
    make(steering, password1=TYPED, password2=TYPED)
    assert not can_sign_in("newcomer", TYPED)
    text = letter("newcomer@example.org")
    assert "Tom Ashworth" in text
    assert "“newcomer”" in text
    assert "Content Editors" in text
    choose_password(text)
    assert can_sign_in("newcomer", CHOSEN)


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


def test_nobody_chooses_where_the_link_leads(run_site, visitor, settings):
    settings.ALLOWED_HOSTS = ["localhost", "evil.example"]
    headers = {"host": "evil.example", "x-forwarded-host": "evil.example"}
    data = {"email": "moderator@example.org"}
    visitor.post("/admin/password_reset/", data, headers=headers)
    (text,) = letters("moderator@example.org")
    assert "evil" not in text
    assert LINK.findall(text)


def test_nobody_learns_whose_address_it_is(run_site, visitor):
    addresses = ("moderator@example.org", "nobody@example.org")
    said = [
        visitor.post("/admin/password_reset/", {"email": address}, follow=True)
        for address in addresses
    ]
    assert said[0].redirect_chain == said[1].redirect_chain
    first, second = (re.sub(TOKEN, "", it.content.decode()) for it in said)
    assert first == second
    assert letters(addresses[0])
    assert not letters(addresses[1])


def test_a_link_is_good_until_the_password_is_another(steering, visitor):
    for _ in range(2):
        visitor.post("/admin/password_reset/", {"email": "moderator@example.org"})
    first, second = letters("moderator@example.org")
    choose_password(first)
    for text in (first, second):
        (path,) = LINK.findall(text)
        data = {"new_password1": TYPED, "new_password2": TYPED}
        visitor.post(path, data, follow=True)
    assert can_sign_in("moderator", CHOSEN)


def test_a_password_from_a_letter_is_logged_and_told(steering, visitor):
    visitor.post("/admin/password_reset/", {"email": "moderator@example.org"})
    choose_password(letter("moderator@example.org"))
    told, _ = letters("moderator@example.org")
    assert "A new password was set." in told
    assert log_of("moderator", "community.password") == [
        (None, "A new password was set.")
    ]
