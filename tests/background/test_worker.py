"""`manage.py worker` as a real process: killed, stopped, cut off from its database."""

import random
import signal
import threading
import time
from contextlib import contextmanager

import psycopg2
import pytest
from django.core import mail
from django.db import connection

from background.models import ClockRun, Heartbeat, OutboxMessage
from background.outbox import deliver_due, send_later
from background.worker import Loop, worker_last_seen
from tests.background.conftest import database_url
from tests.background.mail_server import HANG, MailServer
from tests.ground import processes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mail_worker(start_worker):
    """Start a worker that delivers to a mail server."""

    def starter(server, *arguments):
        address = f"smtp://127.0.0.1:{server.port}"
        return start_worker(*arguments, EMAIL_URL=address)

    return starter


def wait_until(true, seconds=60):
    """Wait until something is so; a worker takes its time to start on a busy machine."""
    processes.wait_until(true, seconds)


def write_letter():
    """Put a mail into the outbox."""
    mail.send_mail("Hello", "Text", None, ["ann@example.org"])


def sent():
    """How many messages were sent."""
    return OutboxMessage.objects.sent().count()


def test_killed_between_sending_and_marking_it_sends_again(mail_worker):
    workers = []
    with MailServer(on_mail=lambda _: workers[0].kill()) as server:
        write_letter()
        workers.append(mail_worker(server))
        wait_until(lambda: len(server.mails) == 1)
        workers[0].process.wait(10)
        assert OutboxMessage.objects.waiting().count() == 1
        server.on_mail = None
        mail_worker(server)
        wait_until(lambda: sent() == 1)
        first, second = server.mails
    reference = OutboxMessage.objects.get().reference
    assert first["Message-ID"] == second["Message-ID"] == f"<{reference}@localhost>"
    assert first.as_string() == second.as_string()


@pytest.mark.long
def test_killed_again_and_again_it_loses_nothing(mail_worker):
    with MailServer() as server:
        for _ in range(300):
            write_letter()
        while sent() < 300:
            before, worker = len(server.mails), mail_worker(server)
            wait_until(lambda: len(server.mails) > before)  # noqa: B023
            time.sleep(random.random() / 5)  # noqa: S311
            worker.kill()
        references = OutboxMessage.objects.values_list("reference", flat=True)
        arrived = {one["Message-ID"] for one in server.mails}
    assert arrived == {f"<{reference}@localhost>" for reference in references}


def test_two_processes_send_each_mail_once(mail_worker):
    with MailServer() as server:
        for _ in range(30):
            write_letter()
        mail_worker(server)
        mail_worker(server)
        wait_until(lambda: sent() == 30)
        assert len({one["Message-ID"] for one in server.mails}) == 30
        assert len(server.mails) == 30


def test_it_wakes_at_once(mail_worker):
    with MailServer() as server:
        worker = mail_worker(server)
        wait_until(Heartbeat.objects.exists)
        time.sleep(1.5)
        delays = [delay_of_a_letter(server) for _ in range(4)]
        assert max(delays) < 2.5
        assert worker.process.poll() is None


def delay_of_a_letter(server):
    """How many seconds a mail takes from the outbox to the server."""
    before, begin = len(server.mails), time.monotonic()
    write_letter()
    wait_until(lambda: len(server.mails) > before)
    delay = time.monotonic() - begin
    time.sleep(0.3)
    return delay


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_within_seconds(start_worker, number):
    worker = start_worker()
    wait_until(Heartbeat.objects.exists)
    worker.signal(number)
    begin = time.monotonic()
    assert worker.ended() == 0
    assert time.monotonic() - begin < 8
    assert worker.text == ""


def test_the_row_at_hand_is_finished_first(mail_worker):
    with MailServer(on_mail=lambda _: time.sleep(2)) as server:
        write_letter()
        worker = mail_worker(server)
        wait_until(lambda: server.mails)
        worker.signal(signal.SIGTERM)
        assert worker.ended() == 0
    assert sent() == 1


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
    assert OutboxMessage.objects.waiting().count() == 1


def test_a_mail_server_that_hangs_holds_up_nothing_else(mail_worker):
    with MailServer({"": HANG}) as server:
        write_letter()
        mail_worker(server)
        wait_until(lambda: server.connections)
        ClockRun.objects.all().delete()
        send_later("pigeon", {})
        wait_until(lambda: OutboxMessage.objects.parked().exists())
        assert OutboxMessage.objects.get(kind="mail").attempts == 0


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
    loop.join(10)
    assert sent_at_last == ["lost", "found"]
    assert sent() == 1


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


def test_once_does_what_is_due_and_ends(mail_worker):
    with MailServer() as server:
        write_letter()
        worker = mail_worker(server, "--once")
        assert worker.ended() == 0
        assert len(server.mails) == 1
    assert sent() == 1
    assert ClockRun.objects.filter(last_error="").count() >= 4
    assert worker_last_seen()


def test_it_shows_that_it_lives(start_worker):
    assert worker_last_seen() is None
    start_worker()
    wait_until(Heartbeat.objects.exists)
    [worker] = Heartbeat.objects.alive()
    assert worker.seen_at == worker_last_seen()
    Heartbeat.objects.update(seen_at="2020-01-01T00:00:00Z")
    assert not Heartbeat.objects.alive().exists()
