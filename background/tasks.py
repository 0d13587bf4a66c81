"""Wagtail's own tasks, such as writing the search index, in the worker."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from background.models import Heartbeat

MOST_ATTEMPTS = 3
FAILURE_COUNTS = timedelta(days=1)

log = logging.getLogger(__name__)


class Abandoned(Exception):
    """The worker was killed while it ran the task, several times over."""


def task_runner(worker):
    """
    Make what runs the waiting tasks of Wagtail.

    Args:
        worker: the name of the worker, which each of its tasks will bear.

    Returns:
        A worker of django-tasks-db, whose `run()` returns when no task is left.
    """
    return db_worker.Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        backend_name="default",
        worker_id=worker,
        batch=True,
        interval=0,
        startup_delay=False,
        max_tasks=None,
    )


def run_tasks(runner):
    """Run the tasks that wait."""
    if DBTaskResult.objects.ready().exists():
        runner.run()


@transaction.atomic
def rescue_tasks(worker):
    """
    Take up again what was left half done.

    Args:
        worker: the name of the worker that asks, which itself runs no task just now.

    Returns:
        How many tasks were taken up.
    """
    others = set(Heartbeat.objects.alive().values_list("worker", flat=True)) - {worker}
    running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
    left = [task for task in running if not others & set(task.worker_ids[-1:])]
    for task in left:
        rescue(task)
    return len(left)


def rescue(task):
    """Have a task run again, unless it was left too often."""
    log.warning("Left half done: task %s, attempt %d", task.pk, len(task.worker_ids))
    if len(task.worker_ids) >= MOST_ATTEMPTS:
        task.set_failed(Abandoned(f"{len(task.worker_ids)} attempts"))
        return
    task.status = TaskResultStatus.READY
    task.started_at = None
    task.save(update_fields=["status", "started_at"])


def failed_tasks():
    """
    What failed within a day, and has not gone well since.

    Returns:
        The paths of the tasks' functions, each once, in order.
    """
    results = DBTaskResult.objects.filter(task_path=OuterRef("task_path"))
    since = results.successful().filter(finished_at__gt=OuterRef("finished_at"))
    failed = DBTaskResult.objects.failed().filter(~Exists(since))
    failed = failed.filter(finished_at__gt=timezone.now() - FAILURE_COUNTS)
    return sorted(set(failed.values_list("task_path", flat=True)))
