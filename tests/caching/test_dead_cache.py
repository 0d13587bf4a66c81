"""A cache that is dead, slow or empty costs time, and nothing else."""

import time

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache

from core.caching import forgiving_cache
from core.caching.forgiving_cache import BEHIND, ForgivingCache
from mapcms.caches import configuration
from tests import factories
from tests.forms import post_form

HERE = "tests.caching.test_dead_cache"


class DeadCache(LocMemCache):
    """Its server is away."""

    asked = 0

    def fail(self, *args, **kwargs):
        DeadCache.asked += 1
        raise ConnectionError("No cache there")

    add = get = set = touch = delete = get_many = set_many = delete_many = fail
    incr = has_key = clear = fail


class SlowCache(LocMemCache):
    """Its server takes its time."""

    asked = 0

    def get(self, *args, **kwargs):
        SlowCache.asked += 1
        time.sleep(0.1)
        return super().get(*args, **kwargs)


@pytest.fixture(autouse=True)
def _from_the_beginning():
    """No test leaves a pause to the next."""
    DeadCache.asked = SlowCache.asked = 0
    ForgivingCache.left_alone_until = 0.0
    yield
    ForgivingCache.left_alone_until = 0.0


@pytest.fixture
def behind(settings):
    """Put a cache behind the one that is asked."""

    def put(kind):
        settings.CACHES = configuration({"BACKEND": f"{HERE}.{kind.__name__}"})

    return put


@pytest.mark.parametrize("kind", [DeadCache, SlowCache])
def test_readers_get_everything(behind, monkeypatch, tree, visitor, kind):
    monkeypatch.setattr(forgiving_cache, "SLOW_SECONDS", 0.05)
    story = factories.KMStoryFactory(parent=tree.stories)
    behind(kind)
    for path in ("/", "/stories/", story.url, "/search/?q=page", "/api/feed/v1/items"):
        assert visitor.get(path).status_code == 200, path
    assert kind.asked == 1


def test_people_stay_signed_in_and_work(behind, tree, people):
    page = factories.MapStoryFactory(parent=tree.stories)
    behind(DeadCache)
    for path in ("/admin/", "/admin/account/", "/admin/images/"):
        assert people["editor"].get(path).status_code == 200, path
    post_form(people["editor"], page, award="Winner")
    latest = type(page).objects.get(pk=page.pk).get_latest_revision()
    assert latest.content["award"] == "Winner"


def test_whoever_guesses_is_slowed_down_all_the_same(behind, visitor, db):
    behind(DeadCache)
    words = {"username": "nobody", "password": "wrong"}
    codes = [visitor.post("/admin/login/", words).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


def test_nobody_is_signed_out_by_an_empty_one(tree, people):
    cache.clear()
    assert people["editor"].get("/admin/").status_code == 200


def test_nothing_was_in_a_dead_one(behind):
    behind(DeadCache)
    assert cache.get("a", "instead") == "instead"
    assert cache.get_or_set("a", lambda: "made") == "made"
    assert cache.get_many(["a"]) == {}
    assert cache.set_many({"a": 1}) == ["a"]
    assert (cache.add("a", 1), cache.touch("a"), cache.delete("a")) == (
        True,
        False,
        False,
    )
    assert "a" not in cache
    cache.set("a", 1)
    cache.delete_many(["a"])
    cache.clear()
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")


def test_it_is_asked_again_after_a_while(behind, monkeypatch):
    behind(DeadCache)
    for _ in range(9):
        cache.get("a")
    assert DeadCache.asked == 1
    behind(LocMemCacheAgain)
    cache.set("a", 1)
    assert cache.get("a") is None
    monkeypatch.setattr(ForgivingCache, "left_alone_until", 0.0)
    cache.set("a", 1)
    assert cache.get("a") == caches[BEHIND].get("a") == 1
    assert cache.incr("a") == 2


class LocMemCacheAgain(LocMemCache):
    """Its server is back."""


def test_redis_is_not_waited_for_for_ever():
    there = {"BACKEND": "django.core.cache.backends.redis.RedisCache"}
    told = configuration({**there, "OPTIONS": {"socket_timeout": 2}})
    waits = {"socket_connect_timeout": 0.5, "socket_timeout": 2}
    assert told["behind"]["OPTIONS"] == waits
