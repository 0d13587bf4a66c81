"""Work names its drivers, and no driver is written up twice."""

import pytest

from core.models import Alignment
from stories.models import KMStoryPage, ReflectionPage
from tests import factories
from tests.editorial.findings import found, story
from toolkit.models import DriverPage, ProjectPlanPage, Supersession

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [KMStoryPage, ProjectPlanPage])
def test_work_without_a_driver_is_asked_for_one(model):
    page = model(title="Work")
    (finding,) = found(page, "no-alignment")
    assert not finding.blocks
    assert finding.field == "alignments"
    page.alignments = [Alignment()]
    assert found(page, "no-alignment")
    page.alignments = [Alignment(driver_text="Our own strategy")]
    assert not found(page, "no-alignment")


def test_map_stories_must_name_one_anyway_and_reflections_need_not():
    assert "alignments" in story().problems()
    assert not found(story(), "no-alignment")
    assert not found(ReflectionPage(title="A thought"), "no-alignment")
    assert found(KMStoryPage(title="A story"), "no-alignment")


def similar(page):
    return [finding.words for finding in found(page, "similar-driver")]


@pytest.fixture
def plan(tree):
    return factories.DriverFactory(
        parent=tree.drivers,
        title="10 Year Health Plan for England: fit for the future",
        alternative_titles="Fit for the Future\nTen Year Plan",
        live=False,
    )


@pytest.mark.parametrize(
    "title",
    [
        "10 Year Health Plan for England: fit for the future",
        "The 10-Year Health Plan for England: Fit for the future",
        "Fit for the future",
        "Ten year plan",
        "10 Year Health Plan",
        "Fit for the future: the plan and what came of it",
    ],
)
def test_a_driver_much_like_another_is_found_drafts_included(tree, plan, title):
    page = factories.DriverFactory(parent=tree.drivers, title=title, slug="x", live=False)
    assert similar(page) == [plan.title]
    page.delete()
    assert similar(DriverPage(title=title)) == [plan.title]


def test_other_names_count_too(tree, plan):
    page = DriverPage(title="A plan", alternative_titles="fit for the future")
    assert similar(page) == [plan.title]


@pytest.mark.parametrize(
    "title",
    [
        "NHS Long Term Plan",
        "Next steps on the 10 Year Health Plan for England",
        "A Healthier Wales",
        "Health and Care Act 2022",
        "Plan",
    ],
)
def test_other_drivers_are_fine(tree, plan, title):
    other = factories.DriverFactory(parent=tree.drivers, title=title, slug="other")
    assert similar(DriverPage(title=title)) == [other.title]


def test_a_driver_is_not_like_itself(plan):
    assert not similar(plan)
    assert similar(DriverPage(title=plan.title)) == [plan.title]


def test_a_driver_may_be_like_those_it_supersedes_and_that_supersede_it(tree, plan):
    newer = factories.DriverFactory(
        parent=tree.drivers,
        title=plan.title,
        slug="newer",
        live=False,
        rows={"supersessions": [Supersession(older=plan)]},
    )
    version = newer.get_latest_revision().as_object()
    assert not similar(version)
    version.supersessions = []
    Supersession.objects.filter(page=newer).delete()
    assert similar(version) == similar(plan) == [plan.title]
    Supersession.objects.create(page=newer, older=plan)
    assert not similar(plan)


def test_only_the_same_list_of_drivers_counts(tree, plan):
    page = factories.DriverFactory(parent=tree.drivers, title=plan.title, slug="other")
    assert similar(page) == [plan.title]
    plan.move(tree.section, pos="last-child")
    page.refresh_from_db()
    assert not similar(page)


def test_pages_of_other_types_are_not_compared(plan):
    page = story()
    page.title = plan.title
    assert not found(page, "similar-driver")
    assert similar(DriverPage(title=plan.title))


@pytest.mark.parametrize("status", ["superseded", "archived"])
def test_a_driver_that_does_not_hold_says_what_to_use_now(tree, plan, status):
    old = factories.DriverFactory(parent=tree.drivers, status=status)
    assert found(old, "way-on")
    old.use_instead = plan
    assert not found(old, "way-on")
    assert not found(plan, "way-on")


def test_what_was_superseded_has_its_way_on(tree, plan):
    rows = {"supersessions": [Supersession(older=plan)]}
    factories.DriverFactory(parent=tree.drivers, rows=rows)
    plan.status = "superseded"
    assert not found(plan, "way-on")


def test_a_current_driver_wants_a_paragraph_to_lift(plan):
    plan.lift_this = " "
    assert found(plan, "lift-this")
    plan.lift_this = "The plan asks for evidence."
    assert not found(plan, "lift-this")
    plan.lift_this, plan.status = "", "archived"
    assert not found(plan, "lift-this")


def test_a_page_with_its_text_is_no_headline(plan):
    assert not found(plan, "headline-only")
    plan.status = "headline"
    (finding,) = found(plan, "headline-only")
    assert finding.blocks
    plan.impact = "<p> </p>"
    assert not found(plan, "headline-only")
