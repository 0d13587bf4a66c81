"""The contract on changes and their cursors."""

import uuid

import pytest
from django.db.models import F

from editorial.actions import withdrawal
from feed.models import State
from tests import factories
from tests.feed.conftest import full_of, republish, settle
from tests.feed.contract.shape import FULL, MOMENT


def test_changes_are_the_latest_of_each_item_oldest_first(tree, story, ask):
    settle()
    section = full_of(tree.section)["sequence"]
    republish(tree.section, summary="Changed.")
    factories.KMStoryFactory(parent=tree.stories, title="New")
    changes = ask("/changes?limit=100")
    assert set(changes) == {"changes", "cursor", "more"}
    assert not changes["more"]
    rows = changes["changes"]
    sequences = [row["sequence"] for row in rows]
    assert sequences == sorted(set(sequences))
    assert section not in sequences
    assert {row["action"] for row in rows} == {"upsert"}
    keys = [row["item"]["id"] for row in rows]
    assert len(keys) == len(set(keys))
    assert set(rows[0]) == {"sequence", "at", "action", "item"}
    assert set(rows[0]["item"]) == FULL


def test_a_change_tells_of_a_withdrawal(tree, story, ask, moderator):
    settle()
    replacement = factories.MapStoryFactory(parent=tree.stories)
    settle()
    cursor = ask("/changes?limit=100")["cursor"]
    withdrawal.withdraw(story.pk, moderator, "Merged.", replacement=replacement)
    (row,) = ask(f"/changes?cursor={cursor}")["changes"]
    sequence, at = row.pop("sequence"), row.pop("at")
    assert sequence == State.objects.get().sequence
    assert MOMENT.fullmatch(at)
    assert row == {
        "action": "withdraw",
        "id": str(story.translation_key),
        "type": "map-story",
        "reason": "Merged.",
        "replaced_by": str(replacement.translation_key),
    }


def test_at_the_end_the_same_cursor_comes_back(story, ask):
    first = ask("/changes?limit=1")
    assert first["more"]
    rest = ask(f"/changes?cursor={first['cursor']}")
    assert not rest["more"]
    again = ask(f"/changes?cursor={rest['cursor']}")
    assert again == {"changes": [], "cursor": rest["cursor"], "more": False}


def test_a_cursor_goes_stale_only_with_new_sequences(story, ask):
    cursor = ask("/changes")["cursor"]
    ask(f"/changes?cursor={cursor}")
    State.objects.update(epoch=uuid.uuid4(), generation=F("generation") + 1)
    problem = ask(f"/changes?cursor={cursor}", 400)
    assert problem["parameter"] == "cursor"
    assert problem["type"].endswith("/api/feed/v1/problems/stale-cursor")


@pytest.mark.parametrize("text", ["x", "eyJhIjoxfQ", "WyJhIiwiYiJd", "WzEsMl0"])
def test_what_is_no_cursor_is_a_bad_parameter(story, ask, text):
    problem = ask(f"/changes?cursor={text}", 400)
    assert problem["type"].endswith("/problems/bad-parameter")
