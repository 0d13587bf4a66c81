"""Each change is an event: signed, of its kind, certain and the newest."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from background.models import OutboxMessage
from editorial.actions import withdrawal
from feed.models import State, Webhook
from feed.outbound import webhooks
from tests import factories
from tests.background.conftest import make_due
from tests.feed.conftest import full_of, republish, settle
from tests.feed.webhooks.conftest import send


def test_the_reference_library_verifies_each_event(tree, hook, receiver):
    story = factories.KMStoryFactory(parent=tree.stories, title="Leader of the pack")
    assert send() == 1
    [(headers, data)] = receiver.requests
    said = Verifier(hook.secret).verify(data, headers)
    assert said["type"] == "item.published"
    assert said["data"]["action"] == "upsert"
    assert said["data"]["item"] == full_of(story)
    assert said["data"]["sequence"] == said["data"]["item"]["sequence"]
    assert said["data"]["epoch"] == str(State.objects.get().epoch)
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
    until = Webhook.objects.get().old_secret_until - timezone.now()
    assert timedelta(hours=23, minutes=59) < until <= timedelta(hours=24)
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
