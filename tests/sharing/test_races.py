"""Many at once: everything that was acknowledged is kept, and nothing twice."""

from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from bench.sharing import finished
from sharing import messages, receiving
from sharing.models import Message, Sender, Submission
from sharing.models.messages import State
from sharing.models.submissions import State as Submissions
from tests.sharing.conftest import CONTACT, filled_in, letters, link_in
from tests.sharing.submitting import person
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def each_at_once(work, things):
    """Do some work with each of several things, all at the same moment."""
    return at_once(*(partial(work, thing) for thing in things))


def reader():
    """Somebody at a browser of their own."""
    return Client(headers={"host": "localhost"})


def post(values):
    """Send a message as somebody of their own."""
    return reader().post(CONTACT, values).status_code


def test_many_who_send_at_once_are_all_heard():
    forms = [
        filled_in(email=f"reader{n}@example.org", words=f"Words {n}.") for n in range(12)
    ]
    assert set(each_at_once(post, forms)) == {302}
    assert Message.objects.count() == Sender.objects.count() == letters().count() == 12


def test_fifty_who_send_a_story_at_once_are_all_heard(tree):
    drafts = [finished(number) for number in range(50)]

    def send(number):
        values = person(email=f"reader{number}@example.org")
        return reader().post(f"/share/draft/{drafts[number]}/send/", values).url

    said = each_at_once(send, range(50))
    assert said == [f"/share/draft/{token}/sent/" for token in drafts]
    kept = Submission.objects.filter(state=Submissions.UNCONFIRMED)
    assert kept.values("sender__email").distinct().count() == kept.count() == 50
    assert letters().count() == 50


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
