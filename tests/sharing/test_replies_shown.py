"""Replies below a page: shown, answered, reported, closed, and gone when withdrawn."""

from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.utils import timezone

from sharing.models import Message, Reply
from sharing.models.replies import ReplyState
from sharing.replies import actions
from sharing.replies.pages import TWO_YEARS
from tests import factories
from tests.editorial.conftest import withdraw
from tests.sharing.conftest import send
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


def test_nothing_answers_what_was_never_public(visitor, story):
    link = send_reply(visitor, story)
    visitor.post(link, {"do": "erase"})
    gone = Reply.objects.get()
    assert waiting_reply(visitor, story, to=gone.pk, words="Hm.").to is None


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
        ReplyState.WITHDRAWN,
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


def test_the_first_link_withdraws_an_approved_reply_too(visitor, story, moderator):
    link = send_reply(visitor, story)
    visitor.post(link)
    actions.approve(Reply.objects.get().pk, moderator)
    assert "Readers have your reply" in text_of(visitor, link)
    visitor.post(link, {"do": "erase"})
    assert WORDS not in text_of(visitor, story.url)


def test_a_report_says_which_reply(visitor, story, people, moderator):
    reply, _ = public_reply(visitor, story, moderator)
    about = f"{story.url}#{reply.anchor}"
    link = f"kind=problem&amp;about={quote(about, safe='')}"
    assert link in text_of(visitor, story.url)
    form = visitor.get("/contact/", {"kind": "problem", "about": about})
    assert "About the reply of Asha" in form.content.decode()
    visitor.post(send(visitor, kind="problem", about=about, words="It is unkind."))
    message = Message.objects.get()
    assert message.page_id == story.pk
    screen = people["moderator"].get(f"/admin/messages/{message.pk}/").content.decode()
    assert f"/admin/replies/{reply.pk}/" in screen


def test_a_report_names_no_reply_of_another_page(visitor, story, tree, moderator):
    reply, _ = public_reply(visitor, story, moderator)
    for about in (
        f"{tree.toolkit.url}#{reply.anchor}",
        f"{story.url}#reply-x",
        f"/nowhere/#{reply.anchor}",
    ):
        form = visitor.get("/contact/", {"kind": "problem", "about": about})
        assert form.status_code == 200
        assert "Asha" not in form.content.decode()
