"""After a backup was restored everybody begins again, and nothing of before is served."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db.models import F

from background.models import OutboxMessage
from editorial.actions import withdrawal
from feed.api.routing import BASE
from feed.models import Item, Reuser, State
from feed.schema.values import moment
from tests import factories
from tests.feed.conftest import item_of, settle

pytestmark = pytest.mark.usefixtures("agreed")


@pytest.fixture
def stories(tree, person):
    """Two stories, of which one was withdrawn."""
    kept, gone = (factories.KMStoryFactory(parent=tree.stories) for _ in range(2))
    settle()
    withdrawal.withdraw(gone.pk, person("Moderators").user, "Out of date.")
    settle()
    return kept, gone


def new_epoch():
    """What belongs to restoring a backup."""
    settle()
    call_command("feed_rebuild", "--new-epoch", verbosity=0)


def test_every_item_and_tombstone_has_a_new_sequence_and_a_new_moment(stories, ask):
    before = {row.pk: row for row in Item.objects.all()}
    state = State.objects.get()
    new_epoch()
    now = State.objects.get()
    assert now.epoch != state.epoch
    rows = list(Item.objects.order_by("sequence"))
    assert [row.pk for row in rows] == sorted(before, key=lambda k: before[k].sequence)
    for row in rows:
        assert row.sequence > state.sequence
        assert row.changed_at > before[row.pk].changed_at
        assert row.hash == before[row.pk].hash
    assert now.sequence == rows[-1].sequence
    assert {change["action"] for change in ask("/changes")["changes"]} == {
        "upsert",
        "withdraw",
    }


def test_acknowledgements_start_at_nought(stories):
    reuser, _ = Reuser.make("Northmoor library website")
    reuser.acknowledge(1)
    new_epoch()
    reuser.refresh_from_db()
    assert (reuser.sequence, reuser.acknowledged_at) == (0, None)


@pytest.mark.parametrize("path", ["/items?limit=1", "/items.ris?limit=1"])
def test_cursors_of_lists_go_stale(stories, ask, visitor, path):
    response = visitor.get(BASE + path)
    following = response.headers["Link"].partition(">")[0][1:]
    new_epoch()
    response = visitor.get(following)
    assert response.status_code == 400
    assert response.json()["type"].endswith("/problems/stale-cursor")


def test_conditional_requests_begin_again(stories, visitor):
    paths = ["/items", f"/items/{stories[0].translation_key}", "/changes", ""]
    tags = {path: visitor.get(BASE + path).headers["ETag"] for path in paths}
    new_epoch()
    for path, tag in tags.items():
        response = visitor.get(BASE + path, headers={"if-none-match": tag})
        assert response.status_code == 200, path


def test_nothing_remembered_in_another_epoch_is_served(stories, ask):
    """The restored table comes to the very generation of before with other items."""
    paths = ["/items", "/facets", ""]
    before = {path: ask(path) for path in paths}
    Item.objects.filter(page=stories[0].pk).update(is_public=False)
    State.objects.update(epoch=uuid4())
    for path in paths:
        assert ask(path) != before[path], path
    Item.objects.filter(page=stories[0].pk).update(is_public=True)


def test_harvesters_by_date_begin_again(stories, visitor):
    until = moment(State.objects.get().changed_at)
    State.objects.update(changed_at=F("changed_at") + timedelta(minutes=1))
    new_epoch()
    query = urlencode({"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"})
    answer = visitor.get(f"/oai?{query}&until={until}").content
    assert b"noRecordsMatch" in answer
    answer = visitor.get(f"/oai?{query}&from={until}").content
    assert answer.count(b"<header") == Item.objects.count()


def test_a_cache_forgets_everything(stories, settings):
    settings.CDN_PURGE_URL = "https://cdn.example/purge"
    new_epoch()
    sent = OutboxMessage.objects.filter(kind="purge")
    assert {"purge_everything": True} in sent.values_list("payload", flat=True)


def test_ids_and_texts_stay(stories):
    before = item_of(stories[0])
    new_epoch()
    after = item_of(stories[0])
    assert (after.pk, after.full) == (before.pk, before.full)
