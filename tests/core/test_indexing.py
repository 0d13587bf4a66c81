"""Wagtail's indexes are told once of all that a transaction wrote."""

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex
from wagtail.tasks import update_reference_index_task

from background import schedule
from background.worker import Worker
from core.indexing import tasks
from core.indexing.backend import REFERENCES, SEARCH
from core.models import Author
from stories.models import MapStoryPage
from tests import factories
from tests.feed.conftest import republish, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(tree, settings):
    """A public story, with an empty queue that a worker would take from."""
    page = factories.MapStoryFactory(parent=tree.stories, slug="leader")
    settle()
    backend = "core.indexing.backend.IndexingBackend"
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": []}}
    return page


def waiting():
    """What was put in by the end of the transaction: (task, what it is about)."""
    settle()
    rows = DBTaskResult.objects.values_list("task_path", "args_kwargs__args")
    return sorted((path, name, pk) for path, (_, name, pk) in rows)


def about(page, *kinds):
    return sorted((kind, "mapstorypage", str(page.pk)) for kind in kinds)


def test_a_publication_is_told_to_the_search_once_and_its_references_are_there(story):
    profile = factories.ProfileFactory(parent=story.get_parent())
    DBTaskResult.objects.all().delete()
    connection.collected.pop(tasks.IndexingTasks, None)
    story.authors = [Author(profile=profile)]
    factories.publish(story)
    assert waiting() == about(story, SEARCH)
    [reference] = ReferenceIndex.get_references_to(profile)
    assert reference.object_id == str(story.pk)


def test_a_draft_is_told_to_each_index_once(story):
    story.save_revision()
    story.save_revision()
    story.save()
    assert waiting() == about(story, REFERENCES, SEARCH)


def test_rows_are_told_as_their_page(story):
    Author.objects.create(page=story, name="One")
    Author.objects.create(page=story, name="Two")
    [(kind, name, _)] = waiting()
    assert (kind, name) == (REFERENCES, "author")


def test_rows_and_page_are_told_together(story):
    Author.objects.create(page=story, name="One")
    story.save()
    assert waiting() == about(story, REFERENCES, SEARCH)


def test_a_row_that_is_gone_is_not_told(story):
    Author.objects.create(page=story, name="One").delete()
    assert waiting() == []


def test_what_is_saved_after_a_publication_is_told_again(story):
    republish(story, title="Another title")
    Author.objects.create(page=story, name="One")
    assert [kind for kind, *_ in waiting()] == [SEARCH, REFERENCES]


def test_a_publication_that_was_undone_leaves_what_came_before_to_do(story):
    story.save()
    with transaction.atomic():
        republish(story, title="Another title")
        transaction.set_rollback(True)
    assert waiting() == about(story, REFERENCES, SEARCH)


def test_commands_have_words_written_at_once(story):
    tasks.write_words_at_once()
    republish(story, title="Brontosaurus")
    assert waiting() == []
    assert MapStoryPage.objects.search("brontosaurus").count() == 1


def test_what_is_put_in_twice_has_one_result(story):
    result = update_reference_index_task.enqueue("stories", "mapstorypage", str(story.pk))
    again = update_reference_index_task.enqueue("stories", "mapstorypage", str(story.pk))
    assert result.id == again.id
    settle()
    known = update_reference_index_task.get_result(result.id)
    assert known.args == ["stories", "mapstorypage", str(story.pk)]


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_what_was_put_in(settings, monkeypatch):
    monkeypatch.setattr(schedule, "jobs", {})
    backend = "core.indexing.backend.IndexingBackend"
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": []}}
    home = factories.HomeFactory()
    home.title = "Brontosaurus"
    with transaction.atomic():
        home.save()
    Worker().run_once()
    assert not DBTaskResult.objects.failed().exists()
    assert type(home).objects.search("brontosaurus").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_a_task_is_put_in_at_once(settings):
    backend = "core.indexing.backend.IndexingBackend"
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": []}}
    result = update_reference_index_task.enqueue("wagtailcore", "page", "1")
    assert DBTaskResult.objects.get().pk == result.db_result.pk
