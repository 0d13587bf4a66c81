"""Leave a reply: nothing is public before two people said yes, its writer and another."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sharing.models import Reply, Sender
from sharing.models.replies import State
from sharing.replies.pages import TWO_YEARS
from sharing.views.contact import BY_EMAIL
from tests import factories
from tests.editorial.conftest import withdraw
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


@pytest.fixture
def story(tree):
    """A public story."""
    return factories.MapStoryFactory(parent=tree.stories)


@pytest.fixture
def moderator(people):
    """A Moderator who wrote nothing of it."""
    return people["moderator"].user


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
    assert (reply.state, reply.page_id) == (State.UNCONFIRMED, story.pk)
    assert "Thank you" in visitor.post(link).content.decode()
    assert "Thank you" in visitor.get(link).content.decode()
    reply.refresh_from_db()
    assert reply.state == State.WAITING
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
    assert reply.state == State.SUSPECT
    assert len(reply.suspicions) == 1


def test_the_same_words_as_a_message_are_set_apart(visitor, story):
    waiting_reply(visitor, story)
    other = factories.KMStoryFactory(parent=story.get_parent())
    reply = waiting_reply(visitor, other, email="b@example.org")
    assert reply.state == State.SUSPECT


def test_the_page_shows_it_once_it_is_approved(visitor, story, moderator):
    reply, _ = public_reply(
        visitor,
        story,
        moderator,
        words="Look: https://northmoor.example/ \n\n<b>Bold</b>",
    )
    text = text_of(visitor, story.url)
    assert f'id="reply-{reply.pk}"' in text
    assert "Asha" in text
    assert EMAIL not in text
    assert '<a href="https://northmoor.example/" rel="nofollow">' in text
    assert "&lt;b&gt;Bold&lt;/b&gt;" in text
    assert "Replies (1)" in text
    assert 'method="post"' not in text


def test_answers_stand_one_level_deep(visitor, story, moderator):
    first, _ = public_reply(visitor, story, moderator)
    second, _ = public_reply(visitor, story, moderator, to=first.pk, words="Which ward?")
    third, _ = public_reply(visitor, story, moderator, to=second.pk, words="Mine.")
    assert second.to == third.to == first
    text = text_of(visitor, story.url)
    assert text.index(WORDS) < text.index("Which ward?") < text.index("Mine.")
    assert f"{address(story)}?to={first.pk}" in text
    assert f"{address(story)}?to={second.pk}" not in text
    assert WORDS in text_of(visitor, f"{address(story)}?to={first.pk}")


@pytest.mark.parametrize("to", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_an_answer_to_nothing_is_a_reply_to_the_page(visitor, story, to):
    assert waiting_reply(visitor, story, to=to).to is None


def test_an_answer_to_what_waits_or_stands_elsewhere_says_nothing_of_it(
    visitor, story, moderator
):
    waits = waiting_reply(visitor, story)
    other = factories.KMStoryFactory(parent=story.get_parent())
    elsewhere, _ = public_reply(visitor, other, moderator, words="Elsewhere.")
    for reply in (waits, elsewhere):
        text = text_of(visitor, f"{address(story)}?to={reply.pk}")
        assert reply.words not in text
        assert waiting_reply(visitor, story, to=reply.pk, words="Hm.").to is None


def test_replies_close_after_two_years(visitor, story, moderator):
    public_reply(visitor, story, moderator)
    with time_machine.travel(story.first_published_at + TWO_YEARS + timedelta(days=1)):
        text = text_of(visitor, story.url)
        assert "Replies closed on" in text
        assert WORDS in text
        assert address(story) not in text
        assert visitor.get(address(story)).status_code == 410
        answer = visitor.post(address(story), reply_form(words="Too late."))
        assert answer.status_code == 410
        assert "Too late." in answer.content.decode()
    assert Reply.objects.count() == 1


def test_replies_go_with_their_page_and_come_back_with_it(
    visitor, story, people, moderator
):
    _, link = public_reply(visitor, story, moderator)
    withdraw(story, people["steering"].user)
    assert WORDS not in text_of(visitor, story.url)
    for answer in (visitor.get(address(story)), visitor.post(address(story), {})):
        assert answer.status_code == 404
    assert not Reply.objects.public().exists()
    assert visitor.post(link, {"do": "erase"}).status_code == 200
    assert not Reply.objects.approved().exists()


def test_the_writer_withdraws_it_with_the_link_in_the_letter(visitor, story, moderator):
    _, link = public_reply(visitor, story, moderator)
    with time_machine.travel(timezone.now() + timedelta(days=700)):
        assert WORDS in text_of(visitor, link)
        assert WORDS in text_of(visitor, story.url)
        gone = visitor.post(link, {"do": "erase"}).content.decode()
        assert "Your reply is deleted" in gone
        text = text_of(visitor, story.url)
    assert WORDS not in text
    assert "withdrawn" not in text
    reply = Reply.objects.get()
    assert (reply.state, reply.words, reply.sender.email, reply.sender.name) == (
        State.WITHDRAWN,
        *[""] * 3,
    )
    assert reply.fingerprint
    for answer in (visitor.get(link), visitor.post(link, {"do": "erase"})):
        assert answer.status_code == 404


def test_answers_to_what_was_withdrawn_stay(visitor, story, moderator):
    first, link = public_reply(visitor, story, moderator)
    public_reply(visitor, story, moderator, to=first.pk, words="Which ward?")
    visitor.post(link, {"do": "erase"})
    text = text_of(visitor, story.url)
    assert "This reply was withdrawn." in text
    assert "Which ward?" in text
    assert WORDS not in text
    assert waiting_reply(visitor, story, to=first.pk, words="Mine.").to == first


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_its_writer_can_take_it_back_before(visitor, story, is_confirmed):
    link = send_reply(visitor, story)
    if is_confirmed:
        visitor.post(link)
    gone = visitor.post(link, {"do": "erase"}).content.decode()
    assert "Your reply is deleted" in gone
    assert visitor.get(link).status_code == 404
    assert Sender.objects.get().email == ""


def test_the_first_link_withdraws_an_approved_reply_too(visitor, story, moderator):
    link = send_reply(visitor, story)
    visitor.post(link)
    from sharing.replies import actions

    actions.approve(Reply.objects.get().pk, moderator)
    assert "Readers have your reply" in text_of(visitor, link)
    visitor.post(link, {"do": "erase"})
    assert WORDS not in text_of(visitor, story.url)


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


def test_a_report_says_which_reply(visitor, story, people, moderator):
    from sharing.models import Message
    from tests.sharing.conftest import send

    reply, _ = public_reply(visitor, story, moderator)
    about = f"{story.url}#{reply.anchor}"
    assert f"about={story.url}%23{reply.anchor}".replace("/", "%2F").replace(
        "%2F%", "%2F%"
    ) in text_of(visitor, story.url)
    form = visitor.get("/contact/", {"kind": "problem", "about": about})
    assert "About the reply of Asha" in form.content.decode()
    visitor.post(send(visitor, kind="problem", about=about, words="It is unkind."))
    message = Message.objects.get()
    assert message.page_id == story.pk
    screen = people["moderator"].get(f"/admin/messages/{message.pk}/").content.decode()
    assert f"/admin/replies/{reply.pk}/" in screen
