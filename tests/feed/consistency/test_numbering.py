"""Numbers and states altered by hand are named by a check, and given anew."""

from datetime import UTC, datetime

import pytest

from feed.index import numbering
from feed.index.consistency import NO_STATE, rebuild
from feed.models import Item, State
from tests import factories
from tests.feed.conftest import item_of, republish, settle
from tests.feed.consistency.conftest import NOBODYS, found


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"sequence": None}, numbering.NO_SEQUENCE),
        ({"sequence": NOBODYS}, numbering.TOO_HIGH),
        ({"changed_at": None}, numbering.NO_MOMENT),
        ({"changed_at": datetime(2999, 1, 1, tzinfo=UTC)}, numbering.TOO_LATE),
        ({"changed_at": datetime(1999, 1, 1, tzinfo=UTC)}, numbering.TOO_EARLY),
    ],
    ids=["no-sequence", "too-high", "no-moment", "too-late", "too-early"],
)
def test_wrong_numbers_are_named_and_given_anew(story, change, sentence):
    before = item_of(story)
    Item.objects.filter(page=story.pk).update(**change)
    assert sentence in found()
    assert rebuild().changed == 1
    assert found() == ""
    after = item_of(story)
    assert after.sequence == State.objects.get().sequence < before.sequence + 5
    assert after.changed_at == State.objects.get().changed_at


def test_a_number_beyond_the_state_does_not_outlive_a_publication(story, tree):
    """The next change takes it for the latest; the counter knows better."""
    Item.objects.filter(page=story.pk).update(sequence=NOBODYS)
    factories.KMStoryFactory(parent=tree.stories)
    settle()
    assert numbering.TOO_HIGH in found()
    rebuild()
    assert found() == ""
    assert State.objects.get().sequence < NOBODYS


@pytest.mark.parametrize("number", [0, 2])
def test_there_is_one_state(story, number):
    State.objects.all().delete()
    for _ in range(number):
        State.objects.create(sequence=item_of(story).sequence)
    assert NO_STATE in found()
    rebuild()
    assert found() == ""
    republish(story, title="Other")
    assert item_of(story).sequence == State.objects.get().sequence


def test_mending_what_readers_do_not_see_is_a_change_of_the_state(story):
    """What was remembered for the state of before is found by words that are wrong."""
    before = item_of(story), State.objects.get().generation
    Item.objects.filter(page=story.pk).update(vector=None, facets=[])
    assert rebuild().changed == 1
    assert State.objects.get().generation > before[1]
    assert item_of(story).changed_at == before[0].changed_at
