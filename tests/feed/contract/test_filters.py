"""The contract on filters, and on counts for each of their values."""

import pytest
from django.utils import timezone

from core.models import Alignment
from feed.models import Item
from tests import factories
from tests.feed.conftest import settle


def test_a_facet_ignores_its_own_filter_and_bears_its_name(tree, driver, ask):
    digital = factories.ThemeFactory(name="Digital", slug="digital")
    people = factories.ThemeFactory(name="People", slug="people")
    factories.KMStoryFactory(parent=tree.stories, themes=[digital])
    factories.KMStoryFactory(parent=tree.stories, themes=[people, digital])
    factories.ReflectionFactory(parent=tree.stories, themes=[people])
    found = ask("/facets?theme=people&type=km-story")
    assert set(found) == {"facets", "total"}
    assert found["total"] == 1
    counts = {
        name: {row["id"]: row["count"] for row in rows}
        for name, rows in found["facets"].items()
    }
    assert counts["theme"] == {"digital": 2, "people": 1}
    assert counts["type"] == {"km-story": 1, "reflection": 1}
    filters = {"type", "driver", "theme", "nation", "region", "ics", "setting"}
    filters |= {"staff_group", "impact", "organisation", "scope", "status", "year"}
    filters |= {"language", "publisher", "service", "km_technique"}
    assert set(counts) == filters


def test_vocabularies_have_every_term_with_its_use(tree, ask):
    digital = factories.ThemeFactory(name="Digital", slug="digital")
    factories.ThemeFactory(name="Unused", slug="unused")
    factories.KMStoryFactory(parent=tree.stories, themes=[digital])
    factories.KMStoryFactory(parent=tree.stories, themes=[digital], live=False)
    terms = ask("/vocabularies")["vocabularies"]["theme"]
    counts = {term["id"]: term["count"] for term in terms}
    assert (counts["digital"], counts["unused"]) == (1, 0)


def test_vocabularies_bear_the_names_of_their_filters(tree, ask):
    factories.KMTechniqueFactory(name="Randomised coffee", slug="coffee")
    terms = ask("/vocabularies")["vocabularies"]
    assert set(terms) <= set(ask("/facets")["facets"])
    assert {"publisher", "service", "km_technique"} <= set(terms)
    assert ask(f"/items?km_technique={terms['km_technique'][0]['id']}")["total"] == 0


@pytest.fixture
def several(tree, driver):
    """Items that differ in each filter, called after what they are found by."""
    theme = factories.ThemeFactory(name="Digital", slug="digital")
    region = factories.RegionFactory(name="North", slug="north")
    organisation = factories.OrganisationFactory(name="Trent", slug="trent")
    make = factories.KMStoryFactory
    make(parent=tree.stories, title="themed", themes=[theme])
    make(parent=tree.stories, title="regional", regions=[region])
    make(parent=tree.stories, title="owned", organisation=organisation)
    coffee = factories.KMTechniqueFactory(name="Randomised coffee", slug="coffee")
    make(parent=tree.stories, title="shared", techniques=[coffee])
    evidence = factories.ServiceFactory(name="Evidence search", slug="evidence")
    factories.MapStoryFactory(parent=tree.stories, title="used", services=[evidence])
    factories.MapStoryFactory(
        parent=tree.stories,
        title="aligned",
        rows={"alignments": [Alignment(driver=driver, level="national")]},
    )


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("theme=digital", ["themed"]),
        ("region=north", ["regional"]),
        ("organisation=trent", ["owned"]),
        ("driver=ten-year-plan", ["aligned"]),
        ("theme=digital&region=north", []),
        ("type=map-story&type=driver", ["Ten year plan", "aligned", "used"]),
        ("type=map-story&driver=ten-year-plan", ["aligned"]),
        ("scope=national", ["Ten year plan"]),
        ("status=current", ["Ten year plan"]),
        ("year=2019", ["Ten year plan"]),
        ("year=2019&year=2020", ["Ten year plan"]),
        ("language=en-gb&theme=digital", ["themed"]),
        ("language=en-GB&theme=digital", ["themed"]),
        ("language=EN-gb&language=cy&theme=digital", ["themed"]),
        ("publisher=nhs", ["Ten year plan"]),
        ("service=evidence", ["used"]),
        ("km_technique=coffee", ["shared"]),
        ("km_technique=coffee&service=evidence", []),
        ("q=themed", ["themed"]),
        ("published_before=2020-01-01", []),
        ("updated_since=2020-01-01T00:00:00Z&theme=digital", ["themed"]),
        ("published_since=2020-01-01&region=north", ["regional"]),
    ],
)
def test_repeated_means_or_and_different_means_and(several, ask, query, titles):
    assert sorted(i["title"] for i in ask(f"/items?{query}")["items"]) == titles


def test_a_driver_is_named_by_its_id_too(several, driver, ask):
    (item,) = ask(f"/items?driver={driver.translation_key}")["items"]
    assert item["title"] == "aligned"


def test_dates_include_the_first_moment_and_exclude_the_last(story, ask):
    settle()
    moment = timezone.now().replace(microsecond=0)
    Item.objects.filter(page=story.pk).update(published_at=moment)
    text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert ask(f"/items?type=map-story&published_since={text}")["total"] == 1
    assert ask(f"/items?type=map-story&published_before={text}")["total"] == 0
