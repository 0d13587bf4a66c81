"""However many workers there are, each message is sent by one of them."""

import threading
import time
from collections import Counter

import pytest
from django.db import connections, transaction

from background.models import OutboxMessage
from background.outbox import deliver_due, send_later
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def race(handle, messages, workers):
    """Have several workers send many messages; count how often each was sent."""
    sent = Counter()

    def send(message):
        sent[message.reference] += 1
        time.sleep(0.001)

    handle(send)
    for _ in range(messages):
        send_later("test", {})
    dealt_with = at_once(*[lambda: deliver_due(messages)] * workers)
    assert sum(dealt_with) == messages
    return sent


def check_race(handle, messages, workers):
    """Each message was sent once."""
    sent = race(handle, messages, workers)
    assert set(sent.values()) == {1}
    assert len(sent) == OutboxMessage.objects.sent().count() == messages


def test_each_message_is_sent_once(handle):
    check_race(handle, 60, 4)


@pytest.mark.long
def test_each_of_many_messages_is_sent_once(handle):
    check_race(handle, 2000, 8)


def test_a_message_in_hand_holds_up_no_other_worker(handle):
    in_hand, done, sent = threading.Event(), threading.Event(), []

    def send(message):
        if message.payload == "slow":
            in_hand.set()
            done.wait(10)
        sent.append(message.payload)

    def slow_worker():
        deliver_due(1)
        connections.close_all()

    handle(send)
    send_later("test", "slow")
    thread = threading.Thread(target=slow_worker)
    thread.start()
    assert in_hand.wait(10)
    send_later("test", "quick")
    assert deliver_due() == 1
    assert sent == ["quick"]
    done.set()
    thread.join()
    assert sent == ["quick", "slow"]


def test_writing_waits_for_no_worker(handle):
    in_hand, done = threading.Event(), threading.Event()

    def send(message):
        in_hand.set()
        done.wait(10)

    def slow_worker():
        deliver_due(1)
        connections.close_all()

    handle(send)
    send_later("test", "old", supersedes="page 1")
    thread = threading.Thread(target=slow_worker)
    thread.start()
    assert in_hand.wait(10)
    begin = time.monotonic()
    with transaction.atomic():
        send_later("test", "new", supersedes="page 1")
    assert time.monotonic() - begin < 1
    done.set()
    thread.join()
    assert OutboxMessage.objects.waiting().get().payload == "new"
