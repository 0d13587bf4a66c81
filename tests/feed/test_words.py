"""What people type, as a question to the full-text search."""

from core.models import GlossaryEntry
from feed.query.text_search import NOTHING, Synonyms, read_words
from tests import factories

CARE = Synonyms([["ICS", "integrated care system"], ["IT", "computing"]], ["IT"])


def test_words_phrases_and_beginnings_are_told_apart():
    words = read_words('ward "round table" librar*', Synonyms())
    assert words.values == ["ward", "round table", "'librar':*"]


def test_each_wording_of_the_glossary_means_the_others():
    assert read_words("ics", CARE).values == ["ics", "integrated care system"]
    assert read_words("integrated care system plans", CARE).values == [
        *("plans", "integrated care system", "ICS"),
    ]


def test_an_acronym_that_is_an_ordinary_word_must_be_typed_as_it_stands():
    assert read_words("does it work", CARE).values == ["does it work"]
    assert "computing" in read_words("IT skills", CARE).values


def test_nothing_but_words_is_asked_for():
    assert not NOTHING
    assert read_words("!?", Synonyms()).sql == "''::tsquery"
    assert read_words("-ward or round", Synonyms()).values == ["ward or round"]


def test_it_is_enough_if_one_word_is_found_when_asked_loosely():
    assert read_words('ward "round table"', Synonyms()).loosely.sql.count("||") == 1
    assert read_words("!?", Synonyms()).loosely.sql == "''::tsquery"


def found(ask, words):
    """The titles that a search finds."""
    return {item["title"] for item in ask(f"/items?q={words}")["items"]}


def test_the_feed_knows_the_glossary_as_it_is_now(tree, ask):
    factories.MapStoryFactory(parent=tree.stories, title="Our integrated care system")
    factories.MapStoryFactory(parent=tree.stories, title="An ICS day")
    assert found(ask, "ics") == {"An ICS day"}
    entry = GlossaryEntry.objects.create(
        acronym="ICS", long_form="integrated care system"
    )
    both = {"An ICS day", "Our integrated care system"}
    assert found(ask, "ics") == both
    assert found(ask, "integrated+care+system") == both
    entry.delete()
    assert found(ask, "ics") == {"An ICS day"}


def test_the_beginning_of_a_word_finds_it(tree, ask):
    factories.MapStoryFactory(parent=tree.stories, title="Zymurgists everywhere")
    assert found(ask, "zymur*") == {"Zymurgists everywhere"}
    assert found(ask, "xyz*") == set()


def test_the_feed_answers_what_is_no_word_with_nothing(tree, ask):
    factories.MapStoryFactory(parent=tree.stories, title="The story")
    assert found(ask, "story") == {"The story"}
    for words in ("%21%3F", "%22%22", "the", "%2A", "a%2A", "%F0%9F%98%80"):
        assert found(ask, words) == set(), words
