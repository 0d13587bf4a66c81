"""What cannot be sent is tried again at growing pauses, and then left to people."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from background.models import OutboxMessage
from background.outbox import RETRY_DELAYS, PermanentFailure, deliver_due, send_later
from tests.background.conftest import make_due

pytestmark = pytest.mark.django_db


def fail(message):
    raise RuntimeError("secret@example.org")


def test_pauses_grow_until_it_is_given_up(handle):
    handle(fail)
    send_later("test", {})
    pauses = []
    while OutboxMessage.objects.waiting().exists():
        make_due()
        assert deliver_due() == 1
        message = OutboxMessage.objects.get()
        pauses.append(message.next_attempt_at - timezone.now())
    pauses.pop()
    assert len(pauses) == len(RETRY_DELAYS)
    for pause, least in zip(pauses, RETRY_DELAYS, strict=True):
        assert least - timedelta(seconds=2) < pause <= least * 1.25
    assert sum(RETRY_DELAYS, timedelta(0)) >= timedelta(hours=48)
    assert message in OutboxMessage.objects.parked()
    assert message.attempts == len(RETRY_DELAYS) + 1
    assert "RuntimeError in tests/background/test_retries.py, line" in message.last_error


def test_pauses_are_not_all_the_same(handle):
    handle(fail)
    for _ in range(5):
        send_later("test", {})
    deliver_due()
    times = OutboxMessage.objects.values_list("next_attempt_at", flat=True)
    assert max(times) - min(times) > timedelta(milliseconds=50)


def test_a_failure_for_good_is_given_up_at_once(handle):
    def refuse(message):
        raise PermanentFailure("The receiver is gone.")

    handle(refuse)
    send_later("test", {})
    deliver_due()
    [message] = OutboxMessage.objects.parked()
    assert message.last_error == "The receiver is gone."


def test_an_unknown_kind_is_given_up_in_a_sentence(received):
    send_later("pigeon", {})
    deliver_due()
    [message] = OutboxMessage.objects.parked()
    assert message.last_error == "Nothing here can send messages of kind pigeon."


def test_a_failure_holds_up_nothing_else(handle):
    sent = []

    def refuse_the_first(message):
        if message.payload == 1:
            raise OSError(5, "secret@example.org")
        sent.append(message.payload)

    handle(refuse_the_first)
    for number in (1, 2, 3):
        send_later("test", number)
    assert deliver_due() == 3
    assert sent == [2, 3]
    assert OutboxMessage.objects.waiting().get().last_error.startswith("OSError 5 in")


def test_a_handler_that_breaks_the_database_is_undone(handle):
    def break_it(message):
        OutboxMessage.objects.filter(pk=message.pk).update(subject="changed")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    handle(break_it)
    send_later("test", {}, subject="as it was")
    deliver_due()
    message = OutboxMessage.objects.waiting().get()
    assert message.subject == "as it was"
    assert message.last_error.startswith("DataError")


def test_logs_hold_nothing_personal(handle, caplog):
    handle(fail)
    send_later("test", {"to": "secret@example.org"}, subject="secret@example.org")
    deliver_due()
    OutboxMessage.objects.update(attempts=len(RETRY_DELAYS))
    make_due()
    deliver_due()
    assert "RuntimeError" in caplog.text
    assert "Given up" in caplog.text
    assert "secret" not in caplog.text


def test_people_can_have_it_sent_after_all(received):
    send_later("pigeon", {})
    deliver_due()
    OutboxMessage.objects.update(kind="test")
    assert OutboxMessage.objects.parked().try_again() == 1
    assert deliver_due() == 1
    assert len(received) == 1


def test_a_newer_message_replaces_an_undelivered_older_one(handle):
    sent = []
    handle(lambda message: sent.append(message.payload))
    for payload, key in (("old", "page 1"), ("other", "page 2"), ("new", "page 1")):
        send_later("test", payload, supersedes=key)
    send_later("test", "a")
    send_later("test", "b")
    deliver_due()
    assert sent == ["other", "new", "a", "b"]
    assert OutboxMessage.objects.count() == 4


def test_a_failed_older_message_does_not_follow_a_newer_one(handle):
    handle(fail)
    send_later("test", "old", supersedes="page 1")
    deliver_due()
    sent = []
    handle(lambda message: sent.append(message.payload))
    send_later("test", "new", supersedes="page 1")
    deliver_due()
    make_due()
    deliver_due()
    assert sent == ["new"]
