"""A day and a year are those of London, where people read them."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests import factories
from tests.feed.conftest import full_of, settle

# Half past midnight of the first of July, in summer.
NIGHT = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)


@pytest.fixture
def story(tree):
    with time_machine.travel(NIGHT):
        page = factories.KMStoryFactory(parent=tree.stories, title="Night")
        settle()
    return page


def test_moments_stay_in_utc(story):
    assert full_of(story)["published_at"] == "2026-06-30T23:30:00Z"


def test_a_day_as_a_filter_begins_in_london(story, ask):
    assert ask("/items?type=km-story&published_since=2026-07-01")["total"] == 1
    assert ask("/items?type=km-story&published_before=2026-07-01")["total"] == 0
    later = "2026-07-01T00:00:00Z"
    assert ask(f"/items?type=km-story&published_since={later}")["total"] == 0


def test_the_list_shows_the_month_of_london(story, visitor):
    text = visitor.get("/stories/").content.decode()
    assert "July 2026" in text
    assert "June 2026" not in text


def test_the_year_is_that_of_london(tree, ask):
    """Nobody's clock is changed at New Year; so another zone tells the difference."""
    with time_machine.travel(datetime(1970, 12, 31, 23, 30, tzinfo=UTC)):
        page = factories.KMStoryFactory(parent=tree.stories)
    assert full_of(page)["year"] == 1971
