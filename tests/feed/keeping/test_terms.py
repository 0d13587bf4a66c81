"""Renamed and merged terms reach every item that has them."""

import pytest

from feed.models import State
from tests import factories
from tests.feed.conftest import full_of, settle
from tests.feed.keeping.conftest import sequence_of

pytestmark = pytest.mark.usefixtures("agreed")


def test_a_renamed_term_is_renamed_everywhere(tree):
    theme = factories.ThemeFactory(name="Digital", slug="digital")
    page = factories.KMStoryFactory(parent=tree.stories, themes=[theme])
    before = sequence_of(page)
    theme.name = "Digital and data"
    theme.save()
    assert full_of(page)["themes"] == [{"id": "digital", "label": "Digital and data"}]
    assert sequence_of(page) > before


def test_a_merged_term_is_replaced_everywhere(tree):
    old = factories.ThemeFactory(name="IT", slug="it")
    new = factories.ThemeFactory(name="Digital", slug="digital")
    page = factories.KMStoryFactory(parent=tree.stories, themes=[old])
    settle()
    old.merge_into(new)
    assert full_of(page)["themes"] == [{"id": "digital", "label": "Digital"}]


def test_a_term_that_no_item_has_changes_the_state(tree):
    settle()
    before = State.objects.get().generation
    factories.ThemeFactory()
    settle()
    assert State.objects.get().generation > before


def test_a_renamed_organisation_is_renamed_in_the_attribution(story):
    before = full_of(story)
    organisation = story.organisation
    organisation.name = "Northmoor"
    organisation.save()
    after = full_of(story)
    assert after["organisation"]["label"] == "Northmoor"
    assert "Northmoor" in after["licence"]["attribution"]
    assert after["hash"] != before["hash"]
