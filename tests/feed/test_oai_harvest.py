"""A harvest by Sickle, somebody else's program."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from sickle import Sickle

from feed.api.oai import records
from feed.models import Item
from tests import factories, sites
from tests.databases import databases
from tests.feed.oai import NAMES


def make_stories():
    """More than two pages of a harvest hold."""
    for number in range(8):
        factories.KMStoryFactory(
            parent=sites.read_tree().stories, title=f"Story {number}"
        )


databases.add("eight_stories", sites.in_process(make_stories), on="tree")


@pytest.fixture
def eight_stories(tree):
    """The site with these stories."""


@pytest.fixture
def harvester(eight_stories, live_server, monkeypatch):
    monkeypatch.setattr(records, "PAGE", 3)
    return Sickle(f"{live_server.url}/oai")


def harvested(sickle, **arguments):
    """Records by identifier, the latest of each."""
    found = sickle.ListRecords(metadataPrefix="oai_dc", **arguments)
    return {record.header.identifier: record for record in found}


@pytest.mark.django_db(transaction=True)
def test_sickle_harvests_everything(harvester, tree):
    found = harvested(harvester)
    titles = {r.metadata["title"][0] for r in found.values()}
    assert titles == set(Item.objects.values_list("title", flat=True))
    assert len(list(harvester.ListIdentifiers(metadataPrefix="oai_dc"))) == len(found)
    assert {"type", "nation"} <= {found.setSpec for found in harvester.ListSets()}
    assert harvester.Identify().deletedRecord == "persistent"


@pytest.mark.django_db(transaction=True)
def test_what_changes_during_a_harvest_is_not_lost(harvester, tree):
    pages = tree.stories.get_children().specific()
    records_in_turn = harvester.ListRecords(metadataPrefix="oai_dc")
    found = {}
    for number, record in enumerate(records_in_turn):
        found[record.header.identifier] = record
        if number == 2:
            first = pages.order_by("pk").first()
            first.title = "Changed meanwhile"
            factories.publish(first)
            type(first).objects.get(title="Story 7").unpublish()
    titles = {r.metadata["title"][0] for r in found.values() if not r.header.deleted}
    assert titles == set(
        Item.objects.filter(is_public=True).values_list("title", flat=True)
    )


@pytest.mark.django_db(transaction=True)
def test_what_is_stamped_and_not_visible_yet_comes_next_time(harvester, tree, person):
    """The next harvest begins at the response date of the one before."""
    page = tree.stories.get_children().specific().first()
    stamped, go_on = threading.Event(), threading.Event()

    def publish_slowly():
        with transaction.atomic():
            page.title = "Late"
            factories.publish(page)
            connection.finish_collected()
            stamped.set()
            go_on.wait(10)
        connection.close()

    editor = threading.Thread(target=publish_slowly)
    editor.start()
    assert stamped.wait(10)
    answer = harvester.harvest(verb="ListRecords", metadataPrefix="oai_dc")
    date = answer.xml.find("o:responseDate", NAMES).text
    go_on.set()
    editor.join()
    assert "Late" not in answer.raw
    again = harvested(harvester, **{"from": date})
    assert "Late" in {r.metadata["title"][0] for r in again.values()}


@pytest.mark.django_db(transaction=True)
def test_the_response_date_is_the_clock_while_nothing_is_under_way(harvester):
    before = datetime.now(UTC).replace(microsecond=0)
    answer = harvester.harvest(verb="Identify")
    date = answer.xml.find("o:responseDate", NAMES).text
    assert datetime.fromisoformat(date) >= before
