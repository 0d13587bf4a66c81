"""Merging terms: what it changes is said before, and confirmed."""

import pytest

from community.models import IntegratedCareSystem, Organisation
from core.models import Theme
from core.vocabularies.mergers import merger_in_words
from stories.models import MapStoryPage
from tests import factories
from tests.admin.test_vocabularies import address, story_with


@pytest.fixture
def themes(db):
    return factories.ThemeFactory(name="Old words"), factories.ThemeFactory(name="New")


def test_merging_in_the_admin(tree, themes, person):
    old, new = themes
    client = person("Steering group")
    story = story_with(tree, old)
    assert "stays as a pointer" in client.get(address("merge", old)).content.decode()
    assert client.post(address("merge", old), {"target": ""}).status_code == 200
    merge(client, old, new)
    assert list(MapStoryPage.objects.get(pk=story.pk).themes.all()) == [new]
    text = client.get("/admin/core/theme/").content.decode()
    assert "Merged into “New”" in text


def merge(client, old, new):
    """Merge as somebody who reads what would change, and confirms it."""
    shown = client.post(address("merge", old), {"target": new.pk})
    assert Theme.objects.get(pk=old.pk).merged_into is None
    data = {"target": new.pk, "confirmed": shown.context["effect"]}
    assert client.post(address("merge", old), data).status_code == 302


def test_before_a_merger_it_is_said_what_changes(tree, themes, person):
    old, new = themes
    story_with(tree, old)
    changed = story_with(tree, old)
    story_with(tree, old, live=False)
    added = story_with(tree, new)
    for page, terms in ((changed, [new]), (added, [old])):
        version = page.get_latest_revision_as_object()
        version.themes, version.alignments = terms, []
        version.save_revision()
    response = person("Steering group").post(address("merge", old), {"target": new.pk})
    words = "2 pages and 2 drafts say “Old words” and will say “New”."
    assert response.context["effect"] == words
    assert words in response.content.decode()
    old.refresh_from_db()
    assert old.merged_into is None


def test_a_merger_that_changes_more_by_now_is_shown_again(tree, themes, person):
    old, new = themes
    client = person("Steering group")
    shown = client.post(address("merge", old), {"target": new.pk})
    assert "No page and no draft" in shown.context["effect"]
    story_with(tree, old)
    data = {"target": new.pk, "confirmed": shown.context["effect"]}
    again = client.post(address("merge", old), data)
    assert "different by now" in again.content.decode()
    assert Theme.objects.get(pk=old.pk).merged_into is None
    data["confirmed"] = again.context["effect"]
    assert data["confirmed"] == "1 page says “Old words” and will say “New”."
    client.post(address("merge", old), data)
    assert Theme.objects.get(pk=old.pk).merged_into == new


def test_what_hangs_on_a_place_is_counted_too(db):
    old, new = factories.RegionFactory(name="A"), factories.RegionFactory(name="B")
    IntegratedCareSystem.objects.create(name="System", slug="s", region=old)
    for slug in ("t", "u"):
        Organisation.objects.create(name=f"Trust {slug}", slug=slug, region=old)
    words = merger_in_words(old, new)
    assert "2 organisations" in words
    assert "1 integrated care system" in words
