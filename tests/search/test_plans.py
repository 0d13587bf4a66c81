"""What lists and suggestions ask of the relation has an index to work with."""

import pytest

from feed.query.relation import question
from feed.query.words import QUESTION
from search import aligned_work, cards, highlighting, related, spelling, suggestions
from tests.feed.test_plans import NOBODY, many, plan_of

__all__ = ["many"]

PAGES, FACETS = [5, 6], ["theme:t7"]
BEGINNING = question(suggestions.BEGINNING, words=QUESTION)
SHARING = [FACETS, PAGES, 100, [*FACETS, "year:2007"], PAGES, 100]


@pytest.mark.parametrize(
    ("statement", "parameters", "index"),
    [
        (cards.BY["id"], [[NOBODY]], "feed_item_pkey"),
        (cards.BY["page"], [PAGES], "feed_item_page"),
        (related.OF_PAGES, [PAGES], "feed_item_page"),
        (related.SHARING, SHARING, "feed_"),
        (aligned_work.ALIGNED, [FACETS, aligned_work.FIRM, 5], "feed_facets"),
        (spelling.UNKNOWN, [["evidence"], ["evidence"]], "feed_vector"),
        (spelling.NEAREST, [["evidense"], 0.3], "feed_names"),
        (BEGINNING, ["evidence & wa:*AB", "evidence wa", 6], "feed_vector"),
        (highlighting.BODIES, [10, [NOBODY]], "feed_item_pkey"),
    ],
)
def test_questions_of_other_rooms(many, statement, parameters, index):
    assert index in plan_of(statement, parameters)
