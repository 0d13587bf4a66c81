"""The worker cut off from its database or its mail server, and with a duty that fails."""

import signal
import threading
import time
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import connection

from background.models import ClockRun, Heartbeat, OutboxMessage
from background.outbox import deliver_due, send_later
from background.worker import Loop
from tests.background.conftest import (
    database_url,
    letters,
    sent,
    wait_until,
    write_letter,
)
from tests.background.mail_server import HANG, MailServer

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_mail_server_that_hangs_delays_the_end_by_seconds(mail_worker):
    with MailServer({"": HANG}) as server:
        write_letter()
        worker = mail_worker(server)
        wait_until(lambda: server.connections)
        time.sleep(0.5)
        worker.signal(signal.SIGTERM)
        begin = time.monotonic()
        assert worker.ended() == 0
        assert time.monotonic() - begin < 15
    assert "was cut short" in worker.text
    assert letters().waiting().count() == 1


def test_a_mail_server_that_hangs_holds_up_nothing_else(mail_worker):
    with MailServer({"": HANG}) as server:
        write_letter()
        mail_worker(server)
        wait_until(lambda: server.connections)
        ClockRun.objects.all().delete()
        send_later("pigeon", {})
        wait_until(lambda: OutboxMessage.objects.parked().exists())
        assert letters().get().attempts == 0


def test_it_survives_the_loss_of_its_database(mail_worker):
    with MailServer() as server:
        worker = mail_worker(server)
        wait_until(Heartbeat.objects.exists)
        no_database(seconds=4)
        assert worker.process.poll() is None
        write_letter()
        wait_until(lambda: sent() == 1)
        worker.signal(signal.SIGTERM)
        assert worker.ended() == 0
    assert 4 <= worker.text.count("The worker’s") < 40
    assert "Traceback" not in worker.text


def test_a_connection_lost_with_a_message_in_hand(handle):
    stop, sent_at_last = threading.Event(), []

    def send(message):
        if not sent_at_last:
            sent_at_last.append("lost")
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        sent_at_last.append(message.payload)
        stop.set()

    handle(send)
    send_later("test", "found")
    loop = Loop("sending of test", deliver_due, stop)
    loop.start()
    loop.join(20)
    assert sent_at_last == ["lost", "found"]
    assert OutboxMessage.objects.sent().count() == 1


def test_a_duty_that_fails_is_no_busy_loop():
    stop, times = threading.Event(), []

    def fail():
        times.append(time.monotonic())
        raise SystemExit

    loop = Loop("failing", fail, stop)
    loop.start()
    time.sleep(4.5)
    stop.set()
    loop.join(5)
    assert len(times) == 3
    assert times[2] - times[1] > times[1] - times[0] > 0.9


def own_pid():
    """The number of the tests' own connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


@contextmanager
def another_database():
    """A cursor in another database of the same server."""
    name = connection.settings_dict["NAME"]
    other = psycopg2.connect(database_url().replace(f"/{name}?", "/postgres?"))
    other.autocommit = True
    yield other.cursor()
    other.close()


def no_database(seconds):
    """For some seconds nobody but the test itself can reach the database."""
    name = connection.settings_dict["NAME"]
    with another_database() as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND pid <> %s",
                [name, own_pid()],
            )
            time.sleep(seconds)
        finally:
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
