"""Stories with what is awkward in files, and what reads them in a format."""

from functools import partial

import pytest

from core.models import Alignment, Author, Measure
from feed.api.routing import BASE
from tests import factories, sites
from tests.databases import databases


def make(count):
    """Some plain stories, and the newest with everything that is awkward."""
    tree = sites.read_tree()
    theme = factories.ThemeFactory(name="Ethics & <values>", slug="ethics")
    driver = factories.DriverFactory(parent=tree.drivers, title="Ten; year \\ {plan}")
    for number in range(count):
        factories.KMStoryFactory(parent=tree.stories, title=f"Story {number}")
    factories.MapStoryFactory(
        parent=tree.stories,
        title='=1+1 "Ärzte" & <b>Öl</b> {ä} \\ %',
        summary="First line\nsecond line, with 100 % & more.",
        themes=[theme],
        rows={
            "alignments": [Alignment(driver=driver, level="national")],
            "authors": [
                Author(name="Zoë van der Berg, librarian"),
                Author(name="=cmd|'/c'!A1"),
            ],
            "measures": [
                Measure(kind="time", value="12.50", unit="hours", basis="counted")
            ],
        },
    )


databases.add("thirty_stories", sites.in_process(partial(make, 29)), on="tree")
databases.add("five_stories", sites.in_process(partial(make, 4)), on="tree")


@pytest.fixture
def thirty_stories(tree):
    """More than a part of a feed holds."""


@pytest.fixture
def five_stories(tree):
    """Few enough for all of them to be looked at."""


@pytest.fixture
def read(visitor):
    def get(ending, query="type=km-story&type=map-story"):
        response = visitor.get(f"{BASE}/items.{ending}?{query}")
        assert response.status_code == 200
        return b"".join(response) if response.streaming else response.content

    return get
