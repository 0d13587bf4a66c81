"""Replies in the feed: there and gone with the page, in one transaction."""

import gzip

import pytest

from background.models import OutboxMessage
from background.outbox import deliver_due
from feed.index.consistency import differences, rebuild
from feed.index.loading import load
from feed.models import Dump, Item
from feed.outbound import dumps
from sharing.models import Reply
from sharing.replies import actions
from tests import factories
from tests.editorial.conftest import withdraw
from tests.feed.conftest import agreed, full_of, item_of, settle
from tests.sharing.replying import WORDS, public_reply, waiting_reply

__all__ = ["agreed"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("agreed")]

# What a reply changes of an item, and nothing else.
CHANGED = {"replies", "sequence", "hash"}


def differing(before, after):
    """The names of the fields that differ between two items."""
    return {name for name in before if before[name] != after[name]}


@pytest.mark.parametrize(
    "factory",
    [factories.MapStoryFactory, factories.KMStoryFactory, factories.ReflectionFactory],
)
def test_an_approved_reply_changes_hash_and_sequence_alone(
    visitor, tree, moderator, factory
):
    page = factory(parent=tree.stories)
    before = full_of(page)
    assert before["replies"] == []
    reply = waiting_reply(visitor, page)
    assert full_of(page) == before
    actions.approve(reply.pk, moderator)
    after = full_of(page)
    assert differing(before, after) == CHANGED
    assert after["sequence"] > before["sequence"]
    assert after["replies"] == [
        {
            "id": str(reply.pk),
            "at": f"{reply.sent_at:%Y-%m-%dT%H:%M:%SZ}",
            "name": "Asha",
            "text": WORDS,
            "to": None,
        }
    ]


def test_other_pages_have_an_empty_list(tree):
    assert full_of(factories.SectionFactory(parent=tree.toolkit))["replies"] == []


def test_answers_name_what_they_answer_as_long_as_it_is_public(visitor, story, moderator):
    first, link = public_reply(visitor, story, moderator)
    second, _ = public_reply(visitor, story, moderator, to=first.pk, words="Which?")
    assert [r["to"] for r in full_of(story)["replies"]] == [None, str(first.pk)]
    visitor.post(link, {"do": "erase"})
    shown = full_of(story)["replies"]
    assert [(r["id"], r["to"]) for r in shown] == [(str(second.pk), None)]


@pytest.mark.parametrize("way", ["withdraw", "remove"])
def test_what_is_gone_leaves_the_item_as_it_was(visitor, story, moderator, way):
    before = full_of(story)
    reply, link = public_reply(visitor, story, moderator)
    assert WORDS in item_of(story).full
    if way == "withdraw":
        visitor.post(link, {"do": "erase"})
    else:
        actions.remove(reply.pk, moderator, "It is unkind.")
    after = full_of(story)
    assert differing(before, after) == {"sequence"}
    assert after["sequence"] > before["sequence"]
    assert after["hash"] == before["hash"]


def test_a_withdrawn_page_takes_its_replies_along(visitor, story, people, moderator):
    public_reply(visitor, story, moderator)
    withdraw(story, people["steering"].user)
    item = item_of(story)
    assert not item.is_public
    assert WORDS not in item.full


def test_many_pages_are_read_in_as_many_queries(
    visitor, tree, moderator, django_assert_max_num_queries
):
    pages = [factories.KMStoryFactory(parent=tree.stories) for _ in range(4)]
    for page in pages:
        public_reply(visitor, page, moderator, words=f"To {page.title}.")
    settle()
    with django_assert_max_num_queries(14):
        found = load([page.pk for page in pages])
        assert sum(len(page.feed_item().replies) for page in found) == 4


@pytest.mark.parametrize("way", ["withdraw", "remove"])
def test_what_is_gone_takes_every_dump_with_it(visitor, story, moderator, way):
    reply, link = public_reply(visitor, story, moderator)
    settle()
    dumps.write_dump()
    assert WORDS in text_of(Dump.objects.get())
    public_reply(visitor, story, moderator, words="Another.")
    settle()
    assert Dump.objects.get().is_there
    if way == "withdraw":
        visitor.post(link, {"do": "erase"})
    else:
        actions.remove(reply.pk, moderator, "It is unkind.")
    settle()
    assert bytes(Dump.objects.get().data) == b""
    deliver_due(among=OutboxMessage.objects.filter(kind="dump"))
    text = text_of(Dump.objects.get())
    assert WORDS not in text
    assert "Another." in text


def text_of(dump):
    """What a dump says."""
    return gzip.decompress(bytes(dump.data)).decode()


def test_nothing_is_dumped_of_a_reply_that_left_meanwhile(
    visitor, story, moderator, monkeypatch
):
    _, link = public_reply(visitor, story, moderator)
    settle()
    read = dumps.read_everything

    def read_and_withdraw():
        made = read()
        visitor.post(link, {"do": "erase"})
        settle()
        return made

    monkeypatch.setattr(dumps, "read_everything", read_and_withdraw)
    with pytest.raises(dumps.NotYet):
        dumps.write_dump()
    assert not Dump.objects.exists()


def test_an_item_that_was_spoilt_takes_the_dumps_with_it(visitor, story, moderator):
    public_reply(visitor, story, moderator)
    settle()
    dumps.write_dump()
    Item.objects.filter(page=story.pk).update(full='{"replies":[{')
    rebuild()
    assert not Dump.objects.get().is_there


def test_what_was_altered_by_hand_is_found(visitor, story, moderator):
    public_reply(visitor, story, moderator)
    settle()
    Reply.objects.all().delete()
    found = [str(difference) for difference in differences()]
    assert len(found) == 1
    assert "full" in found[0]
    rebuild()
    assert Item.objects.get(page=story.pk).is_public
