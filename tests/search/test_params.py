"""What an address asks for: kindly read, never guessed."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from search.params import SearchParams, page_of, read_params, texts_of, tidy_question


def read(text, **fixed):
    return read_params(QueryDict(text), fixed)


def test_known_parameters_are_read_and_others_passed_over(db):
    found = read("type=plan&type=driver&year=2024&q=ward&utm_source=letter&limit=5")
    assert found.values["type"] == ("driver", "plan")
    assert found.values["year"] == ("2024",)
    assert found.text == "ward"
    assert not found.unknown
    assert set(found.values) == {"type", "year", "q"}


def test_what_means_nothing_is_told_in_characters_that_can_be_shown(db):
    found = read("type=pl%07an&type=plan&published_since=yesterday")
    assert found.values == {"type": ("plan",)}
    assert found.unknown == (("type", "plan"), ("published_since", "yesterday"))


def test_a_list_narrows_only_within_what_it_is_of(db):
    found = read("type=plan&type=km-story", type=("km-story", "map-story"))
    assert found.values["type"] == ("km-story",)
    assert found.unknown == (("type", "plan"),)


def test_the_best_match_comes_first_only_where_there_are_words(db):
    assert read("").order == "newest"
    assert read("order=relevance").order == "newest"
    assert read("q=ward").order == "relevance"
    assert read("q=ward&order=title").order == "title"


def test_what_a_list_is_of_goes_into_its_query_but_not_its_address(db):
    found = read("q=ward", type=("plan",))
    assert found.query.facets == (("type", ("plan",)),)
    assert found.address() == "q=ward"
    assert found.address(with_fixed=True) == "type=plan&q=ward"


def test_one_value_is_taken_away_and_the_others_stay(db):
    found = read("type=plan&type=driver&year=2024&page=3")
    left = found.without("type", "plan")
    assert left.values == {"type": ("driver",), "year": ("2024",)}
    assert left.page == 1
    assert found.without("year", "2024").values == {"type": ("driver", "plan")}


def test_a_date_is_taken_away_whole(db):
    found = read("published_since=2026-03-01&q=ward")
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    assert found.values["published_since"] == moment
    assert "published_since" not in found.without("published_since", moment).values


def test_words_alone_keep_the_words(db):
    found = read("q=ward&type=plan&order=title").words_alone
    assert list(found.values) == ["q"]


def test_filters_are_those_with_counts(db):
    found = read("q=ward&type=plan&published_since=2026-03-01")
    assert found.filters == {"type": ("plan",)}


@pytest.mark.parametrize(
    ("text", "page"),
    [("3", 3), ("", 1), ("-1", 1), ("٣", 1), ("1e3", 1), ("9999999", 1), ("x", 1)],
)
def test_the_number_of_a_page(text, page):
    assert page_of(text) == page


@pytest.mark.parametrize(
    ("typed", "read"),
    [("  a   b ", "a b"), ("a\x00b\nc", "a b c"), ("x" * 900, "x" * 500), ("\ud800", "")],
)
def test_words_are_tidied(typed, read):
    assert tidy_question(typed) == read


def test_more_values_than_anybody_ticks_are_not_read(db):
    text = "&".join(f"year={year}" for year in range(1900, 2000))
    assert len(read(text).values["year"]) == 50


def test_moments_stand_in_an_address_as_they_are_read(db):
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    assert texts_of(moment) == ["2026-03-01T00:00:00+00:00"]
    address = SearchParams({"published_since": moment}).address()
    assert read(address).values["published_since"] == moment
