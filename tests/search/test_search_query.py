"""Where the words find nothing: what was meant, some of the words, or nothing."""

import pytest
from django.http import QueryDict

from core.models import GlossaryEntry
from feed.query import selectors
from search import search_query
from search.search_query import AS_ASKED, MOSTLY, SearchQuery
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
    assert (search.is_corrected, titles(search)) == (True, [story.title])
    assert (search.typed, search.asked.text) == ("inequalites", "inequalities")


def test_a_correction_keeps_the_filters(story):
    search = looked_for("inequalites", type="plan")
    assert (search.is_corrected, titles(search)) == (False, [])
    assert search.asked.text == "inequalites"


def test_most_of_the_words_are_shown_where_all_find_nothing(story):
    search = looked_for("northmoor xylophone")
    assert (search.how, titles(search)) == (MOSTLY, [story.title])
    assert search.asked.text == "northmoor xylophone"
    assert search.whole == 0


def test_a_correction_is_better_than_some_of_the_words(story):
    search = looked_for("northmoor inequalites")
    assert (search.how, search.is_corrected) == (AS_ASKED, True)


def test_what_was_meant_is_not_given_up_for_the_words_beside_it(tree):
    titles_of_many = [f"Ward round {number}" for number in range(5)]
    for title in ("Staffordshire ward", *titles_of_many):
        factories.KMStoryFactory(parent=tree.stories, title=title)
    search = looked_for("the ward in Stafordshire")
    assert search.is_corrected
    assert titles(search)[0] == "Staffordshire ward"


def test_acronyms_and_their_words_are_found_in_the_plural(tree):
    GlossaryEntry.objects.create(acronym="ZCB", long_form="zebra care board")
    whole = factories.KMStoryFactory(parent=tree.stories, title="A zebra care board")
    short = factories.KMStoryFactory(parent=tree.stories, title="The ZCB asked")
    for typed in ("ZCBs", "zcbs", "what do ZCBs do", "zebra care boards"):
        found = set(titles(looked_for(typed)))
        assert found == {whole.title, short.title}, typed


def test_what_has_most_of_the_words_comes_first_and_little_is_left_out(tree):
    factories.KMStoryFactory(parent=tree.stories, title="Falls on stairs at night")
    factories.KMStoryFactory(parent=tree.stories, title="Falls at night")
    factories.KMStoryFactory(parent=tree.stories, title="Night")
    found = titles(looked_for("falls stairs night xylophone"))
    assert found[:2] == ["Falls on stairs at night", "Falls at night"]
    assert "Night" not in found


def test_a_rare_word_says_more_than_a_common_one(tree):
    for number in range(5):
        factories.KMStoryFactory(parent=tree.stories, title=f"Ward story {number}")
    factories.KMStoryFactory(parent=tree.stories, title="Stapler")
    assert titles(looked_for("ward stapler glove"))[0] == "Stapler"


def test_a_sentence_finds_what_has_most_of_it_and_first_what_has_all(tree):
    title = "How red stairs got their stapler"
    factories.KMStoryFactory(parent=tree.stories, title=title)
    factories.KMStoryFactory(parent=tree.stories, title="A stapler on stairs")
    search = looked_for("can I find out how the stairs got a red stapler")
    assert set(titles(search)) == {title, "A stapler on stairs"}
    search = looked_for("how is it that red stairs got a stapler")
    assert (search.how, search.whole, titles(search)[0]) == (MOSTLY, 1, title)


def test_two_words_that_little_has_find_what_has_one_of_them(tree):
    for title in ("Zebra", "Lion", "Ape", "Owl", "Cat", "Cow"):
        factories.KMStoryFactory(parent=tree.stories, title=title)
    text = f"<p>Zebras are not stripes.</p>{factories.WORDS}"
    factories.MapStoryFactory(parent=tree.stories, title="Other", story=text)
    search = looked_for("zebra stripes")
    assert (search.how, search.whole) == (MOSTLY, 1)
    assert set(titles(search)) == {"Zebra", "Other"}


def test_how_people_ask_need_not_be_found(story):
    search = looked_for("please help me find something about inequalities")
    assert (search.how, titles(search)) == (AS_ASKED, [story.title])


def test_what_holds_comes_before_what_was_replaced_and_what_is_history(tree):
    for status in ("archived", "current", "superseded"):
        factories.DriverFactory(
            parent=tree.drivers, title=f"Zebra {status}", status=status
        )
    found = titles(looked_for("zebra"))
    assert found == ["Zebra current", "Zebra superseded", "Zebra archived"]


def test_the_words_of_an_acronym_are_looked_for_one_by_one_at_last(tree, story):
    GlossaryEntry.objects.create(acronym="LQAF", long_form="zebra quality framework")
    other = factories.KMStoryFactory(parent=tree.stories, title="Zebra framework")
    assert titles(looked_for("lqaf")) == [other.title]


def test_two_words_of_a_text_are_found_as_one_where_little_else_is(tree):
    factories.MapStoryFactory(
        parent=tree.stories,
        title="One",
        story=f"<p>A zebra crossing.</p>{factories.WORDS}",
    )
    assert titles(looked_for("zebracrossing")) == ["One"]


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
