"""The clock does each job once in its time, and one job's trouble is no other's."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from background import schedule
from background.models import ClockRun, OutboxMessage
from background.schedule import clock_last_ran, daily, every, pass_over_letters, tick
from tests.threads import at_once


def at(text):
    """A moment in universal time."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def slot(job, moment):
    """The beginning of the slot in which a moment lies."""
    return job.slot_at(at(moment))


@pytest.mark.parametrize(
    ("moment", "beginning"),
    [
        ("2026-01-15 12:34:56", "2026-01-15 12:30:00"),
        ("2026-07-15 12:30:00", "2026-07-15 12:30:00"),
        ("2026-07-15 12:29:59", "2026-07-15 12:15:00"),
    ],
)
def test_the_slots_of_every_quarter_of_an_hour(jobs, moment, beginning):
    every(minutes=15, name="quarter")(print)
    assert slot(jobs["quarter"], moment) == at(beginning)


@pytest.mark.parametrize(
    ("hour", "moment", "beginning"),
    [
        (7, "2026-01-15 06:59:59", "2026-01-14 07:00:00"),
        (7, "2026-01-15 07:00:00", "2026-01-15 07:00:00"),
        (7, "2026-07-15 05:59:59", "2026-07-14 06:00:00"),
        (7, "2026-07-15 06:00:00", "2026-07-15 06:00:00"),
        (0, "2026-07-14 23:30:00", "2026-07-14 23:00:00"),
        # Clocks go forward at 01:00 on 29 March, and back at 01:00 UTC on 25 October.
        (1, "2026-03-29 00:59:59", "2026-03-28 01:00:00"),
        (1, "2026-03-29 12:00:00", "2026-03-29 01:00:00"),
        (1, "2026-10-25 00:30:00", "2026-10-25 00:00:00"),
        (1, "2026-10-25 01:30:00", "2026-10-25 00:00:00"),
        (7, "2026-10-25 07:00:00", "2026-10-25 07:00:00"),
    ],
)
def test_the_slots_of_an_hour_in_london(jobs, hour, moment, beginning):
    daily(hour=hour, name="day")(print)
    assert slot(jobs["day"], moment) == at(beginning)


@pytest.fixture
def count(jobs):
    """A job that counts how often it was done."""
    done = []
    every(minutes=60, name="count")(lambda: done.append(1))
    return done


def last_done(moment):
    """Set when the job that counts was last done."""
    ClockRun.objects.update_or_create(name="count", defaults={"slot": moment})


def test_a_job_is_done_once_in_its_slot(count, db):
    assert tick() == ["count"]
    assert tick() == []
    assert count == [1]


def test_a_job_missed_often_is_done_once(count, db):
    last_done(timezone.now() - timedelta(days=3))
    assert tick() == ["count"]
    assert tick() == []


def test_a_clock_that_was_set_back_a_little_does_nothing_twice(count, db):
    last_done(timezone.now() + timedelta(minutes=50))
    assert tick() == []


def test_a_clock_that_was_wrong_and_was_put_right_goes_on(count, db):
    last_done(timezone.now() + timedelta(days=300))
    assert tick() == ["count"]
    assert tick() == []


def test_a_job_that_fails_stops_no_other(count, caplog, db):
    def fail():
        raise ValueError("secret@example.org")

    for name in ("another", "and another"):
        every(minutes=1, name=name)(fail)
    every(minutes=1, name="the last")(lambda: count.append(1))
    assert len(tick()) == 4
    assert count == [1, 1]
    failed = ClockRun.objects.exclude(last_error="")
    assert {run.name for run in failed} == {"another", "and another"}
    for run in failed:
        assert run.last_error.startswith("ValueError in tests/background/test_clock.py")
    assert "secret" not in caplog.text
    assert tick() == []


def test_a_job_that_goes_well_again_has_no_error(count, db):
    ClockRun.objects.create(name="count", last_error="ValueError")
    tick()
    assert ClockRun.objects.get().last_error == ""


@pytest.mark.django_db(transaction=True)
def test_a_job_that_breaks_the_database_stops_no_other(count):
    def fail():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    every(minutes=1, name="another")(fail)
    every(minutes=1, name="the last")(lambda: count.append(1))
    tick()
    assert count == [1, 1]
    assert ClockRun.objects.get(name="another").last_error.startswith("DataError in")


def test_it_says_when_it_last_ran(count, db):
    assert clock_last_ran() is None
    tick()
    run = ClockRun.objects.get()
    assert clock_last_ran() == run.finished_at >= run.started_at


def test_a_job_that_another_worker_has_just_done_is_not_done_again(
    count, monkeypatch, db
):
    alone_with = schedule.alone_with

    def alone_a_moment_too_late(job):
        last_done(timezone.now())
        return alone_with(job)

    monkeypatch.setattr(schedule, "alone_with", alone_a_moment_too_late)
    assert tick() == []
    assert count == []


def once_with(workers, count):
    """Several workers tick at once, again and again; each job is done once a slot."""
    rounds = 5
    for _ in range(rounds):
        last_done(timezone.now() - timedelta(days=1))
        at_once(*[tick] * workers)
    assert len(count) == rounds


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_it_once(count):
    once_with(2, count)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_many_workers_do_it_once(count):
    for _ in range(20):
        count.clear()
        once_with(8, count)


@pytest.mark.django_db(transaction=True)
def test_a_job_in_hand_is_left_alone(jobs):
    at_work, done, times = threading.Event(), threading.Event(), []

    def work():
        times.append(1)
        at_work.set()
        done.wait(10)

    every(minutes=1, name="slow")(work)
    every(minutes=1, name="quick")(lambda: None)
    first = threading.Thread(target=at_once, args=(tick,))
    first.start()
    assert at_work.wait(10)
    assert tick() == ["quick"]
    done.set()
    first.join()
    assert times == [1]
    assert schedule.last_slot(schedule.jobs["slow"])


KILLED = """
import os, django
django.setup()
from background import schedule
schedule.jobs.clear()
schedule.every(minutes=60, name="count")(lambda: os.kill(os.getpid(), 9))
schedule.tick()
"""


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_was_killed_is_done_again(count, start_worker):
    worker = start_worker(code=KILLED, DJANGO_SETTINGS_MODULE="mapcms.settings")
    assert worker.process.wait(20) == -9
    assert ClockRun.objects.get().started_at
    assert ClockRun.objects.get().finished_at is None
    assert tick() == ["count"]
    assert tick() == []


def test_letters_that_are_passed_over_come_at_their_next_time(jobs, db):
    written = []
    daily(hour=7, name="letters", writes_letters=True)(lambda: written.append("letter"))
    daily(hour=4, name="erasing")(lambda: written.append("erased"))
    assert pass_over_letters() == ["letters"]
    assert tick() == ["erasing"]
    tomorrow = timezone.now() + timedelta(days=1)
    assert schedule.do_if_due(schedule.jobs["letters"], tomorrow)
    assert written == ["erased", "letter"]


def test_messages_that_are_held_wait_for_a_person(db):
    OutboxMessage.objects.create(kind="mail", payload={})
    sent = OutboxMessage.objects.create(kind="mail", payload={}, state="sent")
    assert OutboxMessage.objects.all().hold("They may have gone out.") == 1
    assert not OutboxMessage.objects.waiting().exists()
    assert OutboxMessage.objects.parked().get().last_error == "They may have gone out."
    assert OutboxMessage.objects.sent().get() == sent
