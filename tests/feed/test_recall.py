"""The Steering group sees whom a withdrawal has not reached."""

import re

from editorial.actions import withdrawal
from feed.admin.recall import recalled
from feed.models import Reuser
from tests import factories
from tests.feed.conftest import item_of, settle

URL = "/admin/feed/reusers/"


def test_a_key_is_shown_once(person):
    steering = person("Steering group")
    answer = steering.post(URL, {"name": "Northmoor library"})
    screen = steering.get(answer.url).content.decode()
    key = re.search(r'value="(map_[\w-]+)"', screen)[1]
    assert Reuser.objects.with_key(key).name == "Northmoor library"
    screen = steering.get(URL).content.decode()
    assert "Northmoor library" in screen
    assert key not in screen


def test_a_key_needs_a_name(person):
    answer = person("Steering group").post(URL, {"name": ""}).content.decode()
    assert "This field is required." in answer
    assert not Reuser.objects.exists()


def test_a_withdrawal_reaches_them_or_not(tree, person):
    story = factories.KMStoryFactory(parent=tree.stories)
    settle()
    (quick, _), (slow, _), (gone, _) = (Reuser.make(n) for n in ("Quick", "Slow", "Gone"))
    gone.revoke()
    withdrawal.withdraw(story.pk, person("Moderators").user, "Out of date.")
    quick.acknowledge(item_of(story).sequence)
    [found] = recalled()
    assert [reuser.name for reuser in found.behind] == ["Slow"]
    steering = person("Steering group")
    assert "Out of date." in steering.get(URL).content.decode()
    slow.acknowledge(item_of(story).sequence)
    assert recalled()[0].behind == []
    assert "nobody of those with a key" in steering.get(URL).content.decode()


def test_a_key_is_taken_away_by_a_button_alone(person):
    reuser, key = Reuser.make("Northmoor")
    address = f"{URL}{reuser.pk}/revoke/"
    steering = person("Steering group")
    assert steering.get(address).status_code == 405
    assert Reuser.objects.with_key(key)
    steering.post(address)
    assert Reuser.objects.with_key(key) is None


def test_it_is_for_the_steering_group_alone(person):
    reuser, key = Reuser.make("Northmoor")
    for group in ("Content Editors", "Moderators"):
        client = person(group)
        assert client.get(URL).status_code in {302, 403}
        client.post(f"{URL}{reuser.pk}/revoke/")
        client.post(URL, {"name": "Mine"})
    assert Reuser.objects.with_key(key)
    assert Reuser.objects.count() == 1
