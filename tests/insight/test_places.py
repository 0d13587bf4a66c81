"""Places: each story counts where it happened."""

import pytest

from community.models import Nation, Region
from insight.places import Places, places_table
from tests import factories
from tests.insight.conftest import asked, behind


def test_places_count_each_story_where_it_happened(tree):
    wales = Nation.objects.get_or_create(slug="wales", defaults={"name": "Wales"})[0]
    make = factories.KMStoryFactory
    make(parent=tree.stories, nations=[wales])
    make(parent=tree.stories, nations=[wales], live=False)
    make(parent=tree.stories)
    found = Places(asked())
    place = next(place for place in found.places if place.label == wales.name)
    assert place.stories == 1 == behind(place.stories_address)
    assert found.total == (2, 0)
    assert found.says_elsewhere == "1 story names no place."


@pytest.fixture
def england(db):
    return Nation.objects.get_or_create(slug="england", defaults={"name": "England"})[0]


def place(found, label):
    return next((place for place in found.places if place.label == label), None)


def test_a_region_stands_below_its_nation(tree, england):
    region = Region.objects.create(name="Far North", slug="far-north", nation=england)
    factories.KMStoryFactory(parent=tree.stories, nations=[england], regions=[region])
    found = Places(asked())
    labels = [place.label for place in found.places]
    assert labels[0] == england.name
    assert labels[1] == "Far North"
    below = found.places[1]
    assert below.is_region
    assert below.stories == 1 == behind(below.stories_address)


def test_a_region_without_a_nation_is_shown_once_something_came_from_it(tree):
    region = Region.objects.create(name="Nowhere land", slug="nowhere-land")
    assert place(Places(asked()), "Nowhere land") is None
    factories.KMStoryFactory(parent=tree.stories, regions=[region])
    shown = place(Places(asked()), "Nowhere land")
    assert shown.stories == 1 == behind(shown.stories_address)
    assert not shown.is_region


def test_work_in_two_places_counts_in_each_and_once_in_all(tree, england):
    wales = Nation.objects.get_or_create(slug="wales", defaults={"name": "Wales"})[0]
    factories.KMStoryFactory(parent=tree.stories, nations=[england, wales])
    found = Places(asked())
    assert place(found, england.name).stories == 1
    assert place(found, wales.name).stories == 1
    assert found.total == (1, 0)


def test_plans_are_counted_beside_stories(tree, england):
    factories.PlanFactory(parent=tree.section, nations=[england])
    found = Places(asked())
    shown = place(found, england.name)
    assert (shown.stories, shown.plans, shown.stories_address) == (0, 1, "")
    assert behind(shown.plans_address) == 1
    assert "No story yet from" in found.says


def test_a_place_with_nothing_leads_nowhere(tree, england):
    shown = place(Places(asked()), england.name)
    assert (shown.stories_address, shown.plans_address) == ("", "")
    assert Places(asked()).says == "No stories or plans are public yet."
    assert Places(asked()).says_elsewhere == ""


def test_the_table_has_what_names_no_place(tree):
    factories.KMStoryFactory(parent=tree.stories)
    *_, last = places_table(Places(asked()))
    assert last == ["No place given", "", "1", "0"]
