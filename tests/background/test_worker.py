"""`manage.py worker` as a real process: woken, stopped, killed and begun again."""

import random
import signal
import time

import pytest
from django.utils import timezone

from background.models import ClockRun, Heartbeat
from background.schedule import jobs
from background.worker import worker_last_seen
from tests.background.conftest import letters, sent, wait_until, write_letter
from tests.background.mail_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True)


def test_killed_between_sending_and_marking_it_sends_again(mail_worker):
    workers = []
    with MailServer(on_mail=lambda _: workers[0].kill()) as server:
        write_letter()
        workers.append(mail_worker(server))
        wait_until(lambda: len(server.mails) == 1)
        workers[0].process.wait(10)
        assert letters().waiting().count() == 1
        server.on_mail = None
        mail_worker(server)
        wait_until(lambda: sent() == 1)
        first, second = server.mails
    reference = letters().get().reference
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].startswith(f"<{reference}@")
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
            # The pauses have passed, and no message is the reason that it ended.
            letters().waiting().update(next_attempt_at=timezone.now(), cut_short=0)
        references = letters().values_list("reference", flat=True)
        arrived = {one["Message-ID"].partition("@")[0] for one in server.mails}
    assert arrived == {f"<{reference}" for reference in references}


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
    # Nothing is due, such as the nightly proofs, which have nothing to prove here.
    for name in jobs:
        ClockRun.objects.create(name=name, slot=timezone.now())
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
    worker = start_worker()
    wait_until(Heartbeat.objects.exists)
    worker.kill()
    worker.process.wait(10)
    [heartbeat] = Heartbeat.objects.alive()
    assert heartbeat.seen_at == worker_last_seen()
    Heartbeat.objects.update(seen_at="2020-01-01T00:00:00Z")
    assert not Heartbeat.objects.alive().exists()
