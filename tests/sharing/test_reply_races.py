"""Replies, many at once: nothing twice, and nothing public after it was withdrawn."""

from functools import partial

import pytest
from django.test import Client

from feed.models import Item
from sharing import receiving
from sharing.models import Reply, Sender
from sharing.models.replies import ReplyState
from sharing.replies import actions
from tests.editorial.conftest import people
from tests.sharing.conftest import letters
from tests.sharing.replying import WORDS, address, reply_form, waiting_reply
from tests.threads import at_once

__all__ = ["people"]
pytestmark = pytest.mark.django_db(transaction=True)


def post(path, values):
    """Send a form as somebody of their own."""
    return Client(headers={"host": "localhost"}).post(path, values).status_code


def test_a_form_sent_six_times_at_once_is_one_reply(story):
    send = partial(post, address(story), reply_form())
    assert at_once(*[send] * 6) == [302] * 6
    assert Reply.objects.count() == Sender.objects.count() == letters().count() == 1


def test_of_two_who_approve_at_once_one_does(story, visitor, people):
    key = waiting_reply(visitor, story).pk
    both = [people[name].user for name in ("moderator", "moderator2")]
    said = at_once(*(partial(actions.approve, key, user) for user in both))
    assert sorted(said) == ["", receiving.ALREADY]
    assert letters().filter(subject="Your reply is on MAP").count() == 1
    assert Item.objects.get(page=story.pk).full.count(WORDS) == 1


def test_whoever_withdraws_while_it_is_approved_has_their_way(story, visitor, people):
    user = people["moderator"].user
    for number in range(5):
        words = f"{WORDS} {number}."
        key = waiting_reply(visitor, story, words=words).pk
        at_once(partial(actions.approve, key, user), partial(actions.withdraw_reply, key))
        reply = Reply.objects.get(pk=key)
        assert (reply.state, reply.words) == (ReplyState.WITHDRAWN, "")
        assert words not in Item.objects.get(page=story.pk).full
        assert words not in visitor.get(story.url).content.decode()


def test_replies_approved_at_once_all_stand_in_the_feed(story, visitor, people):
    user = people["moderator"].user
    keys = [waiting_reply(visitor, story, words=f"Words {n}.").pk for n in range(4)]
    assert at_once(*(partial(actions.approve, key, user) for key in keys)) == [""] * 4
    full = Item.objects.get(page=story.pk).full
    assert all(f"Words {n}." in full for n in range(4))
