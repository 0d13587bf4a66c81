"""Where the words find nothing: what was meant, some of the words, or nothing."""

import pytest
from django.http import QueryDict

from feed.query import selectors
from search import search_query
from search.search_query import AS_ASKED, CORRECTED, LOOSELY, SearchQuery
from tests import factories
from tests.feed.conftest import settle


def looked_for(text, **fields):
    settle()
    query = QueryDict(mutable=True)
    query.update({"q": text, **fields})
    return SearchQuery(query)


def titles(search):
    return [card.title for card in search.found.page.object_list]


@pytest.fixture
def story(tree):
    return factories.KMStoryFactory(
        parent=tree.stories, title="Inequalities at Northmoor"
    )


def test_what_is_found_is_shown_as_asked(story):
    search = looked_for("northmoor")
    assert (search.how, titles(search)) == (AS_ASKED, [story.title])


def test_a_misspelt_word_is_corrected(story):
    search = looked_for("inequalites")
    assert (search.how, titles(search)) == (CORRECTED, [story.title])
    assert (search.typed, search.asked.text) == ("inequalites", "inequalities")


def test_a_correction_keeps_the_filters(story):
    search = looked_for("inequalites", type="plan")
    assert (search.how, titles(search)) == (AS_ASKED, [])
    assert search.asked.text == "inequalites"


def test_some_of_the_words_are_shown_where_all_find_nothing(story):
    search = looked_for("northmoor xylophone")
    assert (search.how, titles(search)) == (LOOSELY, [story.title])
    assert search.asked.text == "northmoor xylophone"


def test_a_correction_is_better_than_some_of_the_words(story):
    search = looked_for("northmoor inequalites")
    assert search.how == CORRECTED


def test_nothing_stays_nothing(story):
    search = looked_for("xylophone")
    assert (search.how, titles(search), bool(search.found)) == (AS_ASKED, [], False)


def test_filters_that_find_nothing_are_no_reason_to_guess(story, monkeypatch):
    monkeypatch.setattr(search_query, "correct", lambda words: pytest.fail("asked"))
    settle()
    search = SearchQuery(QueryDict("type=plan"))
    assert (search.how, bool(search.found)) == (AS_ASKED, False)


def test_pages_show_each_item_once(tree):
    for number in range(5):
        factories.KMStoryFactory(parent=tree.stories, title=f"Story {number}")
    settle()
    parts = [
        SearchQuery(QueryDict(f"type=km-story&page={page}"), per_page=2)
        for page in (1, 2, 3)
    ]
    assert [len(titles(part)) for part in parts] == [2, 2, 1]
    assert len({title for part in parts for title in titles(part)}) == 5
    assert parts[0].found.page.paginator.num_pages == 3


def test_a_page_beyond_the_last_is_the_last(story):
    settle()
    search = SearchQuery(QueryDict("type=km-story&page=99"))
    assert (search.found.page.number, titles(search)) == (1, [story.title])


def test_counts_and_items_are_of_one_moment(tree, story, monkeypatch):
    """Something is published between the two parts; both are read anew."""
    read = selectors.listing
    late = []

    def listing(query, with_total=True):
        if not late:
            late.append(factories.KMStoryFactory(parent=tree.stories, title="Late"))
            settle()
        return read(query, with_total)

    settle()
    monkeypatch.setattr(selectors, "listing", listing)
    search = SearchQuery(QueryDict("type=km-story"))
    assert search.found.counts.total == len(titles(search)) == 2
