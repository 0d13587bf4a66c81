"""Replies in the admin: approved as they stand, by somebody who wrote none of it."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from community.confirmations import Confirmation
from sharing import receiving
from sharing.models import Reply
from sharing.models.replies import ReplyState
from sharing.replies import actions
from tests.editorial.conftest import withdraw
from tests.sharing.conftest import letters
from tests.sharing.replying import (
    EMAIL,
    WORDS,
    public_reply,
    send_reply,
    waiting_reply,
)

LIST = "/admin/replies/"


@pytest.fixture
def reply(visitor, approved):
    """A reply that waits, to a story that the editor wrote and the moderator approved."""
    return waiting_reply(visitor, approved)


def screen(reply):
    """Where a reply is decided about."""
    return reverse("sharing_reply", args=[reply.pk])


def subjects():
    """What the letters are about that were written, the newest last."""
    return [letter.subject for letter in letters()]


def test_it_waits_in_the_queue_and_in_the_menu(people, reply):
    queue = people["moderator2"].get("/admin/editorial/review/").content.decode()
    assert screen(reply) in queue
    assert "Replies (1)" in people["moderator2"].get("/admin/").content.decode()
    listed = people["moderator2"].get(LIST).content.decode()
    assert screen(reply) in listed
    assert WORDS[:30] in listed


def test_what_nobody_confirmed_is_seen_by_nobody(people, visitor, approved):
    send_reply(visitor, approved)
    reply = Reply.objects.get()
    assert people["moderator2"].get(screen(reply)).status_code == 404
    assert WORDS not in people["moderator2"].get(LIST).content.decode()


def test_others_see_nothing_of_it(people, reply):
    Confirmation.objects.filter(user=people["moderator2"].user).delete()
    for name in ("editor", "moderator2"):
        for address in (LIST, screen(reply)):
            assert people[name].get(address).status_code == 302
        queue = people[name].get("/admin/editorial/review/").content.decode()
        assert screen(reply) not in queue
        assert people[name].post(screen(reply), {"do": "approve"}).status_code == 302
    assert Reply.objects.get().state == ReplyState.WAITING


def test_every_look_at_it_is_noted(people, reply):
    text = people["moderator2"].get(screen(reply)).content.decode()
    assert WORDS in text
    assert EMAIL in text
    entry = ModelLogEntry.objects.get(action="sharing.reply_view")
    assert entry.user == people["moderator2"].user
    assert "Asha" not in f"{entry.label} {entry.data}"


def test_approving_writes_down_who_when_and_which_words(people, reply, approved):
    people["moderator2"].post(screen(reply), {"do": "approve"})
    reply.refresh_from_db()
    assert (reply.state, reply.words) == (ReplyState.APPROVED, WORDS)
    assert reply.decided_by == people["moderator2"].user
    assert reply.decided_at
    assert reply.fingerprint == reply.words_fingerprint()
    assert reply.written_by == [people["editor"].user.pk]
    entry = ModelLogEntry.objects.get(action="sharing.reply_approved")
    assert entry.data["fingerprint"] == reply.fingerprint
    assert "Waiting (0)" in people["moderator2"].get(LIST).content.decode()


def test_writer_and_author_get_a_letter(people, reply, approved):
    people["moderator2"].post(screen(reply), {"do": "approve"})
    to_writer, to_author = list(letters())[-2:]
    assert to_writer.payload["to"] == [EMAIL]
    assert "/share/reply/withdraw/" in to_writer.payload["body"]
    assert to_author.payload["to"] == [people["editor"].user.email]
    assert f"{approved.url}#reply-{reply.pk}" in to_author.payload["body"]
    for part in ("Asha", EMAIL, WORDS):
        assert part not in str(to_author.payload)


def test_declining_sends_a_kind_letter(people, reply):
    data = {"do": "decline", "answer": "It names a colleague."}
    people["moderator2"].post(screen(reply), data)
    letter = letters().last()
    assert letter.payload["to"] == [EMAIL]
    for words in ("It names a colleague.", WORDS[:40], "Thank you"):
        assert words in letter.payload["body"]
    reply.refresh_from_db()
    assert (reply.state, reply.decided_by) == (
        ReplyState.DECLINED,
        people["moderator2"].user,
    )
    assert actions.approve(reply.pk, people["moderator"].user) == receiving.ALREADY


def test_declining_needs_no_words(people, reply):
    people["moderator2"].post(screen(reply), {"do": "decline"})
    assert "nothing against you" in letters().last().payload["body"]


def test_of_two_who_decide_one_is_told(people, reply):
    people["moderator2"].post(screen(reply), {"do": "approve"})
    data = {"do": "decline", "answer": "Too late."}
    answer = people["moderator"].post(screen(reply), data)
    assert answer.status_code == 422
    assert "Somebody has dealt with this already." in answer.content.decode()
    assert "Too late." in answer.content.decode()
    assert subjects().count("Your reply is on MAP") == 1


def test_it_cannot_be_approved_where_readers_do_not_see_the_page(people, reply, approved):
    withdraw(approved, people["steering"].user)
    answer = people["moderator2"].post(screen(reply), {"do": "approve"})
    assert "Readers do not see the page" in answer.content.decode()
    assert not people["moderator2"].post(screen(reply), {"do": "decline"}).content


def test_what_is_no_spam_waits(people, visitor, approved):
    reply = waiting_reply(visitor, approved, website="x")
    assert WORDS[:20] in people["moderator2"].get(f"{LIST}?show=suspect").content.decode()
    people["moderator2"].post(screen(reply), {"do": "let_through"})
    reply.refresh_from_db()
    assert reply.state == ReplyState.WAITING


def test_an_approved_reply_can_be_taken_off_for_a_reason(people, visitor, approved):
    reply, _ = public_reply(visitor, approved, people["moderator"].user)
    moderator = people["moderator2"]
    assert (
        "Say in a few words why"
        in moderator.post(screen(reply), {"do": "remove"}).content.decode()
    )
    moderator.post(screen(reply), {"do": "remove", "answer": "It is about a patient."})
    reply.refresh_from_db()
    assert reply.state == ReplyState.REMOVED
    assert WORDS not in visitor.get(approved.url).content.decode()
    assert "It is about a patient." in letters().last().payload["body"]
    entry = ModelLogEntry.objects.get(action="sharing.reply_removed")
    assert entry.user == moderator.user
    shown = moderator.get(screen(reply)).content.decode()
    assert "It is about a patient." in shown
    assert actions.remove(reply.pk, moderator.user, "Twice.") == actions.NOT_PUBLIC


def test_below_what_was_taken_off_answers_stay(people, visitor, approved):
    moderator = people["moderator"].user
    first, _ = public_reply(visitor, approved, moderator)
    public_reply(visitor, approved, moderator, to=first.pk, words="Which ward?")
    actions.remove(first.pk, moderator, "It was unkind.")
    text = visitor.get(approved.url).content.decode()
    assert "This reply was taken off by a moderator." in text
    assert "Which ward?" in text
    assert "unkind" not in text


def test_it_is_deleted_when_its_writer_asks_a_moderator(people, visitor, approved):
    reply, link = public_reply(visitor, approved, people["moderator"].user)
    people["moderator2"].post(screen(reply), {"do": "erase"})
    assert WORDS not in visitor.get(approved.url).content.decode()
    assert visitor.get(link).status_code == 404
    text = people["moderator2"].get(screen(reply)).content.decode()
    assert "Withdrawn by its writer" in text
    listed = people["moderator2"].get(f"{LIST}?show=settled").content.decode()
    assert "Its words are deleted." in listed
    entry = ModelLogEntry.objects.get(action="sharing.reply_withdrawn")
    assert entry.user == people["moderator2"].user
    people["moderator2"].post(screen(reply), {"do": "erase"})
    assert ModelLogEntry.objects.filter(action=entry.action).count() == 1


@pytest.mark.parametrize("do", ["", "nonsense", "let_through", "remove"])
def test_what_makes_no_sense_changes_nothing(people, reply, do):
    data = {"do": do, "answer": "Hm."}
    assert people["moderator2"].post(screen(reply), data).status_code == 422
    assert Reply.objects.get().state == ReplyState.WAITING
