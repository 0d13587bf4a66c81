"""Webhooks: signed, certain, never to a private place, and looked after by people."""

import re
import socket
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from background import http
from background.models import OutboxMessage
from background.outbox import deliver_due
from editorial.actions import withdrawal
from feed.models import Reuser, Webhook
from feed.outbound import webhooks
from tests import factories
from tests.background.conftest import make_due
from tests.feed.conftest import full_of, republish, settle

URL = "/admin/feed/webhooks/"


@pytest.fixture
def receiver(site_elsewhere, monkeypatch):
    monkeypatch.setattr(http, "loopback_is_allowed", True)
    return site_elsewhere


@pytest.fixture
def hook(tree, receiver):
    settle()
    return Webhook.objects.create(name="Northmoor", url=receiver.url)


def send():
    """Commit, in a manner of speaking, and let the worker work."""
    settle()
    return deliver_due(among=OutboxMessage.objects.filter(kind="webhook"))


def test_the_reference_library_verifies_each_event(tree, hook, receiver):
    story = factories.KMStoryFactory(parent=tree.stories, title="Leader of the pack")
    assert send() == 1
    [(headers, data)] = receiver.requests
    said = Verifier(hook.secret).verify(data, headers)
    assert said["type"] == "item.published"
    assert said["data"]["action"] == "upsert"
    assert said["data"]["item"] == full_of(story)
    assert said["data"]["sequence"] == said["data"]["item"]["sequence"]
    with pytest.raises(WebhookVerificationError):
        Verifier(hook.secret).verify(data + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        Verifier(webhooks.Webhook(url="x").secret or "whsec_AAAA").verify(data, headers)


def test_each_change_is_an_event_of_its_kind(tree, hook, receiver, person):
    story = factories.KMStoryFactory(parent=tree.stories)
    send()
    story.title = "Another title"
    factories.publish(story)
    send()
    withdrawal.withdraw(story.pk, person("Moderators").user, "Out of date.")
    send()
    assert receiver.kinds == ["item.published", "item.updated", "item.withdrawn"]
    said = receiver.events[-1]["data"]
    assert said["reason"] == "Out of date."
    assert said["id"] == str(story.translation_key)
    assert b"Another title" not in receiver.requests[-1][1]


def test_two_secrets_sign_while_one_is_taken_over(tree, hook, receiver):
    old = hook.secret
    new = hook.renew_secret()
    factories.KMStoryFactory(parent=tree.stories)
    send()
    headers, data = receiver.requests[0]
    for secret in (old, new):
        assert Verifier(secret).verify(data, headers)
    Webhook.objects.update(old_secret_until=timezone.now() - timedelta(seconds=1))
    factories.KMStoryFactory(parent=tree.stories)
    send()
    headers, data = receiver.requests[1]
    assert Verifier(new).verify(data, headers)
    with pytest.raises(WebhookVerificationError):
        Verifier(old).verify(data, headers)


def test_a_newer_event_replaces_an_undelivered_one(tree, hook, receiver):
    receiver.status = 500
    story = factories.KMStoryFactory(parent=tree.stories)
    send()
    story.title = "The newest title"
    factories.publish(story)
    settle()
    receiver.status = 200
    receiver.requests.clear()
    make_due()
    send()
    assert receiver.kinds == ["item.published"]
    assert receiver.events[0]["data"]["item"]["title"] == "The newest title"


def test_what_was_withdrawn_meanwhile_is_never_sent(tree, hook, receiver):
    story = factories.KMStoryFactory(parent=tree.stories, title="Marker words")
    settle()
    story.unpublish()
    send()
    assert receiver.kinds == ["item.withdrawn"]
    assert b"Marker words" not in receiver.requests[0][1]


def test_a_filter_and_what_leaves_it(tree, hook, receiver):
    theme = factories.ThemeFactory(name="Digital", slug="digital")
    Webhook.objects.update(query="type=driver&theme=digital&theme=other")
    factories.KMStoryFactory(parent=tree.stories)
    driver = factories.DriverFactory(parent=tree.drivers, themes=[theme])
    send()
    assert receiver.kinds == ["item.published"]
    republish(driver, themes=[])
    send()
    assert receiver.kinds == ["item.published", "item.withdrawn"]
    republish(driver, title="Nobody asks for it now")
    send()
    republish(driver, themes=[theme])
    send()
    assert receiver.kinds == ["item.published", "item.withdrawn", "item.published"]


def test_a_merged_term_keeps_the_filter(tree, hook, receiver):
    old = factories.ThemeFactory(name="Computers", slug="computers")
    new = factories.ThemeFactory(name="Digital", slug="digital")
    Webhook.objects.update(query="theme=computers")
    driver = factories.DriverFactory(parent=tree.drivers, themes=[old])
    send()
    old.merge_into(new)
    send()
    assert receiver.kinds == ["item.published", "item.updated"]
    assert full_of(driver)["themes"] == [{"id": "digital", "label": "Digital"}]


def test_what_is_rolled_back_is_never_sent(tree, hook, receiver):
    with transaction.atomic():
        factories.KMStoryFactory(parent=tree.stories)
        settle()
        assert OutboxMessage.objects.filter(kind="webhook").exists()
        transaction.set_rollback(True)
    assert send() == 0
    assert receiver.requests == []


def test_a_killed_worker_sends_it_again_with_the_same_id(tree, hook, receiver):
    factories.KMStoryFactory(parent=tree.stories)
    settle()

    class Killed(BaseException):
        """The end of a process, between the sending and the noting."""

    def kill(self, answer=""):
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OutboxMessage, "mark_sent", kill)
        with pytest.raises(Killed), transaction.atomic():
            send()
    send()
    first, second = (headers["webhook-id"] for headers, _ in receiver.requests)
    assert first == second


