"""Whoever saves a change that touches many pages is told how far it is."""

import threading

import pytest
from django.db import connection, transaction
from django.urls import reverse

from feed.index import indexer
from feed.index.indexer import Indexer
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_count_is_seen_before_the_change_is_certain(tree, person, monkeypatch):
    theme = factories.ThemeFactory(name="Digital")
    for number in range(5):
        factories.KMStoryFactory(
            parent=tree.stories, title=f"Story {number}", themes=[theme]
        )
    monkeypatch.setattr(indexer, "BATCH", 2)
    second_batch, go_on = threading.Event(), threading.Event()
    renew_batch = Indexer.renew_batch

    def slowly(keeper, keys):
        if keeper.done:
            second_batch.set()
            go_on.wait(10)
        renew_batch(keeper, keys)

    monkeypatch.setattr(Indexer, "renew_batch", slowly)

    def rename():
        with transaction.atomic():
            theme.name = "Digital and data"
            theme.save()
        connection.close()

    editor = person("Content Editors")
    address = reverse("feed_admin:progress")
    saving = threading.Thread(target=rename)
    saving.start()
    assert second_batch.wait(10)
    assert editor.get(address).json() == {"progress": {"done": 2, "total": 5}}
    go_on.set()
    saving.join()
    assert editor.get(address).json() == {"progress": None}


def test_readers_are_not_told(tree, visitor):
    assert visitor.get(reverse("feed_admin:progress")).status_code == 302
