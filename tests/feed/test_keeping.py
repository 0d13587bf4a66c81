"""Whatever changes what readers see changes the feed in the same transaction."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from core.models import (
    Alignment,
    Author,
    ChangeNote,
    RelatedPage,
)
from editorial.actions import withdrawal
from feed.index.consistency import differences, rebuild
from feed.index.numbering import LOCK
from feed.models import Item, State
from tests import factories
from tests.feed.conftest import full_of, item_of, public_items, settle
from toolkit.models import Supersession

pytestmark = pytest.mark.usefixtures("agreed")


@pytest.fixture
def story(tree):
    page = factories.KMStoryFactory(parent=tree.stories, title="Tea urn", slug="tea-urn")
    settle()
    return page


@pytest.fixture
def driver(tree):
    page = factories.DriverFactory(parent=tree.drivers, title="Ten year plan")
    settle()
    return page


@pytest.fixture
def aligned(tree, driver):
    """A story that names the driver."""
    page = factories.MapStoryFactory(
        parent=tree.stories,
        title="Wards",
        rows={"alignments": [Alignment(driver=driver, level="national")]},
    )
    settle()
    return page


@pytest.fixture
def moderator(person):
    return person("Moderators").user


def sequence_of(page):
    return item_of(page).sequence


def private(page):
    return PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )


def test_only_items_have_rows(tree):
    assert public_items() == [tree.section.title]


def test_a_draft_is_no_item(tree):
    factories.KMStoryFactory(parent=tree.stories, title="Secret", live=False)
    assert "Secret" not in public_items()


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


def test_a_moved_section_takes_those_below_along(tree):
    below = factories.SectionFactory(parent=tree.section, title="Below", slug="below")
    other = factories.SectionFactory(parent=tree.toolkit, title="Other", slug="other")
    link = f'<p><a linktype="page" id="{below.pk}">there</a></p>'
    linking = factories.KMStoryFactory(parent=tree.stories, story=link + factories.WORDS)
    assert "/toolkit/aim/below/" in full_of(linking)["html"]
    tree.section.refresh_from_db()
    other.refresh_from_db()
    tree.section.move(other, pos="last-child")
    assert full_of(below)["url"].endswith("/toolkit/other/aim/below/")
    assert "/toolkit/other/aim/below/" in full_of(linking)["html"]


def test_a_renamed_address_takes_those_below_along(tree):
    below = factories.SectionFactory(parent=tree.section, title="Below", slug="below")
    tree.section.refresh_from_db()
    tree.section.slug = "purpose"
    factories.publish(tree.section)
    assert full_of(below)["url"].endswith("/toolkit/purpose/below/")


def test_another_address_of_a_list_is_that_of_its_items_in_the_same_transaction(
    tree, story, django_capture_on_commit_callbacks
):
    """A list is no item, so nothing in the table tells that it has another address."""
    with django_capture_on_commit_callbacks(execute=False):
        tree.stories.refresh_from_db()
        tree.stories.slug = "tales"
        factories.publish(tree.stories)
        assert full_of(story)["url"].endswith("/tales/tea-urn/")


def test_privacy_holds_for_those_below_and_is_lifted_for_them(tree):
    below = factories.SectionFactory(parent=tree.section, title="Below")
    settle()
    restriction = private(tree.section)
    item = item_of(below)
    assert not item.is_public
    assert item.reason == ""
    assert not item_of(tree.section).is_public
    restriction.delete()
    assert item_of(below).is_public
    assert item_of(tree.section).is_public


def test_moved_to_where_it_is_private_it_is_gone(tree):
    hidden = factories.SectionFactory(parent=tree.toolkit, title="Hidden")
    settle()
    private(hidden)
    tree.section.refresh_from_db()
    hidden.refresh_from_db()
    tree.section.move(hidden, pos="last-child")
    assert not item_of(tree.section).is_public


def test_another_address_of_the_site_is_written_everywhere(tree, story):
    assert full_of(story)["url"].endswith("/stories/tea-urn/")
    root = Page.objects.get(depth=1)
    Site.objects.update(root_page=root)
    Site.objects.get().save()
    assert full_of(story)["url"].endswith("/front/stories/tea-urn/")


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


def test_rebuilding_changes_neither_ids_nor_sequences(tree, aligned, story, moderator):
    withdrawal.withdraw(story.pk, moderator, "It is out of date.")
    settle()
    before = list(Item.objects.order_by("pk").values_list("pk", "sequence", "hash"))
    done = rebuild()
    assert done.changed == 0
    after = list(Item.objects.order_by("pk").values_list("pk", "sequence", "hash"))
    assert after == before


def test_rebuilding_mends_what_is_wrong(tree, aligned, story):
    good = item_of(aligned)
    Item.objects.filter(page=aligned.pk).update(full="{}", hash="0", facets=[])
    Item.objects.filter(page=story.pk).delete()
    assert len(list(differences())) == 2
    assert rebuild().changed == 2
    assert list(differences()) == []
    assert item_of(aligned).hash == good.hash
    assert item_of(story).pk == story.translation_key


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "Other"},
        {"card": "{}"},
        {"facets": []},
        {"sources": []},
        {"sequence": None},
        {"is_public": False},
        {"sequence": 10**9},
    ],
    ids=str,
)
def test_every_difference_is_named(story, wrong):
    good = item_of(story)
    Item.objects.filter(page=story.pk).update(**wrong)
    assert list(differences())
    Item.objects.filter(page=story.pk).update(
        **{name: getattr(good, name) for name in wrong}
    )


def test_the_commands_say_what_they_did(story, capsys):
    settle()
    call_command("feed_check")
    assert "0 differences." in capsys.readouterr().out
    Item.objects.filter(page=story.pk).delete()
    with pytest.raises(SystemExit):
        call_command("feed_check")
    assert "is public and not in the feed." in capsys.readouterr().out
    call_command("feed_rebuild")
    assert "1 items written anew." in capsys.readouterr().out
    call_command("feed_rebuild", if_needed=True)
    assert capsys.readouterr().out == ""
    Item.objects.all().delete()
    call_command("feed_rebuild", if_needed=True)
    assert "2 items written anew." in capsys.readouterr().out
