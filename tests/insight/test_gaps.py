"""Gaps: current drivers that no public story serves yet."""

from datetime import date

from wagtail.models import PageViewRestriction

from insight.gaps import Gaps, gaps_table
from tests import factories
from tests.insight.conftest import aligned, asked, behind


def test_gaps_are_current_drivers_without_a_story(tree, work, drivers):
    found = Gaps(asked())
    assert [gap.title for gap in found.gaps] == ["Nobody's plan"]
    assert found.says == "1 of 3 current national drivers has no story yet."
    gap = found.gaps[0]
    assert gap.near == 2 == behind(gap.near_address)
    aligned(tree, drivers[2])
    assert Gaps(asked()).gaps == []


def test_a_plan_is_no_story_but_shows_where_to_ask(tree, work, drivers):
    aligned(tree, drivers[2], factory=factories.PlanFactory, parent=tree.section)
    (gap,) = Gaps(asked()).gaps
    assert gap.plans == 1 == behind(gap.plans_address)


def test_superseded_drivers_and_other_scopes_are_no_national_gaps(tree):
    factories.DriverFactory(parent=tree.drivers, title="Local", scope="local")
    factories.DriverFactory(parent=tree.drivers, title="Old", status="archived")
    assert Gaps(asked()).gaps == []
    assert [gap.title for gap in Gaps(asked("scope=local")).gaps] == ["Local"]


def test_a_story_that_is_not_public_closes_no_gap(tree, drivers):
    aligned(tree, drivers[2], live=False)
    hidden = aligned(tree, drivers[2])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert "Nobody's plan" in [gap.title for gap in Gaps(asked()).gaps]


def test_a_driver_without_a_theme_has_nothing_near_it(tree, work):
    factories.DriverFactory(parent=tree.drivers, title="About nothing")
    gap = next(gap for gap in Gaps(asked()).gaps if gap.title == "About nothing")
    assert (gap.near, gap.themes) == (0, [])


def test_gaps_are_told_the_latest_year_first(tree):
    for year in (2019, 2024, 2021):
        day = date(year, 1, 1)
        factories.DriverFactory(parent=tree.drivers, title=f"Of {year}", date=day)
    assert [gap.year for gap in Gaps(asked()).gaps] == ["2024", "2021", "2019"]


def test_gaps_have_words_when_there_are_none(tree):
    assert Gaps(asked()).says == "There are no current national drivers here yet."
    driver = factories.DriverFactory(parent=tree.drivers)
    aligned(tree, driver)
    assert Gaps(asked()).says == "Every current national driver has at least one story."


def test_the_table_says_which_themes_a_gap_has(work):
    head, row = gaps_table(Gaps(asked()))
    told = dict(zip(head, row, strict=True))
    assert (told["Driver"], told["Themes"]) == ("Nobody's plan", "Digital")
    assert (told["Plans"], told["Stories with its themes"]) == ("0", "2")
