"""What need not be kept is thrown away, above all what may be personal."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background import schedule
from background.models import Heartbeat, OutboxMessage
from background.models.outbox import State
from core.models import AccountSession

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def message(name, state, **fields):
    """A message in a state."""
    OutboxMessage.objects.create(
        kind="test", payload={}, subject=name, state=state, **fields
    )


def test_messages_go_a_week_after_they_were_sent():
    message("new", State.SENT, sent_at=days_ago(6), created_at=days_ago(100))
    message("old", State.SENT, sent_at=days_ago(8))
    message("parked", State.PARKED, created_at=days_ago(89))
    message("parked long ago", State.PARKED, created_at=days_ago(91))
    message("waiting", State.WAITING, created_at=days_ago(100))
    schedule.jobs["Tidy the outbox"].work()
    left = OutboxMessage.objects.values_list("subject", flat=True)
    assert set(left) == {"new", "parked", "waiting"}


def test_expired_sessions_go():
    for name, days in (("old", 1), ("new", -1)):
        AccountSession.objects.create(session_key=name, expire_date=days_ago(days))
    schedule.jobs["Clear expired sessions"].work()
    assert AccountSession.objects.get().session_key == "new"


def test_results_of_tasks_and_dead_workers_go():
    for path, days in (("old", 8), ("new", 6)):
        DBTaskResult.objects.create(
            task_path=path,
            status="SUCCESSFUL",
            finished_at=days_ago(days),
            run_after=days_ago(days),
            args_kwargs={},
        )
        Heartbeat.objects.create(worker=path, seen_at=days_ago(days))
    schedule.jobs["Tidy the results of tasks"].work()
    assert DBTaskResult.objects.get().task_path == "new"
    assert Heartbeat.objects.get().worker == "new"


def test_what_no_worker_asks_for_is_parked_by_the_clock():
    message("strange", State.WAITING)
    schedule.jobs["Park messages that nobody can send"].work()
    assert OutboxMessage.objects.parked().count() == 1
