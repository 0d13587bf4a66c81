"""Pages whose rows are watched, and what is asked of them."""

import pytest

from core.models import Alignment
from tests import factories
from tests.feed.conftest import item_of, settle


@pytest.fixture
def story(tree):
    page = factories.KMStoryFactory(parent=tree.stories, title="Tea urn", slug="tea-urn")
    settle()
    return page


@pytest.fixture
def driver(tree):
    page = factories.DriverFactory(parent=tree.drivers, title="Ten year plan")
    settle()
    return page


@pytest.fixture
def aligned(tree, driver):
    """A story that names the driver."""
    page = factories.MapStoryFactory(
        parent=tree.stories,
        title="Wards",
        rows={"alignments": [Alignment(driver=driver, level="national")]},
    )
    settle()
    return page


@pytest.fixture
def moderator(person):
    return person("Moderators").user


def sequence_of(page):
    return item_of(page).sequence
