"""Stories with what is awkward in files, and what reads them in a format."""

import pytest

from core.models import Alignment, Author, Measure
from feed.api.routing import BASE
from tests import factories
from tests.feed.conftest import settle


def make(tree, count):
    """Some plain stories, and the newest with everything that is awkward."""
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
    settle()


@pytest.fixture
def stories(tree):
    """Thirty stories: more than a part of a feed holds."""
    make(tree, 29)


@pytest.fixture
def few(tree):
    """Five stories."""
    make(tree, 4)


@pytest.fixture
def read(visitor):
    def get(ending, query="type=km-story&type=map-story"):
        response = visitor.get(f"{BASE}/items.{ending}?{query}")
        assert response.status_code == 200
        return b"".join(response) if response.streaming else response.content

    return get
