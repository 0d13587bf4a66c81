"""An older backup does not bring back for good what somebody had erased."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from editorial.actions.submission import review_of
from editorial.models import Withdrawal
from sharing import erasures, messages
from sharing.models import Message, Reply, Submission
from sharing.replies import actions
from sharing.submissions import ending
from tests.editorial.conftest import approve
from tests.sharing.conftest import EMAIL, WORDS, send
from tests.sharing.replying import public_reply
from tests.sharing.submitting import page_of, received, sent

__all__ = ["sent"]
pytestmark = pytest.mark.django_db


def listed():
    """What the command prints."""
    out = StringIO()
    call_command("erasures", stdout=out)
    return out.getvalue()


def repeated(path, words):
    """What it says after it did a list again."""
    path.write_text(words)
    out = StringIO()
    call_command("erasures", repeat=path, stdout=out)
    return out.getvalue()


@pytest.fixture
def erased(visitor, sent, people, story, tmp_path):
    """
    A message, a story and a reply are erased, and another public story is taken back; the
    list of that, with the database as it was in the backup.
    """
    visitor.post(send(visitor))
    approve(review_of(page_of(sent[0])), people["moderator"].user)
    other, _ = received(visitor)
    reply, _ = public_reply(visitor, story, people["moderator2"].user)
    backup = transaction.savepoint()
    messages.erase(Message.objects.get().pk)
    ending.withdraw(sent[0].pk)
    ending.erase(other.pk)
    actions.withdraw_reply(reply.pk)
    words = listed()
    transaction.savepoint_rollback(backup)
    return words


def test_the_list_names_nobody_and_says_nothing(erased):
    assert [line.split()[0] for line in erased.splitlines()] == [
        "message",
        "reply",
        *["submission"] * 3,
    ]
    for words in (EMAIL, "Asha", WORDS[:20]):
        assert words not in erased


def test_what_a_backup_brought_back_is_erased_again(erased, sent, tmp_path):
    page = page_of(sent[0])
    assert Message.objects.get().words == WORDS
    assert page.live
    assert "again: 5." in repeated(tmp_path / "list", erased)
    assert Message.objects.get().words == ""
    assert not Reply.objects.filter(erased_at=None).exists()
    assert not page_of(sent[0]).live
    assert Withdrawal.objects.in_force().filter(page=page.pk).exists()
    assert Submission.objects.exclude(erased_at=None).count() == 1
    assert "again: 0. Already so, or not in this database: 5." in repeated(
        tmp_path / "list", erased
    )
    assert listed() == erased


def test_another_row_under_the_same_key_is_left_alone(erased, tmp_path):
    message = Message.objects.get()
    Message.objects.update(sent_at=message.sent_at + timedelta(microseconds=1))
    assert "again: 4." in repeated(tmp_path / "list", erased)
    assert Message.objects.get().words == WORDS


@pytest.mark.parametrize(
    "line", ["nonsense", "page 1 2026-01-01T00:00:00+00:00 erased", "message 1 x erased"]
)
def test_what_is_no_list_is_refused_by_line(db, tmp_path, line):
    with pytest.raises(CommandError, match="Line 1 of"):
        repeated(tmp_path / "list", line)
    with pytest.raises(ValueError, match=line.split()[0]):
        erasures.repeat(line)
