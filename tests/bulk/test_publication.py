"""Pages made in sets are what the same pages made one by one are."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageLogEntry, ReferenceIndex, get_page_models

from community.models import MeetingPage
from core.models import Author
from core.models.moderation import ModeratedPage
from core.pages.fingerprint import words
from editorial.actions.bulk_publish import publish_as
from editorial.audit import audit
from editorial.models import Basis
from feed.models import Item
from stories.models import MapStoryPage, ReflectionPage
from tests import factories
from tests.bulk.conftest import publish, read
from tests.feed.conftest import settle

pytestmark = pytest.mark.django_db


def sentences():
    return [mismatch.sentence for mismatch in audit()]


def test_one_by_one_and_in_sets_are_the_same(tree, draft):
    alone, together = draft("alone"), draft("together")
    tree.stories.add_child(instance=alone)
    publish_as(Basis.BULK, alone.save_revision())
    publish(tree.stories, together)
    one, other = read(alone), read(together)
    differ = {"title", "slug"}
    for page in (one, other):
        assert page.live
        assert page.live_revision == page.latest_revision
        assert not page.has_unpublished_changes
        assert page.draft_title == page.title
    first, second = (words(MapStoryPage, p.serializable_data()) for p in (one, other))
    assert {k: v for k, v in first.items() if k not in differ} == {
        k: v for k, v in second.items() if k not in differ
    }
    assert one.live_revision.content.keys() == other.live_revision.content.keys()
    assert [
        list(
            PageLogEntry.objects.filter(page=p.pk).values_list(
                "action", "content_changed"
            )
        )
        for p in (one, other)
    ] == [[("wagtail.publish", True), ("wagtail.create", True)]] * 2
    references = [
        set(
            ReferenceIndex.get_references_for_object(p).values_list(
                "to_content_type", "to_object_id", "model_path"
            )
        )
        for p in (one, other)
    ]
    assert references[0] == references[1] != set()
    items = [Item.objects.get(page=p.pk) for p in (one, other)]
    assert items[0].facets == items[1].facets
    assert sentences() == []
    call_command("feed_check")


def test_when_it_was_public_first_is_kept(tree, draft):
    then = timezone.now() - timedelta(days=900)
    old, new = draft("old", first_published_at=then, last_published_at=then), draft("new")
    publish(tree.stories, old, new)
    assert read(old).first_published_at == read(old).last_published_at == then
    assert read(new).first_published_at > then


def test_lists_in_their_short_form_read_as_approved(tree):
    page = ReflectionPage(title="A", slug="a", summary="S", live=False)
    page.authors = [Author(name="Asha")]
    page.body = [
        {"type": "text", "value": factories.WORDS},
        {
            "type": "do_list",
            "value": {"heading_level": 3, "label": "", "do": ["One.", "Two."]},
        },
    ]
    single = ReflectionPage(title="B", slug="b", summary="S", live=False)
    single.authors = [Author(name="Asha")]
    single.body = page.body.raw_data
    publish(tree.stories, page)
    tree.stories.refresh_from_db()
    tree.stories.add_child(instance=single)
    publish_as(Basis.BULK, single.save_revision())
    settle()
    assert sentences() == []


def test_a_story_more_costs_few_questions_more(tree, draft, settings):
    backend = "core.indexing.backend.IndexingBackend"
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": []}}

    def cost(count):
        pages = [draft(f"{count}-{number}") for number in range(count)]
        with CaptureQueriesContext(connection) as asked:
            publish(tree.stories, *pages)
        return len(asked)

    few, many = cost(5), cost(15)
    assert (many - few) / 10 <= 6


def test_no_page_type_does_something_of_its_own_when_saved():
    for model in get_page_models():
        if issubclass(model, ModeratedPage):
            assert model.save is ModeratedPage.save, model


def test_notes_of_meetings_are_private_from_the_first(tree):
    community = factories.CommunityFactory(parent=tree.home)
    note = MeetingPage(title="March", summary="S", live=False)
    publish(community, note)
    [restriction] = read(note).get_view_restrictions()
    assert restriction.restriction_type == "login"
    assert not Item.objects.filter(page=note.pk, is_public=True).exists()
