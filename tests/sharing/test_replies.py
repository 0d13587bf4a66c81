"""Leave a reply: nothing is public before two people said yes, its writer and another."""

import pytest
from django.test import Client

from sharing.models import Reply, Sender
from sharing.models.replies import ReplyState
from sharing.views.contact import BY_EMAIL
from tests import factories
from tests.sharing.conftest import letters
from tests.sharing.replying import (
    EMAIL,
    WORDS,
    address,
    public_reply,
    reply_form,
    send_reply,
    waiting_reply,
)

pytestmark = pytest.mark.django_db


def text_of(visitor, address):
    return visitor.get(address).content.decode()


@pytest.mark.parametrize(
    "factory",
    [factories.MapStoryFactory, factories.KMStoryFactory, factories.ReflectionFactory],
)
def test_a_story_leads_to_the_form_and_holds_none(visitor, tree, factory):
    page = factory(parent=tree.stories)
    text = text_of(visitor, page.url)
    assert address(page) in text
    assert "Nobody has replied yet" in text
    assert 'method="post"' not in text
    form = text_of(visitor, address(page))
    assert page.title in form
    assert 'method="post"' in form


def test_other_pages_take_no_replies(visitor, tree):
    assert "Leave a reply" not in text_of(visitor, tree.toolkit.url)
    for page in (tree.toolkit, tree.stories):
        for answer in (
            visitor.get(address(page)),
            visitor.post(address(page), reply_form()),
        ):
            assert answer.status_code == 404
    assert not Reply.objects.exists()


def test_the_form_needs_no_cookie_and_no_cache_keeps_it(story):
    visitor = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    send_reply(visitor, story)
    for answer in (visitor.get(address(story)), visitor.post(address(story), {})):
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert b"csrf" not in answer.content


def test_it_waits_once_its_writer_confirmed_it(visitor, story):
    link = send_reply(visitor, story)
    assert WORDS in text_of(visitor, link)
    reply = Reply.objects.get()
    assert (reply.state, reply.page_id) == (ReplyState.UNCONFIRMED, story.pk)
    assert "Thank you" in visitor.post(link).content.decode()
    assert "Thank you" in visitor.get(link).content.decode()
    reply.refresh_from_db()
    assert reply.state == ReplyState.WAITING
    assert reply.sender.confirmed_at
    assert "everybody may read" in reply.sender.consent
    assert WORDS not in text_of(visitor, story.url)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"words": " "}, "Write what you would like to say"),
        ({"name": ""}, "Say how you would like to be named"),
        ({"email": ""}, "Give an e-mail address"),
        ({"consent": ""}, "Tick that everybody may read"),
        ({"words": "x" * 3001}, "3001 characters"),
        ({"words": "NHS number 943 476 5919"}, "NHS number"),
        ({"words": "Write to me@example.org"}, "leave e-mail addresses out"),
        ({"words": "https://x.example/?a=me%40example.org"}, "leave e-mail addresses"),
        ({"name": "me@example.org"}, "leave e-mail addresses out"),
        ({"name": "NHS number 943 476 5919"}, "NHS number"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(visitor, story, changes, says):
    form = reply_form(**{"name": "Marker", **changes})
    answer = visitor.post(address(story), form)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert says in text
    assert f'value="{form["email"]}"' in text or not form["email"]
    assert not Reply.objects.exists()


def test_whoever_sends_too_much_waits_and_keeps_their_words(visitor, story):
    for number in range(BY_EMAIL.most):
        send_reply(visitor, story, words=f"Words {number}.")
    answer = visitor.post(address(story), reply_form(email=EMAIL.upper()))
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert WORDS in answer.content.decode()


@pytest.mark.parametrize(
    "changes", [{"website": "x"}, {"begun": ""}, {"words": "https://a.example " * 4}]
)
def test_what_looks_like_spam_is_set_apart(visitor, story, changes):
    reply = waiting_reply(visitor, story, **changes)
    assert reply.state == ReplyState.SUSPECT
    assert len(reply.suspicions) == 1


def test_the_same_words_as_a_message_are_set_apart(visitor, story):
    waiting_reply(visitor, story)
    other = factories.KMStoryFactory(parent=story.get_parent())
    reply = waiting_reply(visitor, other, email="b@example.org")
    assert reply.state == ReplyState.SUSPECT


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_its_writer_can_take_it_back_before(visitor, story, is_confirmed):
    link = send_reply(visitor, story)
    if is_confirmed:
        visitor.post(link)
    gone = visitor.post(link, {"do": "erase"}).content.decode()
    assert "Your reply is deleted" in gone
    assert visitor.get(link).status_code == 404
    assert Sender.objects.get().email == ""


def test_no_secret_is_kept_and_nothing_personal_stands_in_a_subject(
    visitor, story, moderator
):
    link = send_reply(visitor, story)
    visitor.post(link)
    _, second = public_reply(visitor, story, moderator, words="More.")
    kept = str(list(Reply.objects.values()))
    for address_of_link in (link, second):
        assert address_of_link.rstrip("/").rpartition("/")[2] not in kept
    for letter in letters():
        for part in ("Asha", "patel", "example", WORDS[:10]):
            assert part not in letter.subject


def test_a_link_that_nobody_has_been_given_leads_nowhere(visitor, story, moderator):
    send_reply(visitor, story)
    for path in ("/share/reply/withdraw/x/", "/share/reply/confirm/x/"):
        for answer in (visitor.get(path), visitor.post(path, {"do": "erase"})):
            assert answer.status_code == 404
    assert Reply.objects.get().words == WORDS
