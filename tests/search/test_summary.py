"""A list in a sentence: how many, of what, and what narrows it."""

import pytest
from django.http import QueryDict

from community.models import IntegratedCareSystem, Nation, Organisation, Region
from core.models import CareSetting, ImpactCategory, StaffGroup, Theme
from search.params import read_params
from search.summary import list_in_words
from tests import factories
from tests.feed.conftest import settle

TERMS = (
    (Theme, "digital", "Digital skills"),
    (Theme, "nhs", "NHS values"),
    (Theme, "a", "A good death"),
    (Theme, "ageing", "Ageing"),
    (Nation, "wales", "Wales"),
    (Region, "north-west", "North West"),
    (Region, "midlands", "Midlands"),
    (Region, "london", "London"),
    (Region, "northolt", "Northolt"),
    (IntegratedCareSystem, "mersey", "Trent and Mersey"),
    (Organisation, "trent", "Trent Hospital"),
    (Organisation, "northmoor", "Northmoor"),
    (CareSetting, "mental-health", "Mental health"),
    (StaffGroup, "nurses", "Nurses"),
    (ImpactCategory, "costs", "Costs"),
)


THREE = "2 drivers, example documents and project plans"


@pytest.fixture
def terms(db):
    """Terms to narrow a list by."""
    for model, slug, name in TERMS:
        model.objects.create(slug=slug, name=name)


@pytest.fixture
def driver(tree):
    page = factories.DriverFactory(
        parent=tree.drivers, title="Ten year plan", slug="ten-year-plan"
    )
    settle()
    return page


def said(text="", count=2, **fixed):
    return list_in_words(read_params(QueryDict(text), fixed), count)


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "0 results"),
        (1, "1 result"),
        (2, "2 results"),
        (1234, "1,234 results"),
    ],
)
def test_without_filters_it_is_a_number_of_results(db, count, sentence):
    assert said(count=count) == sentence


@pytest.mark.parametrize(
    ("text", "count", "sentence"),
    [
        ("type=map-story", 1, "1 MAP Story"),
        ("type=map-story", 0, "0 MAP Stories"),
        ("type=information", 2, "2 pages about MAP"),
        ("type=plan&type=driver", 2, "2 drivers and project plans"),
        ("type=plan&type=driver", 1, "1 driver and project plan"),
        ("type=plan&type=driver&type=example", 2, THREE),
        ("type=map-story&type=km-story", 3, "3 KM Stories and MAP Stories"),
        ("type=reflection&type=map-story&type=km-story", 3, "3 stories"),
        ("type=reflection&type=map-story&type=km-story", 1, "1 story"),
    ],
)
def test_types_are_the_noun(db, text, count, sentence):
    assert said(text, count) == sentence


def test_a_list_is_of_what_it_is_fixed_to_unless_readers_narrow_it(db):
    stories = ("km-story", "map-story", "reflection")
    assert said(type=stories) == "2 stories"
    assert said(type=("plan",)) == "2 project plans"
    assert said("type=km-story", type=stories) == "2 KM Stories"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theme=digital", "on digital skills"),
        ("theme=nhs", "on NHS values"),
        ("theme=a", "on A good death"),
        ("nation=wales", "in Wales"),
        ("region=north-west", "in the North West"),
        ("region=midlands", "in the Midlands"),
        ("region=london", "in London"),
        ("region=northolt", "in Northolt"),
        ("ics=mersey", "in Trent and Mersey"),
        ("organisation=trent", "from Trent Hospital"),
        ("organisation=northmoor", "from Northmoor"),
        ("setting=mental-health", "set in mental health"),
        ("staff_group=nurses", "for nurses"),
        ("impact=costs", "with impact on costs"),
        ("year=2026", "of 2026"),
        ("language=en-gb", "in en-gb"),
    ],
)
def test_one_filter_follows_the_noun(terms, text, words):
    """Small where it is no name, with “the” where people say it."""
    assert said(text) == f"2 results {words}"


def test_a_driver_stands_in_quotation_marks(driver):
    assert said("driver=ten-year-plan") == "2 results serving “Ten year plan”"
    assert said(f"driver={driver.pk}") == "2 results"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("status=current&type=driver", "2 current drivers"),
        ("scope=national&type=driver", "2 national drivers"),
        ("scope=national&status=current", "2 current national results"),
        ("scope=local&scope=regional", "2 local or regional results"),
    ],
)
def test_status_and_scope_stand_before_the_noun(db, text, sentence):
    assert said(text) == sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theme=nhs&theme=digital", "on digital skills or NHS values"),
        (
            "theme=nhs&theme=digital&theme=ageing",
            "on ageing, digital skills or NHS values",
        ),
        ("theme=nhs&theme=nhs", "on NHS values"),
        ("region=north-west&region=london", "in London or the North West"),
    ],
)
def test_several_values_are_a_choice(terms, text, words):
    assert said(text) == f"2 results {words}"


def test_many_filters_come_in_one_order_whatever_the_address_says(terms, driver):
    text = (
        "q=ward&published_since=2026-03-01&year=2026&driver=ten-year-plan&status=current"
        "&organisation=trent&region=north-west&theme=digital&type=map-story"
    )
    assert said(text, 14) == (
        "14 current MAP Stories on digital skills in the North West from Trent Hospital "
        "serving “Ten year plan” of 2026 published since 1 March 2026 for “ward”"
    )


def test_words_stand_last_as_they_were_typed(terms):
    assert said("q=ward") == "2 results for “ward”"
    assert said("theme=digital&q=Ward+  7") == "2 results on digital skills for “Ward 7”"
    assert said("q=<b>“%22&amp;") == '2 results for “<b>“"”'


def test_dates_are_said_in_full(db):
    assert said("published_since=2026-03-01") == "2 results published since 1 March 2026"
    assert said("published_before=2026-12-31T23:59:59Z&updated_since=2025-01-09") == (
        "2 results published before 31 December 2026 changed since 9 January 2025"
    )


@pytest.mark.parametrize(
    "text",
    [
        "theme=nonsense",
        "year=soon",
        "published_since=yesterday",
        "status=%00",
        "utm_source=letter",
        "order=title&page=7",
        "theme=&q=",
    ],
)
def test_what_means_nothing_is_not_said(terms, text):
    assert said(text) == "2 results"
    assert said(f"{text}&theme=digital") == "2 results on digital skills"


def test_a_withdrawn_driver_is_named_by_its_id(driver):
    driver.unpublish()
    settle()
    key = driver.translation_key
    assert said(f"driver={key}") == f"2 results serving “{key}”"
