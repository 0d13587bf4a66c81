"""Replies in time: kept as long as they stand, proved, and then gone everywhere."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from background.outbox import deliver_due
from editorial.audit import audit
from sharing.jobs import erase_old_replies
from sharing.models import Reply, Sender
from sharing.models.replies import ReplyState
from sharing.replies import actions
from sharing.replies.audit import BY_AUTHOR, NO_RECORD, REWRITTEN
from tests.editorial.conftest import withdraw
from tests.feed.conftest import settle
from tests.sharing.replying import WORDS, public_reply, send_reply, waiting_reply
from tests.sharing.test_keeping import MARKERS, tables_with

pytestmark = pytest.mark.django_db
NAME, EMAIL, SAID = MARKERS
MARKED = {"name": NAME, "email": EMAIL, "words": SAID}
# Where a public reply may stand: its own tables, and what readers are given.
PUBLIC = {"sharing_sender", "sharing_reply", "feed_item"}


def faults():
    """What the audit says is wrong."""
    settle()
    return [found.sentence for found in audit() if found.is_fault]


def places():
    """Every table in which one of the markers stands."""
    settle()
    return set().union(*(tables_with(marker) for marker in MARKERS))


def test_an_address_stands_nowhere_but_in_its_table(visitor, story, moderator):
    public_reply(visitor, story, moderator, **MARKED)
    deliver_due()
    assert places() <= PUBLIC
    assert tables_with(EMAIL) == {"sharing_sender"}
    for address in (story.url, "/api/feed/v1/items?form=full", "/api/feed/v1/changes"):
        text = visitor.get(address).content.decode()
        assert SAID in text
        assert EMAIL not in text


def test_what_was_withdrawn_is_gone_from_every_table(visitor, story, moderator):
    _, link = public_reply(visitor, story, moderator, **MARKED)
    deliver_due()
    visitor.post(link, {"do": "erase"})
    assert places() == set()
    sender = Sender.objects.get()
    assert sender.erased_at
    assert "until I withdraw it" in sender.consent
    assert Reply.objects.get().fingerprint


def test_nothing_of_it_is_logged(visitor, story, moderator, caplog):
    with caplog.at_level("INFO"):
        public_reply(visitor, story, moderator, **MARKED)
        deliver_due()
    said = "\n".join(record.getMessage() for record in caplog.records)
    for marker in MARKERS:
        assert marker not in said


@pytest.mark.parametrize(
    ("state", "days"),
    [
        (ReplyState.UNCONFIRMED, 7),
        (ReplyState.SUSPECT, 30),
        (ReplyState.DECLINED, 180),
        (ReplyState.REMOVED, 180),
    ],
)
def test_what_was_kept_long_enough_is_deleted(visitor, story, state, days):
    for kept in (days - 1, days + 1):
        send_reply(visitor, story)
        then = timezone.now() - timedelta(days=kept)
        values = {"state": state, "sent_at": then}
        if state == ReplyState.DECLINED:
            values["decided_at"] = then
        if state == ReplyState.REMOVED:
            values["ended_at"] = then
        Reply.objects.filter(pk=Reply.objects.latest("sent_at").pk).update(**values)
        Reply.objects.filter(state=ReplyState.UNCONFIRMED).update(token_hash="x")
    erase_old_replies()
    assert sorted(Reply.objects.values_list("words", flat=True)) == ["", WORDS]
    assert Sender.objects.filter(email="").count() == 1


def test_what_waits_is_kept_however_long_it_waits(visitor, story):
    waiting_reply(visitor, story)
    Reply.objects.update(sent_at=timezone.now() - timedelta(days=500))
    erase_old_replies()
    assert Reply.objects.get().words == WORDS


def test_what_is_public_is_kept_and_its_page_decides_until_when(
    visitor, story, people, moderator
):
    public_reply(visitor, story, moderator)
    Reply.objects.update(sent_at=timezone.now() - timedelta(days=900))
    erase_old_replies()
    assert Reply.objects.get().hidden_since is None
    withdraw(story, people["steering"].user)
    erase_old_replies()
    assert Reply.objects.get().hidden_since
    assert Reply.objects.get().words == WORDS
    Reply.objects.update(hidden_since=timezone.now() - timedelta(days=181))
    erase_old_replies()
    reply = Reply.objects.get()
    assert (reply.state, reply.words, reply.sender.email) == (ReplyState.LAPSED, "", "")


def test_a_page_that_comes_back_begins_the_time_anew(visitor, story, moderator):
    public_reply(visitor, story, moderator)
    Reply.objects.update(hidden_since=timezone.now() - timedelta(days=181))
    erase_old_replies()
    assert Reply.objects.get().hidden_since is None
    assert Reply.objects.get().words == WORDS


def test_a_deleted_page_takes_its_replies_along(visitor, story, moderator):
    public_reply(visitor, story, moderator, **MARKED)
    waiting_reply(visitor, story, **MARKED)
    deliver_due()
    story.delete()
    erase_old_replies()
    assert places() == set()


def test_the_audit_finds_nothing_wrong_with_what_was_approved(visitor, story, moderator):
    public_reply(visitor, story, moderator)
    waiting_reply(visitor, story, words="Another.")
    assert faults() == []
    call_command("audit_publications")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"words": "Others."}, REWRITTEN),
        ({"fingerprint": "0" * 64}, REWRITTEN),
        ({"to_id": None}, REWRITTEN),
    ],
)
def test_the_audit_finds_what_was_altered(visitor, story, moderator, changes, sentence):
    first, _ = public_reply(visitor, story, moderator)
    second, _ = public_reply(visitor, story, moderator, to=first.pk, words="Which?")
    Reply.objects.filter(pk=second.pk).update(**changes)
    assert faults() == [sentence.format(f"{second.sent_at:%d.%m.%Y}")]
    with pytest.raises(SystemExit):
        call_command("audit_publications")


def test_the_audit_finds_another_name(visitor, story, moderator):
    public_reply(visitor, story, moderator)
    Sender.objects.update(name="Somebody else")
    assert len(faults()) == 1


def test_the_audit_finds_what_nobody_approved(visitor, story, people):
    reply = waiting_reply(visitor, story)
    values = {
        "state": ReplyState.APPROVED,
        "decided_at": timezone.now(),
        "decided_by": people["moderator"].user,
        "fingerprint": reply.words_fingerprint(),
    }
    Reply.objects.update(**values)
    assert faults() == [NO_RECORD.format(f"{reply.sent_at:%d.%m.%Y}")]


def test_the_audit_finds_what_an_author_of_the_page_approved(visitor, story, moderator):
    reply, _ = public_reply(visitor, story, moderator)
    Reply.objects.update(written_by=[moderator.pk])
    assert faults() == [BY_AUTHOR.format(f"{reply.sent_at:%d.%m.%Y}")]


def test_the_record_outlives_the_account(visitor, story, people, moderator):
    public_reply(visitor, story, moderator)
    moderator.delete()
    assert Reply.objects.get().decided_by is None
    assert faults() == []


def test_nothing_is_approved_without_a_record(visitor, story):
    waiting_reply(visitor, story)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.update(state=ReplyState.APPROVED)


def test_what_is_erased_twice_is_erased_once(visitor, story, moderator):
    reply, _ = public_reply(visitor, story, moderator)
    actions.withdraw_reply(reply.pk)
    erased_at = Reply.objects.get().erased_at
    actions.lapse(reply.pk)
    assert Reply.objects.get().erased_at == erased_at
