"""A message that ends the worker that sends it: counted, passed by, given up, told."""

import os
from multiprocessing import get_context

import pytest
from django.db import connections

from background.models import OutboxMessage
from background.outbox import ENDS_WORKERS, MOST_CUT_SHORT, deliver_due, send_later
from tests.background.conftest import make_due

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _deadly(handle):
    """What sends messages; one of them ends the process at once, as a signal would."""

    def send(message):
        if message.payload == "deadly":
            os._exit(9)

    handle(send)


def worker_ends():
    """Let a process of its own deliver what is due; give its exit code."""
    connections.close_all()
    worker = get_context("fork").Process(target=deliver_due)
    worker.start()
    worker.join(30)
    return worker.exitcode


def test_it_is_given_up_after_the_third_worker():
    send_later("test", "deadly", subject="A notice")
    for _ in range(MOST_CUT_SHORT):
        assert worker_ends() == 9
        assert OutboxMessage.objects.waiting().exists()
        make_due()
    assert worker_ends() == 0
    message = OutboxMessage.objects.parked().get()
    assert message.last_error == ENDS_WORKERS
    assert message.attempts == 1


def test_it_holds_up_no_other():
    send_later("test", "deadly")
    send_later("test", "harmless")
    assert worker_ends() == 9
    assert worker_ends() == 0, "the deadly one is not due yet"
    assert OutboxMessage.objects.sent().get().payload == "harmless"


def test_a_worker_that_was_killed_once_is_no_reason():
    send_later("test", "deadly")
    for _ in range(MOST_CUT_SHORT - 1):
        worker_ends()
        make_due()
    OutboxMessage.objects.update(payload="harmless")
    assert worker_ends() == 0
    message = OutboxMessage.objects.sent().get()
    assert message.cut_short == 0
