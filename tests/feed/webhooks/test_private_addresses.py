"""Nothing is ever posted to a private address."""

import socket

import pytest

from background import http
from feed.models import State, Webhook
from feed.models.webhooks import problem_with_address
from feed.outbound import webhooks
from tests import factories
from tests.admin.second_factor import shown
from tests.feed.conftest import settle
from tests.feed.webhooks.conftest import URL, send

PRIVATE = (
    "http://127.0.0.1/",
    "http://127.1/",
    "http://0x7f.1/",
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


# Of those, what is on the machine that asks.
LOOPBACK = (
    "http://127.0.0.1/",
    "http://127.1/",
    "http://0x7f.1/",
    "http://2130706433/",
    "http://localhost/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
)


@pytest.fixture
def elsewhere(settings, tree):
    """The site is on the public web."""
    settings.BASE_URL = "https://map.example"
    State.objects.update(origin=settings.BASE_URL)


@pytest.mark.parametrize("url", PRIVATE)
def test_a_private_address_is_refused_at_save_and_at_send(tree, person, elsewhere, url):
    settle()
    steering = shown(person("Steering group"))
    answer = steering.post(URL, {"name": "Mine", "url": url, "query": ""})
    assert answer.status_code == 200
    assert not Webhook.objects.exists()
    hook = Webhook.objects.create(name="Mine", url=url)
    factories.KMStoryFactory(parent=tree.stories)
    send()
    message = webhooks.deliveries(hook).get()
    assert message.state == "waiting"
    assert message.last_error.startswith("No answer: ")


@pytest.mark.parametrize("url", [url for url in PRIVATE if url not in LOOPBACK])
def test_a_site_on_loopback_sends_to_no_other_private_address(url):
    assert problem_with_address(url)


@pytest.mark.parametrize("url", LOOPBACK)
def test_a_site_on_loopback_sends_to_loopback(url):
    assert problem_with_address(url) == ""
    assert problem_with_address(url.replace("http:", "https:")) == ""


@pytest.mark.parametrize("origin", ["https://map.example", "http://localhost:8000"])
def test_on_the_public_web_nothing_is_sent_without_encryption(settings, origin):
    settings.BASE_URL = origin
    assert "https://" in problem_with_address("http://93.184.216.34/")
    assert problem_with_address("https://93.184.216.34/") == ""


def test_a_name_that_leads_elsewhere_later_is_refused(
    tree, monkeypatch, receiver, elsewhere
):
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
    hook = Webhook(name="Mine", url=f"https://rebound.example:{port}/hook")
    hook.full_clean()
    hook.save()
    factories.KMStoryFactory(parent=tree.stories)
    send()
    assert receiver.requests == []
    assert webhooks.deliveries(hook).get().state == "waiting"
