"""PostgreSQL away, read-only, or with no connection left, while people read."""

import secrets
import time
from contextlib import closing, contextmanager

import psycopg2

from mapcms.local import postgres
from mapcms.local.environment import connect_to
from mapcms.local.faults.outcomes import Outcome
from mapcms.local.faults.people import Browser, Readers
from mapcms.local.problems import StartProblem

CALM, AWAY, CLEAN_AFTER = 3, 4, 5
BUSY = (503, 200)


def restart_database(site):
    """FA-02: stopped and started again while twenty read a second."""
    with Readers(site) as readers:
        time.sleep(CALM)
        stopped = time.monotonic()
        site.stop_database()
        time.sleep(AWAY)
        away = readers.failed(stopped + 0.5)
        site.start_database()
        started = time.monotonic()
        time.sleep(CLEAN_AFTER + CALM)
    postgres.stop(site.folder / "var")
    late = readers.failed(started + CLEAN_AFTER)
    before = readers.failed(until=stopped)
    last = max((at for at, *_ in readers.failed(started)), default=started) - started
    return Outcome(
        done=f"away for {AWAY} s at 20 reads a second: {len(away)} times 503, the rest "
        f"from memory; the last error {last:.1f} s after it was back",
        failed_reads=len(before) + len(late),
        amiss=odd(away),
    )


def odd(answers):
    """What is wrong with answers during a fault, in sentences."""
    statuses = {status for _, status, _ in answers} - {*BUSY}
    silent = sum(not says_when for _, status, says_when in answers if status == 503)
    return (
        *(f"An answer was {status}." for status in sorted(statuses)),
        *([f"{silent} answers do not say when to come again."] if silent else ()),
    )


def read_only(site):
    """FA-03: it takes no change."""
    with taking_no_change(site), Readers(site) as readers:
        statuses = {try_to_share(site) for _ in range(8)}
        time.sleep(CALM)
    failed = readers.failed()
    again = try_to_share(site)
    amiss = [f"Sending was answered {s}." for s in sorted(statuses - {503})]
    if again != 302:
        amiss.append(f"Afterwards sending was answered {again}.")
    done = "default_transaction_read_only; eight people send something: 503"
    return Outcome(done=done, failed_reads=len(failed), amiss=tuple(amiss))


@contextmanager
def taking_no_change(site):
    """A database that takes no change meanwhile."""
    switch = "ALTER SYSTEM SET default_transaction_read_only = "
    with closing(server(site)) as connection:
        try:
            apply(connection, f"{switch}on")
            yield
        finally:
            apply(connection, f"{switch}off")


def apply(connection, setting):
    """Change a setting of the server, and let a moment pass until all know of it."""
    say(connection, setting)
    say(connection, "SELECT pg_reload_conf()")
    time.sleep(1)


def no_connection_left(site):
    """FA-03: other programs hold every connection."""
    held = []
    with Readers(site) as readers:
        try:
            while True:
                held.append(connect_to(site.children.environment["DATABASE_URL"]))
        except StartProblem:
            time.sleep(CALM)
        free = time.monotonic()
        for connection in held:
            connection.close()
        time.sleep(CALM)
    return Outcome(
        done=f"{len(held)} connections held by others for {CALM} s",
        failed_reads=len(readers.failed(free + 1)),
        amiss=odd(readers.failed(until=free)),
    )


def try_to_share(site):
    """The status by which something that somebody sends is answered."""
    values = {"token": secrets.token_urlsafe(32), "title": "Words", "do": "next"}
    return Browser(site.origin).status("/share/driver/", values)


def server(site):
    """A connection for those who run the server."""
    connection = psycopg2.connect(site.children.environment["DATABASE_URL"])
    connection.autocommit = True
    return connection


def say(connection, statement):
    """Run a statement, also where nothing may be changed."""
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")
        cursor.execute(statement)
