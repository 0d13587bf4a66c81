"""Get in touch: nothing typed is lost, and nothing is read before it was confirmed."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from sharing.models import Message, Sender
from sharing.models.messages import State
from sharing.views.contact import BY_EMAIL
from tests.sharing.conftest import CONTACT, EMAIL, WORDS, filled_in, letters, send

pytestmark = pytest.mark.django_db


def test_the_form_is_about_the_page_from_which_somebody_came(visitor, tree):
    address = f"{CONTACT}?kind=problem&about={tree.toolkit.url}"
    text = visitor.get(address).content.decode()
    assert tree.toolkit.title in text
    assert "Report a problem" in text


STRANGE = ["//evil.example/", "\x00", "https://evil.example/", "evil"]


@pytest.mark.parametrize("about", STRANGE)
def test_what_is_no_address_of_ours_is_left_out(visitor, tree, about):
    text = visitor.get(CONTACT, {"about": about}).content.decode()
    assert "evil" not in text


def test_every_page_leads_to_the_form_and_holds_no_form_that_posts(visitor, tree):
    text = visitor.get(tree.toolkit.url).content.decode()
    assert f"/contact/?kind=problem&amp;about={tree.toolkit.url}" in text.replace(
        "%2F", "/"
    )
    assert 'method="post"' not in text


def test_no_cookie_is_needed_and_no_cache_keeps_it(visitor, form):
    for answer in (visitor.get(CONTACT), visitor.post(CONTACT, form)):
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_a_message_waits_once_its_sender_confirmed_it(visitor, tree):
    link = send(visitor, about=tree.toolkit.url)
    message = Message.objects.get()
    assert (message.state, message.page_id) == (State.UNCONFIRMED, tree.toolkit.pk)
    assert WORDS in visitor.get(link).content.decode()
    assert Message.objects.get().state == State.UNCONFIRMED
    assert "Thank you" in visitor.post(link).content.decode()
    message.refresh_from_db()
    assert message.state == State.WAITING
    assert message.sender.confirmed_at
    assert "180 days" in message.sender.consent


def test_confirming_twice_changes_nothing(visitor):
    link = send(visitor)
    visitor.post(link)
    since = Message.objects.get().waiting_since
    assert "Thank you" in visitor.post(link).content.decode()
    assert "Thank you" in visitor.get(link).content.decode()
    assert Message.objects.get().waiting_since == since


def test_a_link_is_good_for_seven_days(visitor):
    link = send(visitor)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        for answer in (visitor.get(link), visitor.post(link)):
            assert answer.status_code == 404
            assert "does not work any more" in answer.content.decode()
    assert visitor.get("/contact/confirm/nothing/").status_code == 404


def test_only_the_hash_of_a_link_is_kept(visitor):
    token = send(visitor).rstrip("/").rpartition("/")[2]
    assert token not in str(Message.objects.values().get())


def test_the_same_form_sent_twice_is_one_message(visitor, form):
    for _ in range(2):
        answer = visitor.post(CONTACT, form)
        assert answer["Location"] == "/contact/sent/"
    assert Message.objects.count() == Sender.objects.count() == letters().count() == 1
    assert "Nearly there" in visitor.get("/contact/sent/").content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"words": "  "}, "Write a few words"),
        ({"email": ""}, "Give an e-mail address"),
        ({"email": "asha"}, "should look like"),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "should look like"),
        ({"consent": ""}, "Tick that we may keep"),
        ({"words": "x" * 3001}, "3001 characters"),
        ({"words": "NHS number 943 476 5919"}, "NHS number"),
        ({"kind": "useful", "useful": ""}, "Say whether the page was useful"),
        ({"kind": "useful", "useful": "very"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(visitor, changes, says):
    answer = visitor.post(CONTACT, filled_in(name="Marker", **changes))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert says in text
    assert 'value="Marker"' in text
    assert not Message.objects.exists()


@pytest.mark.parametrize("field", ["kind", "form_key", "begun", "website", "words"])
def test_a_form_that_is_not_whole_is_answered_in_words(visitor, form, field):
    del form[field]
    assert visitor.post(CONTACT, form).status_code in (302, 422)


def test_whether_a_page_was_useful_needs_no_words(visitor, tree):
    visitor.post(send(visitor, kind="useful", useful="partly", words=""))
    assert Message.objects.get().get_useful_display() == "Partly"


def test_whoever_sends_too_much_waits_and_keeps_their_words(visitor, form):
    for _ in range(BY_EMAIL.most):
        assert send(visitor)
    answer = visitor.post(CONTACT, form | {"email": EMAIL.upper()})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    text = answer.content.decode()
    assert WORDS in text
    assert "Nothing you wrote is lost" in text
    assert send(visitor, email="somebody.else@example.nhs.uk")


def test_nothing_personal_stands_in_the_subject_of_a_letter(visitor):
    send(visitor)
    letter = letters().get()
    for part in ("Asha", "Patel", "example", "link"):
        assert part not in letter.subject
    assert letter.payload["to"] == [EMAIL]


def test_a_key_that_is_none_is_no_fault_of_the_site(visitor):
    assert visitor.post(CONTACT, filled_in(form_key="x")).status_code == 422
    assert send(visitor, form_key=str(uuid4()).upper())


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_whoever_wrote_it_can_take_it_back(visitor, is_confirmed):
    link = send(visitor)
    if is_confirmed:
        visitor.post(link)
    assert (
        "Your message is deleted" in visitor.post(link, {"do": "erase"}).content.decode()
    )
    message = Message.objects.get()
    assert (message.words, message.sender.email) == ("", "")
    assert message.state == State.CLOSED
    for answer in (
        visitor.get(link),
        visitor.post(link),
        visitor.post(link, {"do": "erase"}),
    ):
        assert answer.status_code == 404
