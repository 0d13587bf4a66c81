"""Published versions reach the feed, and drafts do not."""

import pytest

from tests import factories
from tests.feed.conftest import full_of, item_of, public_items

pytestmark = pytest.mark.usefixtures("agreed")


def test_only_items_have_rows(tree):
    assert public_items() == [tree.section.title]


def test_a_draft_is_no_item(tree):
    factories.KMStoryFactory(parent=tree.stories, title="Secret", live=False)
    assert public_items() == [tree.section.title]


def test_a_draft_of_a_public_page_changes_nothing(story):
    before = item_of(story)
    story.title = "Secret"
    story.save_revision()
    after = item_of(story)
    assert (after.title, after.sequence) == ("Tea urn", before.sequence)


def test_a_new_version_has_a_new_sequence_and_the_same_id(story):
    before = item_of(story)
    story.title = "Coffee"
    factories.publish(story)
    after = item_of(story)
    assert after.pk == before.pk == story.translation_key
    assert after.title == "Coffee"
    assert after.sequence > before.sequence


def test_publishing_the_same_again_changes_only_when_it_was_changed(story):
    before = full_of(story)
    factories.publish(story)
    after = full_of(story)
    same = before.keys() - {"sequence", "hash", "updated_at"}
    assert {name: before[name] for name in same} == {name: after[name] for name in same}
