"""What is wrong with the site is told to machines by name, and to people in words."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import OperationalError
from django.db import connection as database
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from background.models import ClockRun, Heartbeat, OutboxMessage
from background.schedule import jobs
from feed.models import State
from feed.query import connection
from operations.backup.dump import UNFINISHED
from operations.health import parts

STATE = "/admin/operations/state/"
NAMES = [part.name for part in parts.PARTS]


@pytest.fixture
def well(tree):
    """A site of which every part is well."""
    now = timezone.now()
    Heartbeat.objects.create(worker="one", seen_at=now)
    ClockRun.objects.create(name=next(iter(jobs)), finished_at=now)


def parts_of(visitor):
    """What machines are told: the status, and each part."""
    answer = visitor.get("/readyz")
    told = answer.json()
    assert answer.status_code == (200 if told["status"] == "ok" else 503)
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    return told["parts"]


def failing(visitor):
    return [name for name, how in parts_of(visitor).items() if how == "failing"]


def make_task(status, **values):
    fields = {"task_path": "core.tasks.write", "backend_name": "default"}
    values = {"finished_at": timezone.now(), **values}
    args = {"args": [], "kwargs": {}}
    return DBTaskResult.objects.create(
        status=status, args_kwargs=args, run_after=timezone.now(), **fields, **values
    )


def test_all_is_well(visitor, well):
    assert parts_of(visitor) == dict.fromkeys(NAMES, "ok")


def no_worker():
    Heartbeat.objects.update(seen_at=timezone.now() - timedelta(minutes=3))


def a_late_clock():
    ClockRun.objects.update(finished_at=timezone.now() - timedelta(minutes=11))


def a_job_that_failed():
    name = list(jobs)[1]
    ClockRun.objects.create(name=name, finished_at=timezone.now(), last_error="KeyError")


def a_letter_given_up():
    OutboxMessage.objects.create(kind="mail", payload={}).park("Refused")


def a_letter_that_waits():
    long_ago = timezone.now() - timedelta(hours=1)
    OutboxMessage.objects.create(kind="mail", payload={}, created_at=long_ago, attempts=2)


def a_missing_migration():
    MigrationRecorder.Migration.objects.filter(app="core").first().delete()


def a_restore_that_did_not_end():
    with database.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {UNFINISHED} ()")


def a_task_that_failed():
    make_task(TaskResultStatus.FAILED)


def another_origin():
    State.objects.update(origin="https://other.example.org")


def no_state_of_the_feed():
    State.objects.all().delete()


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (no_worker, "worker"),
        (a_late_clock, "clock"),
        (a_job_that_failed, "clock"),
        (a_letter_given_up, "mail"),
        (a_letter_that_waits, "mail"),
        (a_missing_migration, "migrations"),
        (a_restore_that_did_not_end, "restore"),
        (a_task_that_failed, "tasks"),
        (another_origin, "feed"),
        (no_state_of_the_feed, "replica"),
    ],
)
def test_what_is_not_is_named_without_a_reason(visitor, person, well, spoil, name):
    spoil()
    assert name in failing(visitor)
    trouble = {part.name: trouble for part, trouble in parts.look()}[name]
    assert trouble.sentence not in visitor.get("/readyz").content.decode()
    screen = person("Steering group").get("/admin/operations/state/").content.decode()
    assert "What to do:" in screen


def test_a_letter_that_just_left_is_no_trouble(visitor, well):
    OutboxMessage.objects.create(kind="mail", payload={}, attempts=1)
    assert failing(visitor) == []


def test_a_task_that_went_well_since_is_none(visitor, well):
    hour = timedelta(hours=1)
    make_task(TaskResultStatus.FAILED, finished_at=timezone.now() - hour)
    make_task(TaskResultStatus.SUCCESSFUL)
    assert failing(visitor) == []


def test_a_copy_that_lags_behind_is_noticed(visitor, well, monkeypatch):
    State.objects.update(changed_at=timezone.now() - timedelta(minutes=2))
    older = [("(x,0)", timezone.now())]
    monkeypatch.setattr(connection, "fetch_rows", lambda statement: older)
    assert failing(visitor) == ["replica"]
    State.objects.update(changed_at=timezone.now())
    assert failing(visitor) == []


def test_a_cache_that_keeps_nothing_is_noticed(visitor, well, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    }
    assert failing(visitor) == ["cache"]


def test_little_room_for_files_is_noticed(visitor, well, monkeypatch):
    monkeypatch.setattr(parts, "LEAST_BYTES", float("inf"))
    monkeypatch.setattr(parts, "LEAST_SHARE", 1.0)
    assert failing(visitor) == ["disk"]


def test_a_virus_scanner_that_is_gone_is_noticed(visitor, well, settings):
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    assert failing(visitor) == ["scanner"]
    assert "no file is taken" in parts.look()[-1][1].sentence


def test_it_asks_little(visitor, well, django_assert_max_num_queries):
    visitor.get("/readyz")
    with django_assert_max_num_queries(15):
        visitor.get("/readyz")


def test_without_a_database_the_process_lives_and_says_what_fails(visitor, monkeypatch):
    def fail(self):
        raise OperationalError("connection refused")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", fail)
    assert visitor.get("/healthz").content == b"alive\n"
    assert parts_of(visitor) == {"database": "failing"}


@pytest.mark.django_db
def test_a_part_that_fails_to_look_is_failing(visitor, well, monkeypatch):
    def fail():
        raise KeyError("mary.smith@example.org")

    broken = parts.Part("cache", "Cache", fail)
    monkeypatch.setattr(parts, "PARTS", (*parts.PARTS[:2], broken))
    assert failing(visitor) == ["cache"]
    assert "mary" not in broken.trouble().sentence


def test_people_read_that_all_is_well(person, well):
    screen = person("Steering group").get("/admin/operations/state/").content.decode()
    assert "All is well." in screen
    way_here = BeautifulSoup(screen, "html.parser").select_one(".w-breadcrumbs")
    assert "State of the site" in way_here.text


def test_what_was_given_up_can_be_sent_after_all(person, well):
    a_letter_given_up()
    steering = person("Steering group")
    assert "can still be sent" in steering.get(STATE).content.decode()
    assert person("Content Editors").post(STATE).status_code == 302
    assert OutboxMessage.objects.parked().exists()
    assert steering.post(STATE).status_code == 302
    assert OutboxMessage.objects.waiting().count() == 1
    page = steering.get(STATE).content.decode()
    assert "Trying again: 1 message." in page
    assert "can still be sent" not in page


def test_editors_do_not_see_it(person, well):
    assert person("Content Editors").get("/admin/operations/state/").status_code == 302


def test_the_command_says_so_with_its_exit_code(well, capsys):
    call_command("health")
    assert "All is well." in capsys.readouterr().out
    no_worker()
    with pytest.raises(SystemExit) as ended:
        call_command("health")
    assert ended.value.code == 1
    assert "Worker: No worker runs" in capsys.readouterr().out
    call_command("health", "--only", "database", "migrations")
