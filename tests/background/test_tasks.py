"""Wagtail's tasks are run by the worker, and taken up again when one was killed."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from background import schedule, tasks
from background.models import Heartbeat
from background.worker import Worker

pytestmark = pytest.mark.django_db

done = []


@task()
def work(words):
    done.append(words)


@task()
def fail():
    raise ValueError


@pytest.fixture(autouse=True)
def _queue(settings, monkeypatch):
    """Tasks wait for a worker, as in production; the schedule puts none in."""
    done.clear()
    monkeypatch.setattr(schedule, "jobs", {})
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}
    }


def left_by(worker, attempts=1):
    """A task that a worker left half done."""
    work.enqueue("again")
    [left] = DBTaskResult.objects.all()
    for _ in range(attempts):
        left.claim(worker)
    return left


def state():
    """How the one task stands, besides those of the schedule."""
    return DBTaskResult.objects.exclude(task_path__startswith="operations").get().status


@pytest.mark.django_db(transaction=True)
def test_the_worker_runs_what_waits():
    fail.enqueue()
    work.enqueue("one")
    work.enqueue("two")
    assert done == []
    Worker().run_once()
    assert done == ["one", "two"]
    assert DBTaskResult.objects.successful().count() == 2
    assert DBTaskResult.objects.failed().count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_left_is_done_again():
    left_by("gone")
    Worker().run_once()
    assert done == ["again"]
    assert state() == "SUCCESSFUL"


def test_what_a_living_worker_runs_is_left_alone():
    left_by("living")
    Heartbeat.objects.create(worker="living")
    assert tasks.rescue_tasks("me") == 0
    assert state() == "RUNNING"
    Heartbeat.objects.update(seen_at=timezone.now() - timedelta(minutes=3))
    assert tasks.rescue_tasks("me") == 1
    assert state() == "READY"


def test_what_this_worker_lost_with_its_connection_is_done_again():
    left_by("me")
    Heartbeat.objects.create(worker="me")
    assert tasks.rescue_tasks("me") == 1
    assert state() == "READY"


def test_what_kills_workers_again_and_again_is_given_up():
    left_by("gone", attempts=2)
    assert tasks.rescue_tasks("me") == 1
    assert state() == "READY"
    DBTaskResult.objects.get().claim("gone")
    tasks.rescue_tasks("me")
    assert state() == "FAILED"
    assert DBTaskResult.objects.get().exception_class_path == "background.tasks.Abandoned"


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_at_a_task(start_worker):
    """The task kills its worker three times, and the third time is the last."""
    kill.enqueue()
    for _ in range(tasks.MOST_ATTEMPTS):
        worker = start_worker("--once")
        assert worker.process.wait(30) == -9
        Heartbeat.objects.update(seen_at="2020-01-01T00:00:00Z")
    worker = start_worker("--once")
    assert worker.ended(30) == 0
    assert state() == "FAILED"


@task()
def kill():
    os.kill(os.getpid(), 9)
