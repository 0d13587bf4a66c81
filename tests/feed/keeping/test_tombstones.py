"""What is public no more leaves a tombstone, and may come back."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from editorial.actions import withdrawal
from feed.models import Item
from tests import factories
from tests.feed.conftest import item_of, settle
from tests.feed.keeping.conftest import sequence_of

pytestmark = pytest.mark.usefixtures("agreed")


def test_unpublished_is_a_tombstone_without_a_word_of_the_page(story):
    before = item_of(story)
    story.unpublish()
    after = item_of(story)
    assert not after.is_public
    assert after.sequence > before.sequence
    left = [after.card, after.full, after.url, after.title, after.hash, after.vector]
    assert not any(left)
    assert not after.facets
    assert (after.type, after.reason, after.replaced_by) == ("km-story", "", None)


def test_withdrawn_has_its_reason_and_its_replacement(story, driver, moderator):
    withdrawal.withdraw(story.pk, moderator, "It is out of date.", replacement=driver)
    item = item_of(story)
    assert item.reason == "It is out of date."
    assert item.replaced_by == driver.translation_key


def test_a_replacement_that_is_gone_is_not_named(story, driver, moderator):
    withdrawal.withdraw(story.pk, moderator, "It is out of date.", replacement=driver)
    before = sequence_of(story)
    driver.refresh_from_db()
    driver.unpublish()
    item = item_of(story)
    assert item.replaced_by is None
    assert item.sequence > before


def test_it_comes_back_under_its_id(story, moderator):
    withdrawal.withdraw(story.pk, moderator, "It is out of date.")
    settle()
    page = type(story).objects.get(pk=story.pk)
    factories.publish(page)
    item = item_of(page)
    assert item.is_public
    assert item.pk == story.translation_key
    assert item.reason == ""


def test_the_bin_and_the_deletion_after_it_leave_the_tombstone(story, moderator):
    withdrawal.withdraw(story.pk, moderator, "It is out of date.")
    withdrawal.to_bin(story.pk, moderator)
    settle()
    Page.objects.get(pk=story.pk).specific.delete()
    item = Item.objects.get(page=story.pk)
    settle()
    assert not item.is_public
    assert item.reason == "It is out of date."


def test_deleting_a_page_above_leaves_tombstones_below(tree):
    below = factories.SectionFactory(parent=tree.section, title="Below")
    settle()
    Page.objects.get(pk=tree.section.pk).specific.delete()
    assert not item_of(below).is_public


def test_expired_is_a_tombstone(story):
    Page.objects.filter(pk=story.pk).update(
        expire_at=timezone.now() - timedelta(minutes=1)
    )
    call_command("publish_scheduled")
    assert not item_of(story).is_public
