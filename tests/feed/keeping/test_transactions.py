"""The rows of one transaction come together, under one lock, or not at all."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from feed.index.numbering import LOCK
from feed.models import Item, State
from tests import factories
from tests.feed.conftest import item_of, settle

pytestmark = pytest.mark.usefixtures("agreed")


def test_rows_of_one_transaction_are_numbered_together(tree):
    settle()
    latest = State.objects.get().sequence
    for number in range(3):
        factories.KMStoryFactory(parent=tree.stories, title=f"Story {number}")
    settle()
    rows = Item.objects.filter(sequence__gt=latest).order_by("sequence")
    numbers = [row.sequence for row in rows]
    assert len(numbers) == 3
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    assert len({row.changed_at for row in rows}) == 1
    assert State.objects.get().sequence == numbers[-1]


def test_the_lock_is_taken_once_and_nothing_is_locked_without_a_change(tree, story):
    settle()
    with CaptureQueriesContext(connection) as queries:
        story.title = "Other"
        story.save_revision()
        settle()
    assert not [q for q in queries if f"({LOCK})" in q["sql"]]
    with CaptureQueriesContext(connection) as queries:
        factories.publish(story)
        factories.KMStoryFactory(parent=tree.stories)
        settle()
    assert len([q for q in queries if f"({LOCK})" in q["sql"]]) == 1


def test_what_is_rolled_back_is_forgotten(tree, story):
    before = item_of(story)
    with transaction.atomic():
        story.title = "Other"
        factories.publish(story)
        transaction.set_rollback(True)
    after = item_of(story)
    assert (after.title, after.sequence) == (before.title, before.sequence)
