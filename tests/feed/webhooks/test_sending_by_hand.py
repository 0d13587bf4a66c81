"""`manage.py webhook_send`: an event for whoever is writing a receiver."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from standardwebhooks import Webhook as Verifier

from feed.models import Webhook
from feed.models.webhooks import new_secret
from tests import factories
from tests.feed.conftest import full_of, settle


def send(*arguments):
    out = StringIO()
    call_command("webhook_send", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def story(tree):
    page = factories.KMStoryFactory(parent=tree.stories, title="Tea")
    settle()
    return page


def test_the_latest_item_is_sent_to_a_receiver_on_this_machine(story, site_elsewhere):
    secret = new_secret()
    said = send(site_elsewhere.url, "--secret", secret)
    [(headers, data)] = site_elsewhere.requests
    event = Verifier(secret).verify(data, headers)
    assert event["type"] == "item.published"
    assert event["data"]["item"] == full_of(story)
    assert "Taken: 204" in said


def test_what_is_printed_verifies(story, site_elsewhere):
    said = send(site_elsewhere.url, "--print", "--event", "updated")
    first, request = said.split("\n\n", 1)
    head, body = request.strip().split("\n\n", 1)
    headers = dict(line.split(": ", 1) for line in head.splitlines()[1:])
    event = Verifier(first.rpartition(" ")[2]).verify(body, headers)
    assert event["type"] == "item.updated"
    assert site_elsewhere.requests == []


def test_a_registered_webhook_s_secret_is_used_and_not_told(story, site_elsewhere):
    hook = Webhook.objects.create(name="Northmoor", url=site_elsewhere.url)
    said = send(hook.url, "--event", "test")
    assert hook.secret not in said
    [(headers, data)] = site_elsewhere.requests
    assert Verifier(hook.secret).verify(data, headers)["type"] == "webhook.test"


def test_a_withdrawal_is_sent_as_well(story, site_elsewhere):
    story.unpublish()
    settle()
    send(site_elsewhere.url, "--event", "withdrawn", "--item", str(story.translation_key))
    [event] = site_elsewhere.events
    assert event["type"] == "item.withdrawn"
    assert event["data"]["id"] == str(story.translation_key)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--secret", "whsec_"], "whsec_ and base64"),
        (["--secret", "x!"], "whsec_ and base64"),
        (["--item", "nothing"], "UUID"),
        (["--event", "withdrawn"], "No such item"),
    ],
)
def test_what_cannot_be_sent_is_said(story, site_elsewhere, arguments, words):
    with pytest.raises(CommandError, match=words):
        send(site_elsewhere.url, *arguments)
    assert site_elsewhere.requests == []


def test_a_receiver_that_does_not_take_it_is_an_error(story, site_elsewhere, settings):
    site_elsewhere.status = 500
    with pytest.raises(CommandError, match="not taken: 500"):
        send(site_elsewhere.url)
    settings.BASE_URL = "https://map.example"
    with pytest.raises(CommandError, match="No answer"):
        send(site_elsewhere.url)
    assert len(site_elsewhere.requests) == 1
    assert json.loads(site_elsewhere.requests[0][1])
