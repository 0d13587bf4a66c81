"""Asking the feed, and proving that it agrees with the pages."""

import json

import pytest
from django.db import connection

from feed.checking import differences
from feed.doors import BASE
from feed.making import finished
from feed.models import Item


def settle():
    """Do what a commit would do first."""
    connection.finish_collected()


def item_of(page):
    """The row of a page after what came before."""
    settle()
    return Item.objects.get(page=page.pk)


def full_of(page):
    """The full item of a page, after what came before."""
    item = item_of(page)
    return json.loads(finished(item.full, item.sequence)) if item.is_public else None


def public_items():
    """The titles of all items that are public, in their order."""
    settle()
    return sorted(Item.objects.filter(is_public=True).values_list("title", flat=True))


@pytest.fixture
def agreed(tree):
    """At the end of the test the feed says exactly what the pages say."""
    yield
    settle()
    assert [str(difference) for difference in differences()] == []


@pytest.fixture
def ask(visitor):
    """Asks a door for JSON."""

    def get(path, status=200, **headers):
        response = visitor.get(BASE + path, headers=headers)
        assert response.status_code == status, response.content
        return response.json()

    return get
