"""Many at once: everything that was acknowledged is kept, and nothing twice."""

from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from sharing import messages, receiving
from sharing.models import Message, Sender
from sharing.models.messages import State
from tests.editorial.test_races import at_once
from tests.sharing.conftest import CONTACT, filled_in, letters, link_in

pytestmark = pytest.mark.django_db(transaction=True)


def each_at_once(work, things):
    """Do some work with each of several things, all at the same moment."""
    return at_once(*(partial(work, thing) for thing in things))


def post(values):
    """Send a form as somebody at another network address."""
    return Client(headers={"host": "localhost"}).post(CONTACT, values).status_code


def test_many_who_send_at_once_are_all_heard():
    forms = [
        filled_in(email=f"reader{n}@example.org", words=f"Words {n}.") for n in range(12)
    ]
    assert set(each_at_once(post, forms)) == {302}
    assert Message.objects.count() == Sender.objects.count() == letters().count() == 12


def test_a_form_sent_twice_at_once_is_one_message():
    form = filled_in()
    assert set(each_at_once(post, [form] * 6)) == {302}
    assert Message.objects.count() == Sender.objects.count() == letters().count() == 1


def test_a_link_opened_twice_at_once_confirms_once(visitor):
    visitor.post(CONTACT, filled_in())
    token = link_in(letters().get()).rstrip("/").rpartition("/")[2]
    confirmed = each_at_once(partial(receiving.confirm_sent, Message), [token] * 4)
    assert {message.waiting_since for message in confirmed} == {
        Message.objects.get().waiting_since
    }
    assert Message.objects.get().state == State.WAITING


def test_of_many_who_answer_at_once_one_does(visitor):
    visitor.post(CONTACT, filled_in())
    Message.objects.update(state=State.WAITING, waiting_since=timezone.now())
    key = Message.objects.get().pk

    def answer(words):
        return messages.settle(key, None, State.ANSWERED, words)

    said = each_at_once(answer, [f"Answer {n}." for n in range(5)])
    assert sorted(said) == ["", *[receiving.ALREADY] * 4]
    assert letters().filter(subject="MAP answers your message").count() == 1
