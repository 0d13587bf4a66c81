"""The clock: jobs done again and again, each once however many workers there are."""

import logging
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from background.errors import safe_description
from background.models import ClockRun

LONDON = ZoneInfo("Europe/London")
EPOCH = datetime(2000, 1, 1, tzinfo=ZoneInfo("UTC"))

# The number of the clock's locks in the database, beside that of each job.
LOCK = 1948

# The jobs, by name.
jobs: dict[str, "Job"] = {}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """
    Something to be done once in every slot of time.

    Args:
        name: what people call it.
        work: a function without arguments. A killed worker's job is begun again.
        slot_at: gives the beginning of the slot in which a moment lies.
        period: the length of a slot.
        writes_letters: whether people hear of it, so that twice would be once too often.
    """

    name: str
    work: Callable[[], object]
    slot_at: Callable[[datetime], datetime]
    period: timedelta
    writes_letters: bool = False

    def is_due(self, done: datetime | None, slot: datetime) -> bool:
        """
        Whether there is something to do in a slot, given the last one that was done.

        A last one far ahead means that the computer's clock was wrong and was put right.

        Args:
            done: the slot that was done last; None if none ever was.
            slot: the present one.

        Returns:
            Whether the job must run now.
        """
        return done is None or not slot <= done <= slot + 2 * self.period


def every(*, minutes, name):
    """Have a function run every so many minutes."""
    period = timedelta(minutes=minutes)
    return register_job(name, lambda now: now - (now - EPOCH) % period, period)


def daily(*, hour, name, writes_letters=False):
    """Have a function run once a day, from an hour in London on."""

    def slot_at(now):
        return last_time_of_day(now, hour)

    return register_job(name, slot_at, timedelta(days=1), writes_letters)


def register_job(name, slot_at, period, writes_letters=False):
    """Add a job to the clock."""

    def add(work):
        jobs[name] = Job(name, work, slot_at, period, writes_letters)
        return work

    return add


def last_time_of_day(now: datetime, hour: int) -> datetime:
    """When it was last this hour in London."""
    today = now.astimezone(LONDON).date()
    for date in (today, today - timedelta(days=1)):
        moment = datetime.combine(date, time(hour), LONDON).astimezone(ZoneInfo("UTC"))
        if moment <= now:
            return moment
    raise AssertionError("A day has passed that never began.")


# Running


def tick():
    """Do every job whose time has come; return the names of those done here."""
    return [job.name for job in jobs.values() if do_if_due(job, timezone.now())]


def do_if_due(job, now):
    """Do a job unless its slot is done already, or another worker is at it."""
    slot = job.slot_at(now)
    if not job.is_due(last_slot(job), slot):
        return False
    with alone_with(job) as alone:
        if not alone or not job.is_due(last_slot(job), slot):
            return False
        do(job, slot)
        return True


def last_slot(job):
    """The slot that a job last did."""
    return ClockRun.objects.filter(name=job.name).values_list("slot", flat=True).first()


@contextmanager
def alone_with(job):
    """Whether no other worker is at a job; if so, none can be within the block."""
    with connection.cursor() as cursor:
        key = [LOCK, job.name]
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", key)
        [alone] = cursor.fetchone()
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", key)


def do(job, slot):
    """Do a job. Its slot is done even if the job failed, but not if it was killed."""
    run, _ = ClockRun.objects.update_or_create(
        name=job.name, defaults={"started_at": timezone.now()}
    )
    run.last_error = outcome(job)
    run.slot, run.finished_at = slot, timezone.now()
    run.save(update_fields=["slot", "finished_at", "last_error"])


def outcome(job):
    """Do a job; return what went wrong, or an empty string."""
    try:
        job.work()
    except Exception as error:
        reason = safe_description(error)
        log.error("The job “%s” failed: %s", job.name, reason)
        return reason
    return ""


def pass_over_letters():
    """
    Take the jobs that write letters for done until their next time.

    Returns:
        Their names.
    """
    now = timezone.now()
    passed = [job for job in jobs.values() if job.writes_letters]
    for job in passed:
        ClockRun.objects.update_or_create(
            name=job.name, defaults={"slot": job.slot_at(now)}
        )
    return [job.name for job in passed]


def clock_last_ran():
    """When the clock last finished a job, or None if it never did."""
    return ClockRun.objects.aggregate(last=Max("finished_at"))["last"]


def failed_jobs():
    """
    The jobs of the schedule whose last run failed.

    Returns:
        A queryset of `ClockRun`; jobs that are no longer on the schedule are left out.
    """
    return ClockRun.objects.filter(name__in=jobs).exclude(last_error="").order_by("name")
