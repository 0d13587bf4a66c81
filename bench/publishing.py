"""What the feed adds to publishing a page, and how long a large change takes."""

import statistics
import time
from contextlib import contextmanager

from bench.content import say

PAGES = 40
ROUNDS = 3


def cost():
    """
    Publish pages whose title and address stay, with the feed and without it, in turn.

    Returns:
        The median of each in milliseconds, as (with, without).
    """
    from stories.models import MapStoryPage  # noqa: PLC0415  (Django must be set up)

    keys = list(MapStoryPage.objects.live().values_list("pk", flat=True)[:PAGES])
    times = {True: [], False: []}
    for number in range(ROUNDS * 2):
        has_feed = number % 2 == 0
        with nothing() if has_feed else without_feed():
            for key in keys:
                page = MapStoryPage.objects.get(pk=key)
                page.summary = f"{page.summary[:150]} {number}"
                times[has_feed].append(publish(page))
    return tuple(statistics.median(times[which]) * 1000 for which in (True, False))


def publish(page):
    """Publish a page as it stands; return how many seconds it took."""
    from django.db import transaction  # noqa: PLC0415

    from editorial.actions.bulk_publish import publish_as  # noqa: PLC0415
    from editorial.models import Basis  # noqa: PLC0415

    begun = time.perf_counter()
    with transaction.atomic():
        publish_as(Basis.DEMO, page.save_revision())
    return time.perf_counter() - begun


@contextmanager
def nothing():
    """Everything as it is."""
    yield


@contextmanager
def without_feed():
    """The feed does not follow what happens."""
    from feed.index.changes import PendingChanges  # noqa: PLC0415

    finish = PendingChanges.finish
    PendingChanges.finish = lambda marks: None
    try:
        yield
    finally:
        PendingChanges.finish = finish


def large_change():
    """
    Give the list of stories another address, and so every story.

    Returns:
        How many items were written, and in how many seconds.
    """
    from django.db import transaction  # noqa: PLC0415

    from feed.models import Item, State  # noqa: PLC0415
    from stories.models import StoryIndexPage  # noqa: PLC0415

    say("Moving all stories to another address")
    before = State.objects.get().sequence
    page = StoryIndexPage.objects.get()
    page.slug = f"{page.slug}-elsewhere"
    begun = time.perf_counter()
    with transaction.atomic():
        publish(page)
    seconds = time.perf_counter() - begun
    return Item.objects.filter(sequence__gt=before).count(), seconds
