"""A webhook, who receives its events, and the worker that sends them."""

import pytest

from background import http
from background.models import OutboxMessage
from background.outbox import deliver_due
from feed.models import Webhook
from tests.feed.conftest import settle

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
