"""Which cache the site asks, and how long it waits for it."""

FORGIVING = "core.caching.forgiving_cache.ForgivingCache"
# Redis' client waits for ever by itself.
OF_REDIS = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}


def configuration(behind):
    """
    The value of Django's `CACHES`.

    Args:
        behind: one cache, as `CACHES` describes it.

    Returns:
        A dictionary in which the cache called `default` asks that one, and does without
        where it fails.
    """
    if behind["BACKEND"].endswith(".RedisCache"):
        behind = {**behind, "OPTIONS": {**OF_REDIS, **behind.get("OPTIONS", {})}}
    return {"default": {"BACKEND": FORGIVING}, "behind": behind}
