"""The parts of the site that can be unwell, each with what to say and to do about it."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from background.errors import safe_description
from background.models import Heartbeat, OutboxMessage
from background.schedule import failed_jobs
from background.tasks import failed_tasks
from core.text.phrases import counted, joined
from core.uploads import scanner
from editorial.notices import clock_that_stopped
from feed.origin import OtherOrigin, require_origin
from feed.query.connection import seconds_behind
from operations.backup.dump import is_unfinished

MAIL_LATE, KEY = timedelta(minutes=30), "operations.health"
MOST_SECONDS_BEHIND = 30
LEAST_BYTES, LEAST_SHARE = 500_000_000, 0.05
# What is wrong with a part that could not even be asked.
NO_ANSWER = "It could not be asked: {}."


@dataclass(frozen=True)
class Trouble:
    """
    What is wrong with a part.

    Args:
        sentence: what it is, for people.
        advice: what to do about it, and where.
    """

    sentence: str
    advice: str


@dataclass(frozen=True)
class Part:
    """
    Something that the site cannot do without.

    Args:
        name: what machines know it by.
        label: what people call it.
        find_trouble: returns a `Trouble`, or None while all is well.
    """

    name: str
    label: str
    find_trouble: Callable[[], Trouble | None]

    def trouble(self) -> Trouble | None:
        """What is wrong; whatever keeps it from being asked is wrong, too."""
        try:
            return self.find_trouble()
        except Exception as error:
            advice = "Look into the log of the web server."
            return Trouble(NO_ANSWER.format(safe_description(error)), advice)


def trouble_of_database():
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return Trouble(
            "The database does not answer.",
            "Start it again, and look into its log: is its disk full?",
        )
    return None


@cache
def known_migrations():
    """The migrations of this code, which stay as they are while it runs."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)


def trouble_of_migrations():
    """Whether the database has the form that this code expects."""
    left = known_migrations() - set(MigrationRecorder(connection).applied_migrations())
    if not left:
        return None
    return Trouble(
        f"The database is of an older version: {counted(len(left), 'migration')} to go.",
        "Run: manage.py migrate",
    )


def trouble_of_restore():
    """Whether this is a whole site, not one that is half restored."""
    if not is_unfinished():
        return None
    return Trouble(
        "A restore into this database did not come to its end.",
        "Run manage.py restore with the same file again.",
    )


def trouble_of_replica():
    """Whether the copy that the feed is read from follows the database."""
    behind = seconds_behind()
    if behind <= MOST_SECONDS_BEHIND:
        return None
    return Trouble(
        f"The copy that the feed reads from is {behind:.0f} seconds behind.",
        "See whether its server runs and reaches the main one, or take "
        "FEED_DATABASE_URL out until it does.",
    )


def trouble_of_cache():
    """Whether what is put into the cache can be read."""
    store, value = caches["default"], token_hex(8)
    store.set(KEY, value, timeout=10)
    if store.get(KEY) is not None:
        return None
    return Trouble("The cache keeps nothing.", "Look after the server of CACHE_URL.")


def trouble_of_worker():
    """Whether a worker was seen lately."""
    if Heartbeat.objects.alive().exists():
        return None
    return Trouble(
        "No worker runs: letters wait, and nothing goes live at its time.",
        "Start one: manage.py worker",
    )


def trouble_of_clock():
    """Whether the schedule is kept, and each job of it does its work."""
    if stopped := clock_that_stopped():
        return Trouble(stopped, "See whether the worker runs.")
    if failed := failed_jobs():
        names = joined([f"“{job.name}”" for job in failed])
        return Trouble(
            f"The last run failed of {names}.",
            "It is tried again at its next time. The worker’s log says why it failed.",
        )
    return None


def trouble_of_tasks():
    """Whether what the worker does on the side went well."""
    if not (failed := failed_tasks()):
        return None
    return Trouble(
        f"{counted(len(failed), 'task')} failed: {joined(failed)}.",
        "The worker’s log says why.",
    )


def trouble_of_mail():
    """Whether letters and messages leave the site."""
    late = OutboxMessage.objects.waiting().filter(
        created_at__lt=timezone.now() - MAIL_LATE, attempts__gt=0
    )
    waiting, given_up = late.count(), OutboxMessage.objects.parked().count()
    if not waiting and not given_up:
        return None
    return Trouble(
        f"Letters and messages that could not be sent yet: {waiting}. Given up after "
        f"many tries: {given_up}.",
        "See whether the mail server of EMAIL_URL takes letters. What waits is sent by "
        "itself then. Letters that were given up are emptied; the people concerned can "
        "ask for a new one. For other messages there is a button below.",
    )


def trouble_of_disk():
    """Whether there is room for files."""
    folder = Path(settings.MEDIA_ROOT)
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    if usage.free >= min(LEAST_BYTES, LEAST_SHARE * usage.total):
        return None
    return Trouble(
        f"Only {usage.free // 1_000_000} MB are left where pictures and files are kept.",
        "Make room there: old backups and logs first.",
    )


def trouble_of_scanner():
    """Whether the virus scanner answers, if there is one."""
    with suppress(OSError):
        if not settings.CLAMD_URL or scanner.answers():
            return None
    return Trouble(
        "The virus scanner does not answer, so no file is taken.",
        "Start clamd again, or take CLAMD_URL out.",
    )


def trouble_of_feed():
    """Whether the feed's addresses begin with this site's, and its state is there."""
    try:
        require_origin()
    except OtherOrigin as error:
        return Trouble(str(error), "Set BASE_URL right.")
    return None


PARTS = (
    Part("database", "Database", trouble_of_database),
    Part("migrations", "Form of the database", trouble_of_migrations),
    Part("restore", "Restoring", trouble_of_restore),
    Part("replica", "Copy for the feed", trouble_of_replica),
    Part("cache", "Cache", trouble_of_cache),
    Part("worker", "Worker", trouble_of_worker),
    Part("clock", "Schedule", trouble_of_clock),
    Part("tasks", "Tasks", trouble_of_tasks),
    Part("mail", "Letters", trouble_of_mail),
    Part("disk", "Room for files", trouble_of_disk),
    Part("feed", "Feed", trouble_of_feed),
    Part("scanner", "Virus scanner", trouble_of_scanner),
)
# What the others cannot be asked without.
FOUNDATION = ("database", "migrations")


def look():
    """
    Look at every part; those that cannot be asked are left out.

    Returns:
        A list of (part, trouble or None), the foundation first.
    """
    found = []
    for part in PARTS:
        found.append((part, trouble := part.trouble()))
        if trouble and part.name in FOUNDATION:
            break
    return found
