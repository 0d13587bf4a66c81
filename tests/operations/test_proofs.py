"""Each night it is proved that the feed and the public pages are as they must be."""

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from background.schedule import jobs
from editorial.models import Decision
from feed.models import Item
from operations import proofs
from tests import factories

NIGHTLY = {
    "Compare the feed with its pages": "operations.proofs.compare_feed_with_pages",
    "See that every public page was approved": "operations.proofs.audit_public_pages",
}


@pytest.fixture
def story(tree):
    """A page of the site that is public."""
    made = factories.MapStoryFactory(parent=tree.stories)
    connection.finish_collected()
    return made


def test_a_clean_site_is_proved(story):
    proofs.compare_feed_with_pages.func()
    proofs.audit_public_pages.func()


def test_a_row_that_says_something_else_is_found(story):
    Item.objects.filter(page=story.pk).update(title="Something else")
    with pytest.raises(proofs.NotProved, match="feed_check"):
        proofs.compare_feed_with_pages.func()


def test_a_public_page_without_its_record_is_found(story):
    Decision.objects.all().delete()
    with pytest.raises(proofs.NotProved, match="audit_publications"):
        proofs.audit_public_pages.func()


def test_the_worker_does_them_on_the_side(settings, db):
    tasks = {"BACKEND": "core.indexing.backend.IndexingBackend", "QUEUES": []}
    settings.TASKS = {"default": tasks}
    for name in NIGHTLY:
        jobs[name].work()
    connection.finish_collected()
    waiting = DBTaskResult.objects.ready().values_list("task_path", flat=True)
    assert set(waiting) == set(NIGHTLY.values())
