"""What one page says of another follows the other page."""

import pytest
from django.utils import timezone

from core.models import Author, ChangeNote, RelatedPage
from tests import factories
from tests.feed.conftest import full_of, settle
from tests.feed.keeping.conftest import sequence_of
from toolkit.models import Supersession

pytestmark = pytest.mark.usefixtures("agreed")


def test_a_driver_with_another_title_is_called_so_everywhere(aligned, driver):
    settle()
    driver.title = "Eleven year plan"
    factories.publish(driver)
    [row] = full_of(aligned)["alignments"]
    assert (row["label"], row["driver"]["title"]) == (driver.title, driver.title)


def test_a_driver_with_other_words_leaves_stories_alone(aligned, driver):
    before = sequence_of(aligned)
    driver.summary = "Other words."
    factories.publish(driver)
    assert sequence_of(aligned) == before


def test_relations_to_what_is_not_public_go_and_come_back(aligned, driver):
    assert full_of(aligned)["alignments"]
    driver.unpublish()
    assert full_of(aligned)["alignments"] == []
    driver = type(driver).objects.get(pk=driver.pk)
    factories.publish(driver)
    assert full_of(aligned)["alignments"][0]["driver"]["id"] == str(
        driver.translation_key
    )


def test_a_driver_is_told_what_supersedes_it(tree, driver):
    newer = factories.DriverFactory(parent=tree.drivers, title="Newer")
    settle()
    newer.supersessions = [Supersession(older=driver)]
    factories.publish(newer)
    older = full_of(driver)
    assert [link["title"] for link in older["details"]["superseded_by"]] == ["Newer"]
    assert [link["title"] for link in older["related"]] == ["Newer"]
    newer = type(newer).objects.get(pk=newer.pk)
    newer.supersessions = []
    factories.publish(newer)
    assert full_of(driver)["details"]["superseded_by"] == []


def test_a_person_of_another_name_is_named_so(tree):
    profile = factories.ProfileFactory(parent=tree.community, title="Asha Patel")
    page = factories.KMStoryFactory(
        parent=tree.stories, rows={"authors": [Author(profile=profile)]}
    )
    assert full_of(page)["authors"] == ["Asha Patel"]
    profile.title = "Asha Patel-Jones"
    factories.publish(profile)
    assert full_of(page)["authors"] == ["Asha Patel-Jones"]
    profile.unpublish()
    after = full_of(page)
    assert after["authors"] == []
    assert "Asha" not in after["licence"]["attribution"]


def test_a_page_recommended_beside_another(tree, story, driver):
    page = factories.KMStoryFactory(
        parent=tree.stories,
        rows={"related_pages": [RelatedPage(target=story, why="The same idea")]},
    )
    [link] = full_of(page)["related"]
    assert link == {
        "id": str(story.translation_key),
        "type": "km-story",
        "title": "Tea urn",
        "url": full_of(story)["url"],
        "why": "The same idea",
    }
    story.unpublish()
    assert full_of(page)["related"] == []


def test_what_readers_are_told_of_changes(story):
    note = ChangeNote.objects.create(page=story, at=timezone.now(), note="Figures added")
    assert [entry["note"] for entry in full_of(story)["history"]] == ["Figures added"]
    note.delete()
    assert full_of(story)["history"] == []
