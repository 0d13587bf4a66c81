"""The feed says of an item how it was written, where its author said so."""

import pytest

from core.choices import Written
from tests import factories
from tests.feed.conftest import settle

pytestmark = pytest.mark.django_db


GIVEN = {Written.PERSON: "person", Written.HELPED: "helped", "": None}


@pytest.mark.parametrize(("said", "given"), GIVEN.items())
def test_an_item_says_how_it_was_written(tree, visitor, said, given):
    story = factories.MapStoryFactory(parent=tree.stories, written=said)
    settle()
    item = visitor.get(f"/api/feed/v1/items/{story.translation_key}").json()
    assert item["written"] == given


def test_readers_see_it_at_the_foot(tree, visitor):
    story = factories.MapStoryFactory(parent=tree.stories, written=Written.CHECKED)
    page = visitor.get(story.url).content.decode()
    assert "How it was written: mainly by a tool, then checked by a person." in page
