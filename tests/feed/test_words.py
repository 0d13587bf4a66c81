"""What people type, as a question to the full-text search."""

from core.models import GlossaryEntry
from feed.query.text_search import NOTHING, Synonyms, read_words
from feed.query.words import enough_of
from tests import factories

NO_OTHERS = Synonyms()
CARE = Synonyms([["ICS", "integrated care system"], ["IT", "computing"]], ["IT"])


def asked(text, synonyms=NO_OTHERS):
    """What somebody looks for, each part as its forms."""
    return [[str(form) for form in part] for part in read_words(text, synonyms).parts]


def test_words_phrases_and_beginnings_are_told_apart():
    assert asked('ward "round table" librar*') == [
        ["ward"],
        ["round <-> table", "roundtable"],
        ["librar:*"],
    ]


def test_what_is_typed_apart_or_as_one_is_told_apart_only_on_demand():
    words = read_words("wards", NO_OTHERS)
    assert [[str(form) for form in part] for part in words.taken_apart.parts] == [
        ["wards", "w <-> ards", "wa <-> rds", "war <-> ds"]
    ]


def test_each_wording_means_the_others():
    assert asked("ics", CARE) == [["ics", "integrated <-> care <-> system"]]
    assert asked("integrated care system wards", CARE) == [
        ["integrated & care & system", "ics"],
        ["wards"],
    ]


def test_a_wording_that_is_an_ordinary_word_must_be_typed_as_it_stands():
    assert asked("it", CARE) == []
    assert asked("IT", CARE) == [["it", "computing"]]


def test_what_may_be_one_word_or_two_is_asked_for_as_both():
    assert asked("net-zero") == [["net <-> zero", "netzero"]]
    assert asked("net zero") == [["net", "netzero"], ["zero", "netzero"]]
    assert asked("well-being") == [["wellbeing"]]
    assert asked("covid19") == [["covid19", "covid <-> 19"]]


def test_how_people_ask_need_not_be_found():
    words = read_words("where can I find something on wards", NO_OTHERS)
    assert [part[0].words for part in words.parts] == [("wards",)]
    assert [part[0].words for part in words.more] == [("find",), ("something",)]
    assert asked("find") == [["find"]]


def test_nothing_but_words_is_asked_for():
    assert not NOTHING
    assert read_words("!?", NO_OTHERS).sql == "''::tsquery"
    assert [part[0] for part in asked("-ward or round")] == ["ward", "round"]


def test_the_greater_part_is_enough_where_parts_have_a_worth():
    assert enough_of({"a": 3.0, "b": 1.0, "c": 0.5}) == [("a",)]
    pairs = [("a", "b"), ("a", "c"), ("b", "c")]
    assert enough_of({"a": 1.0, "b": 1.0, "c": 1.0}) == pairs


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
