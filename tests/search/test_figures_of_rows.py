"""A figure keeps the word of its basis wherever it is shown."""

from decimal import Decimal

import pytest
from django.utils import timezone

from core.models import Alignment, Measure, RelatedPage
from tests import factories
from tests.feed.conftest import settle

WHAT = "saved for the team"
HOURS = {"kind": "time", "value": Decimal(70), "unit": "hours", "what": WHAT}
WORDS = "saved for the team, estimated, before our own time"


@pytest.fixture
def driver(tree):
    return factories.DriverFactory(parent=tree.drivers)


@pytest.fixture
def story(tree, driver):
    """A story with an estimate from which nothing is taken off."""
    measure = Measure(period="project", basis="estimated", own_part="before", **HOURS)
    rows = {"measures": [measure], "alignments": [Alignment(driver=driver)]}
    made = factories.MapStoryFactory(parent=tree.stories, title="Frailty", rows=rows)
    tree.home.related_pages = [RelatedPage(target=made)]
    factories.publish(tree.home)
    settle()
    return made


@pytest.mark.parametrize("where", ["/", "/stories/", "/search/?q=frailty"])
def test_every_row_and_teaser_says_how_the_figure_is_known(story, visitor, where):
    text = visitor.get(where).content.decode()
    assert text.count("70 hours") == text.count(WORDS) + (where == "/")
    assert WORDS in text


def test_so_does_the_year_s_report(story, visitor):
    year = timezone.localdate().year
    assert WORDS in visitor.get(f"/figures/{year}/").content.decode()


def test_so_does_the_driver_that_the_work_serves(story, driver, visitor):
    assert WORDS in visitor.get(driver.url).content.decode()


def test_a_figure_over_a_stretch_of_time_says_which():
    measure = Measure(period="week", basis="counted", own_part="net", **HOURS)
    assert measure.strength[2] == "a week, counted, net of our own time"


def test_the_front_page_says_what_its_numbers_count(story, visitor):
    band = visitor.get("/").content.decode().partition('id="impact"')[2]
    assert f">{WHAT}</span>" in band
    assert "over the whole project, estimated, before our own time" in band


def test_a_plan_shows_its_figure_too(tree, driver, visitor):
    measure = Measure(period="project", basis="counted", **HOURS)
    rows = {"measures": [measure], "alignments": [Alignment(driver=driver)]}
    factories.PlanFactory(parent=tree.section, rows=rows)
    settle()
    assert "saved for the team, counted" in visitor.get(driver.url).content.decode()
