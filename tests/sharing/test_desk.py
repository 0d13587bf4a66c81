"""Messages in the admin: Moderators alone read, answer and delete them."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from community.confirmations import Confirmation
from sharing.models import Message
from sharing.models.messages import State
from tests.sharing.conftest import EMAIL, WORDS, letters, send

LIST = "/admin/messages/"


def screen(message):
    """Where a message is read."""
    return reverse("sharing_message", args=[message.pk])


def test_it_waits_in_the_queue_and_in_the_menu(people, confirmed):
    for address in ("/admin/editorial/review/", LIST, "/admin/"):
        text = people["moderator"].get(address).content.decode()
        assert screen(confirmed) in text or "Messages (1)" in text
    queue = people["moderator"].get("/admin/editorial/review/").content.decode()
    assert screen(confirmed) in queue


def test_what_nobody_confirmed_is_seen_by_nobody(people, visitor, db):
    send(visitor)
    message = Message.objects.get()
    assert WORDS not in people["moderator"].get(LIST).content.decode()
    assert people["moderator"].get(screen(message)).status_code == 404


def test_others_see_nothing_of_it(people, confirmed):
    Confirmation.objects.filter(user=people["moderator2"].user).delete()
    for name in ("editor", "moderator2"):
        for address in (LIST, screen(confirmed)):
            assert people[name].get(address).status_code == 302
        queue = people[name].get("/admin/editorial/review/").content.decode()
        assert screen(confirmed) not in queue
        assert people[name].post(screen(confirmed), {"do": "erase"}).status_code == 302
    assert Message.objects.get().words == WORDS


def test_every_look_at_it_is_noted(people, confirmed):
    text = people["moderator"].get(screen(confirmed)).content.decode()
    assert WORDS in text
    assert EMAIL in text
    entry = ModelLogEntry.objects.get(action="sharing.view")
    assert entry.user == people["moderator"].user
    assert "Asha" not in f"{entry.label} {entry.data}"


def test_an_answer_goes_by_letter(people, confirmed):
    data = {"do": "answer", "answer": "It is mended. Thank you!"}
    assert people["moderator"].post(screen(confirmed), data).status_code == 302
    letter = letters().last()
    assert letter.payload["to"] == [EMAIL]
    for words in ("It is mended.", WORDS[:30]):
        assert words in letter.payload["body"]
    assert letter.subject == "MAP answers your message"
    message = Message.objects.get()
    assert message.state == State.ANSWERED
    assert message.settled_by == people["moderator"].user
    assert not Message.objects.waiting().exists()


def test_an_answer_needs_words(people, confirmed):
    answer = people["moderator"].post(screen(confirmed), {"do": "answer"})
    assert answer.status_code == 422
    assert "Write a few words" in answer.content.decode()


def test_of_two_who_answer_one_is_told(people, confirmed):
    data = {"do": "answer", "answer": "Once."}
    people["moderator"].post(screen(confirmed), data)
    second = people["moderator2"].post(screen(confirmed), data | {"answer": "Twice."})
    text = second.content.decode()
    assert "Somebody has dealt with this already." in text
    assert "Twice." in text
    assert letters().filter(subject="MAP answers your message").count() == 1


def test_it_can_be_closed_without_an_answer(people, confirmed):
    people["moderator"].post(screen(confirmed), {"do": "close"})
    assert Message.objects.get().state == State.CLOSED
    assert letters().count() == 1
    assert confirmed in Message.objects.settled()


def test_what_is_no_spam_waits_again(people, visitor, db):
    visitor.post(send(visitor, website="x"))
    message = Message.objects.get()
    listed = people["moderator"].get(f"{LIST}?show=suspect").content.decode()
    assert WORDS[:20] in listed
    people["moderator"].post(screen(message), {"do": "let_through"})
    assert Message.objects.get().state == State.WAITING


@pytest.mark.parametrize("do", ["", "nonsense", "let_through"])
def test_what_makes_no_sense_changes_nothing(people, confirmed, do):
    assert people["moderator"].post(screen(confirmed), {"do": do}).status_code == 422
    assert Message.objects.get().state == State.WAITING
