"""Facets: what each choice would show, in which order, and only where it helps."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from feed.query import selectors
from feed.query.selectors import Counts
from search.facets import LABELS, Choice, facets_of, label_of
from search.params import read_params
from tests import factories
from tests.feed.conftest import settle

STORIES = ("km-story", "map-story", "reflection")


@pytest.fixture
def themes(db):
    """Three themes by slug; nothing is about the last."""
    names = {"digital": "Digital skills", "people": "People", "unused": "Unused"}
    return {
        slug: factories.ThemeFactory(name=name, slug=slug) for slug, name in names.items()
    }


@pytest.fixture
def stories(tree, themes):
    """Two KM Stories on digital skills, one of them on people too, and a reflection."""
    digital, people = themes["digital"], themes["people"]
    make = factories.KMStoryFactory
    make(parent=tree.stories, themes=[digital])
    make(parent=tree.stories, themes=[digital, people])
    factories.ReflectionFactory(parent=tree.stories, themes=[digital])
    settle()


def narrowing(text=""):
    """The facets by name of what an address asks for, counted in the table."""
    asked = read_params(QueryDict(text))
    return {f.name: f for f in facets_of(selectors.facets(asked.query), asked)}


def counted(text="", total=10, fixed=None, **values):
    """The facets by name for given counts."""
    counts = Counts(None, total, {name: values.get(name, {}) for name in LABELS})
    found = facets_of(counts, read_params(QueryDict(text), fixed))
    return {facet.name: facet for facet in found}


def values(choices):
    return [choice.value for choice in choices]


def test_each_choice_has_its_label_and_what_the_list_would_show(stories):
    facet = narrowing()["theme"]
    assert facet.label == "Theme"
    assert facet.choices == [
        Choice("digital", "Digital skills", 3, is_chosen=False),
        Choice("people", "People", 1, is_chosen=False),
    ]


def test_a_chosen_value_stays_with_nothing_to_show(stories):
    facet = narrowing("theme=unused&type=reflection")["theme"]
    assert facet.choices == [
        Choice("unused", "Unused", 0, is_chosen=True),
        Choice("digital", "Digital skills", 1, is_chosen=False),
    ]
    assert facet.chosen == 1


def test_the_choices_of_one_facet_ignore_each_other_and_heed_the_others(stories):
    facets = narrowing("theme=people&type=km-story")
    assert {c.value: c.count for c in facets["theme"].choices} == {
        "people": 1,
        "digital": 2,
    }
    assert {c.value: c.count for c in facets["type"].choices} == {"km-story": 1}


def test_what_shows_most_comes_first_then_what_comes_first_in_the_alphabet(db):
    for slug, name in {"z": "apples", "y": "Bees", "x": "Cats", "w": "Zebras"}.items():
        factories.ThemeFactory(name=name, slug=slug)
    facet = counted(theme={"w": 2, "x": 1, "y": 1, "z": 1})["theme"]
    assert [c.label for c in facet.choices] == ["Zebras", "apples", "Bees", "Cats"]


def test_years_come_the_latest_first_however_much_they_show(db):
    facet = counted(year={"2019": 9, "2026": 1, "2024": 4})["year"]
    assert values(facet.choices) == ["2026", "2024", "2019"]


def test_what_is_chosen_comes_before_all(db):
    numbers = {"driver": 9, "plan": 1, "km-story": 2}
    facet = counted("type=plan&type=km-story", type=numbers)["type"]
    assert values(facet.choices) == ["km-story", "plan", "driver"]
    assert facet.chosen == 2
    facet = counted("year=2019", year={"2019": 9, "2026": 1, "2024": 4})["year"]
    assert values(facet.choices) == ["2019", "2026", "2024"]


def test_six_choices_are_shown_and_the_others_on_request(db):
    years = {str(year): 1 for year in range(2019, 2027)}
    facet = counted(year=years)["year"]
    assert values(facet.first) == ["2026", "2025", "2024", "2023", "2022", "2021"]
    assert values(facet.more) == ["2020", "2019"]
    assert not facet.more_is_open
    six = counted(year=dict(list(years.items())[:6]))["year"]
    assert (len(six.first), six.more) == (6, [])


def test_the_others_are_open_where_one_of_them_is_chosen(db):
    years = {str(year): 1 for year in range(2019, 2027)}
    six = "&".join(f"year={year}" for year in range(2019, 2025))
    assert not counted(six, year=years)["year"].more_is_open
    assert counted(f"{six}&year=2025", year=years)["year"].more_is_open


def test_some_facets_are_open_and_the_rest_once_something_is_chosen(db):
    numbers = {"type": {"plan": 1, "driver": 2}, "year": {"2019": 1, "2026": 2}}
    facets = counted(**numbers)
    assert facets["type"].is_open
    assert not facets["year"].is_open
    assert counted("year=2019", **numbers)["year"].is_open


@pytest.mark.parametrize(
    ("text", "years", "is_shown"),
    [
        ("", {}, False),
        ("", {"2026": 10}, False),
        ("", {"2026": 9}, True),
        ("", {"2026": 10, "2024": 10}, True),
        ("year=2026", {"2026": 10}, True),
        ("year=2026", {}, True),
    ],
)
def test_a_facet_is_shown_where_choosing_changes_something(db, text, years, is_shown):
    """Or where something is chosen, so that it can be taken away."""
    assert ("year" in counted(text, year=years)) is is_shown


def test_a_list_offers_what_it_is_of(db):
    numbers = {"plan": 3, "km-story": 1, "map-story": 2}
    facet = counted(fixed={"type": STORIES}, type=numbers)["type"]
    assert values(facet.choices) == ["map-story", "km-story"]


def test_facets_come_in_one_order_and_language_is_not_offered(db):
    two = {"a": 1, "b": 2}
    facets = counted(**dict.fromkeys(reversed(LABELS), two))
    assert [facet.label for facet in facets.values()] == [
        "Type",
        "Theme",
        "Nation",
        "Region",
        "Integrated care system or health board",
        "Care setting",
        "Staff group",
        "Kind of impact",
        "Service used",
        "How knowledge was shared",
        "Organisation",
        "Driver",
        "How far a driver reaches",
        "Status of a driver",
        "Publisher of a driver",
        "Year",
    ]


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("type", "km-story", "KM Story"),
        ("type", "blog", "blog"),
        ("theme", "digital", "Digital skills"),
        ("theme", "nonsense", "nonsense"),
        ("theme", "<b>", "<b>"),
        ("scope", "regional", "Regional"),
        ("year", "2026", "2026"),
        ("driver", "nobody", "nobody"),
        ("published_since", datetime(2026, 3, 1, tzinfo=UTC), "1 March 2026"),
    ],
)
def test_values_are_called_what_readers_call_them(themes, name, value, label):
    assert label_of(name, value) == label


def test_a_driver_is_called_by_its_title_while_it_is_public(tree):
    driver = factories.DriverFactory(parent=tree.drivers, title="Ten year plan")
    settle()
    key = str(driver.translation_key)
    assert label_of("driver", key) == "Ten year plan"


def test_a_withdrawn_driver_has_no_name(tree):
    driver = factories.DriverFactory(parent=tree.drivers, title="Ten year plan")
    settle()
    driver.unpublish()
    settle()
    key = str(driver.translation_key)
    assert label_of("driver", key) == key
