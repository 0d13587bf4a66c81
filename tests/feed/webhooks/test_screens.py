"""The screens on which the steering group looks after webhooks."""

import re

import pytest
from standardwebhooks import Webhook as Verifier

from feed.models import Reuser, Webhook
from tests import factories
from tests.feed.conftest import settle
from tests.feed.webhooks.conftest import URL


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
        screen = steering.get(address).content.decode()
        assert "Northmoor" in screen
        assert secret not in screen
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
    assert "Southmoor" in other
    assert hook.secret not in other
    assert hook.secret in steering.get(address).content.decode()
    assert hook.secret not in steering.get(address).content.decode()