def test_many_changes_are_written_in_few_statements(
    tree, hook, django_assert_max_num_queries
):
    theme = factories.ThemeFactory(name="Digital")
    for _ in range(12):
        factories.DriverFactory(parent=tree.drivers, themes=[theme])
    settle()
    OutboxMessage.objects.all().delete()
    theme.name = "Digital skills"
    theme.save()
    with django_assert_max_num_queries(60):
        settle()
    assert OutboxMessage.objects.filter(kind="webhook").count() == 12


# Failures


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
    assert timedelta(hours=24) <= sum(webhooks.PAUSES, timedelta()) < timedelta(hours=36)
    assert len(receiver.requests) == 2 * (len(webhooks.PAUSES) + 1)
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
    monkeypatch.setattr(webhooks, "SECONDS", 1)

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


PRIVATE = (
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://localhost/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a00:1]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://user:word@93.184.216.34/",
    "ftp://93.184.216.34/",
    "file:///etc/passwd",
)


@pytest.mark.parametrize("url", PRIVATE)
def test_a_private_address_is_refused_at_save_and_at_send(tree, person, url):
    settle()
    steering = person("Steering group")
    answer = steering.post(URL, {"name": "Mine", "url": url, "query": ""})
    assert answer.status_code == 200
    assert not Webhook.objects.exists()
    hook = Webhook.objects.create(name="Mine", url=url)
    factories.KMStoryFactory(parent=tree.stories)
    send()
    message = webhooks.deliveries(hook).get()
    assert message.state == "waiting"
    assert message.last_error.startswith("No answer: ")


