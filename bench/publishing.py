"""What the feed adds to publishing a page, and how long a large change takes."""

import statistics
import time
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from django_tasks_db.backend import DatabaseBackend

from bench.content import say

PAGES = 40
ROUNDS = 3


def cost():
    """
    Publish pages whose title and address stay: through the door with all that follows
    from it, the same without the feed, and by Wagtail alone, in turn.

    Returns:
        The median of each in milliseconds, as (ours, without the feed, Wagtail).
    """
    from stories.models import MapStoryPage  # noqa: PLC0415  (Django must be set up)

    keys = list(MapStoryPage.objects.live().values_list("pk", flat=True)[:PAGES])
    ways = {
        "ours": (publish, {}),
        "without the feed": (publish, {"feed": False}),
        "Wagtail": (publish_bare, {"feed": False, "state": False, "tasks": False}),
    }
    times = {name: [] for name in ways}
    for number in range(ROUNDS):
        for name, (way, parts) in ways.items():
            with only(**parts):
                for key in keys:
                    page = MapStoryPage.objects.get(pk=key)
                    page.summary = f"{page.summary[:150]} {number}"
                    times[name].append(way(page))
    return tuple(statistics.median(some) * 1000 for some in times.values())


def publish(page):
    """Publish a page as it stands; return how many seconds it took."""
    from django.db import transaction  # noqa: PLC0415

    from editorial.actions.bulk_publish import publish_as  # noqa: PLC0415
    from editorial.models import Basis  # noqa: PLC0415

    begun = time.perf_counter()
    with transaction.atomic():
        publish_as(Basis.DEMO, page.save_revision())
    return time.perf_counter() - begun


def publish_bare(page):
    """The same as Wagtail does it where nobody has to approve anything."""
    from django.db import transaction  # noqa: PLC0415
    from wagtail.actions.publish_page_revision import (  # noqa: PLC0415
        PublishPageRevisionAction,
    )

    from core.pages import approval  # noqa: PLC0415

    begun = time.perf_counter()
    with transaction.atomic():
        revision = page.save_revision()
        with approval.open_for(revision):
            PublishPageRevisionAction(revision).execute(skip_permission_checks=True)
    return time.perf_counter() - begun


@contextmanager
def only(*, feed=True, state=True, tasks=True):
    """Leave out the feed, the state of the site, or that tasks are put in once."""
    from core.caching.site_state import Move  # noqa: PLC0415
    from core.indexing.backend import IndexingBackend  # noqa: PLC0415
    from feed.index.changes import PendingChanges  # noqa: PLC0415

    with ExitStack() as stack:
        for kind in [PendingChanges] * (not feed) + [Move] * (not state):
            stack.enter_context(patch.object(kind, "finish", lambda self: None))
        if not tasks:
            stock = DatabaseBackend.enqueue
            stack.enter_context(patch.object(IndexingBackend, "enqueue", stock))
        yield


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
