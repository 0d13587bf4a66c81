"""Receivers that fail, have moved, are gone, pour or drip."""

import time
from datetime import timedelta

import pytest
from django.core import mail

from background.models import OutboxMessage
from feed.outbound import events, webhooks
from tests import factories
from tests.background.conftest import make_due
from tests.feed.conftest import settle
from tests.feed.webhooks.conftest import URL, send


def test_it_tries_for_a_day_then_tells_the_steering_group_once(
    tree, hook, receiver, person
):
    steering = person("Steering group")
    receiver.status, receiver.body = 500, b"Our database is away"
    for _ in range(2):
        factories.KMStoryFactory(parent=tree.stories)
    settle()
    while OutboxMessage.objects.waiting().filter(kind="webhook").exists():
        make_due()
        send()
    assert (
        timedelta(hours=24)
        <= sum(webhooks.RETRY_DELAYS, timedelta())
        < timedelta(hours=36)
    )
    assert len(receiver.requests) == 2 * (len(webhooks.RETRY_DELAYS) + 1)
    letters = [letter for letter in mail.outbox if "Northmoor" in letter.subject]
    assert [letter.to for letter in letters] == [[steering.user.email]]
    screen = steering.get(f"{URL}{hook.pk}/").content.decode()
    assert "500 Our database is away" in screen
    receiver.status = 200
    steering.post(f"{URL}{hook.pk}/", {"action": "retry"})
    assert send() == 2
    assert not webhooks.deliveries(hook).parked().exists()


def test_410_switches_it_off(tree, hook, receiver):
    receiver.status = 410
    factories.KMStoryFactory(parent=tree.stories)
    send()
    hook.refresh_from_db()
    assert not hook.is_on
    assert "410" in hook.off_because
    factories.KMStoryFactory(parent=tree.stories)
    assert send() == 0


def test_what_waits_when_it_is_switched_off_is_given_up(tree, hook, receiver):
    factories.KMStoryFactory(parent=tree.stories)
    settle()
    hook.switch(False)
    send()
    assert receiver.requests == []
    assert webhooks.deliveries(hook).get().last_error == "The webhook is switched off."


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_a_failure(tree, hook, receiver, status):
    receiver.status = status
    receiver.headers = {"Location": receiver.url + "/elsewhere"}
    factories.KMStoryFactory(parent=tree.stories)
    send()
    assert len(receiver.requests) == 1
    assert webhooks.deliveries(hook).get().last_error.startswith(str(status))


def test_a_long_answer_is_not_read_to_its_end(tree, hook, receiver):
    sent = []

    def pour(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(500):
                handler.wfile.write(b"x" * 65536)
                sent.append(65536)
        except OSError:
            pass

    receiver.act = pour
    factories.KMStoryFactory(parent=tree.stories)
    send()
    message = webhooks.deliveries(hook).get()
    assert message.state == "sent"
    assert len(message.answer) <= 300
    assert sum(sent) < 500 * 65536


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_dripping_answer_is_cut(tree, hook, receiver, monkeypatch, where):
    monkeypatch.setattr(events, "SECONDS", 1)

    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        if where == "body":
            handler.wfile.write(b"Content-Length: 1000\r\n\r\n")
        try:
            for _ in range(100):
                handler.wfile.write(b"x" if where == "body" else b"X-Drip: 1\r\n")
                handler.wfile.flush()
                time.sleep(0.2)
        except OSError:
            pass

    receiver.act = drip
    factories.KMStoryFactory(parent=tree.stories)
    begun = time.monotonic()
    send()
    assert time.monotonic() - begun < 8
    message = webhooks.deliveries(hook).get()
    assert message.state == "waiting"
    assert message.last_error.startswith("No answer")