def test_a_name_that_leads_elsewhere_later_is_refused(tree, monkeypatch, receiver):
    monkeypatch.setattr(http, "loopback_is_allowed", False)
    settle()
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1", "127.0.0.1"])
    usual = socket.getaddrinfo

    def rebound(host, port, *args, **kwargs):
        if host == "rebound.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]
        return usual(host, port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    port = receiver.server.server_port
    hook = Webhook(name="Mine", url=f"http://rebound.example:{port}/hook")
    hook.full_clean()
    hook.save()
    factories.KMStoryFactory(parent=tree.stories)
    send()
    assert receiver.requests == []
    assert webhooks.deliveries(hook).get().state == "waiting"


# The admin


def test_the_secret_is_shown_once(tree, person, receiver):
    settle()
    steering = person("Steering group")
    fields = {"name": "Northmoor", "url": receiver.url, "query": "type=driver"}
    answer = steering.post(URL, fields)
    screen = steering.get(answer.url).content.decode()
    secret = re.search(r'value="(whsec_[\w+/=]+)"', screen)[1]
    hook = Webhook.objects.get()
    assert hook.secret == secret
    for address in (URL, f"{URL}{hook.pk}/"):
        assert secret not in steering.get(address).content.decode()
    answer = steering.post(f"{URL}{hook.pk}/", {"action": "renew"})
    screen = steering.get(answer.url).content.decode()
    hook.refresh_from_db()
    assert hook.secret in screen
    assert secret not in screen
    assert hook.secrets == [hook.secret, secret]
    steering.post(f"{URL}{hook.pk}/", {"action": "drop"})
    hook.refresh_from_db()
    assert hook.secrets == [hook.secret]


@pytest.mark.parametrize(
    ("query", "named"),
    [("them=x", "them"), ("type=blog", "type"), ("q=word", "q"), ("limit=5", "limit")],
)
def test_a_wrong_filter_is_named(tree, person, receiver, query, named):
    settle()
    fields = {"name": "Northmoor", "url": receiver.url, "query": query}
    screen = person("Steering group").post(URL, fields).content.decode()
    assert f"{named} " in screen
    assert not Webhook.objects.exists()


def test_a_driver_is_kept_by_its_id(tree, person, receiver):
    driver = factories.DriverFactory(parent=tree.drivers, title="A plan")
    settle()
    fields = {"name": "Northmoor", "url": receiver.url, "query": "?driver=a-plan"}
    person("Steering group").post(URL, fields)
    assert Webhook.objects.get().query == f"driver={driver.translation_key}"


def test_the_test_button_says_what_came_back(tree, hook, receiver, person):
    steering = person("Steering group")
    screen = steering.post(f"{URL}{hook.pk}/", {"action": "test"}, follow=True)
    assert "It works" in screen.content.decode()
    headers, data = receiver.requests[0]
    assert Verifier(hook.secret).verify(data, headers)["type"] == "webhook.test"
    receiver.status = 404
    screen = steering.post(f"{URL}{hook.pk}/", {"action": "test"}, follow=True)
    assert "It does not work yet. 404" in screen.content.decode()


def test_it_is_switched_changed_and_deleted_by_buttons(tree, hook, receiver, person):
    steering, address = person("Steering group"), f"{URL}{hook.pk}/"
    steering.post(address, {"action": "off"})
    assert not Webhook.objects.get().is_on
    steering.post(address, {"action": "on"})
    assert Webhook.objects.get().is_on
    steering.post(address, {"name": "Southmoor", "url": receiver.url, "query": ""})
    assert Webhook.objects.get().name == "Southmoor"
    steering.post(address, {"action": "delete"})
    assert not Webhook.objects.exists()
    assert steering.get(address).status_code == 404


def test_webhooks_are_for_the_steering_group_alone(tree, hook, person):
    for group in ("Content Editors", "Moderators", None):
        client = person(group)
        for address in (URL, f"{URL}{hook.pk}/"):
            assert client.get(address).status_code in {302, 403}
            client.post(address, {"action": "off"})
            client.post(address, {"action": "renew"})
    untouched = Webhook.objects.get()
    assert untouched.is_on
    assert untouched.secret == hook.secret


def test_a_secret_waits_for_the_screen_it_belongs_to(tree, person, receiver):
    settle()
    steering = person("Steering group")
    fields = {"name": "Northmoor", "url": receiver.url, "query": ""}
    address = steering.post(URL, fields).url
    hook = Webhook.objects.get()
    Reuser.objects.create(pk=hook.pk, name="Southmoor")
    other = steering.get("/admin/feed/reusers/").content.decode()
    assert hook.secret not in other
    assert hook.secret in steering.get(address).content.decode()
    assert hook.secret not in steering.get(address).content.decode()
