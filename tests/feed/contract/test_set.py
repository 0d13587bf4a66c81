"""The contract on the digest by which a copy is proved equal."""

import hashlib

from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.actions import withdrawal
from feed.models import State
from feed.query.public_set import public_set
from tests import factories
from tests.feed.conftest import republish, settle


def digest_of(items):
    """The digest as a reader works it out."""
    total = 0
    for item in items:
        text = f"{item['id']}:{item['hash']}".encode("ascii")
        total += int.from_bytes(hashlib.sha256(text).digest(), "big")
    return format(total % 2**256, "064x")


def read(ask):
    """A copy made of all changes."""
    changes = ask("/changes?limit=100")["changes"]
    return [change["item"] for change in changes if change["action"] == "upsert"]


def test_a_copy_is_proved_equal(tree, story, ask, moderator):
    for _ in range(5):
        factories.KMStoryFactory(parent=tree.stories)
    said = ask("")["set"]
    state = State.objects.get()
    copy = read(ask)
    assert said == {
        "items": len(copy),
        "sequence": state.sequence,
        "epoch": str(state.epoch),
        "digest": digest_of(copy),
    }
    republish(story, summary="Changed.")
    assert ask("")["set"]["digest"] == digest_of(read(ask)) != said["digest"]
    settle()
    withdrawal.withdraw(story.pk, moderator, "Out of date.")
    assert ask("")["set"]["digest"] == digest_of(read(ask))


def test_of_nothing_it_is_noughts(db, ask):
    assert ask("")["set"]["digest"] == "0" * 64


def test_it_is_worked_out_once_for_each_state(story, ask):
    ask("")
    with CaptureQueriesContext(connection) as queries:
        assert public_set().items
    assert not [query for query in queries if "string_agg" in query["sql"]]
