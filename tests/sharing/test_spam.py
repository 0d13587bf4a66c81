"""What looks like spam is set apart, where people can see it, and never refused."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from sharing import spam
from sharing.models import Message
from sharing.models.messages import State
from tests.sharing.conftest import EMAIL, WORDS, send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"website": "http://buy.example"}, spam.TRAP),
        ({"begun": ""}, spam.NO_FORM),
        ({"begun": "forged"}, spam.NO_FORM),
        ({"words": "https://a.example " * 4}, spam.MANY_LINKS),
    ],
)
def test_it_is_set_apart(visitor, changes, sentence):
    visitor.post(send(visitor, **changes))
    message = Message.objects.get()
    assert (message.state, message.suspicions) == (State.SUSPECT, [sentence])


def test_nobody_writes_within_three_seconds(visitor):
    visitor.post(send(visitor, begun=spam.begin()))
    assert Message.objects.get().suspicions == [spam.TOO_QUICK]


def test_the_same_words_from_others_are_set_apart(visitor):
    visitor.post(send(visitor))
    visitor.post(send(visitor, words=f" {WORDS.upper()} ", email="b@example.org"))
    assert Message.objects.suspect().get().suspicions == [spam.SAME_WORDS]


def test_whoever_writes_twice_is_no_spammer(visitor):
    for email in (EMAIL, EMAIL.upper()):
        visitor.post(send(visitor, email=email))
    assert not Message.objects.suspect().exists()


def test_a_form_that_was_open_for_a_day_is_as_good_as_any(visitor):
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        begun = spam.begin()
    visitor.post(send(visitor, begun=begun))
    assert Message.objects.get().state == State.WAITING
