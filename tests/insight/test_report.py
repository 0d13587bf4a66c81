"""The yearly report counts the year."""

import pytest
from django.utils import timezone

from feed.models import Item
from insight.report import Report
from tests import factories
from tests.feed.conftest import settle
from tests.insight.conftest import behind


def test_the_report_counts_the_year(work, visitor):
    year = timezone.now().year
    settle()
    found = Report(str(year))
    assert "told 2 stories, shared 1 project plan and summarised 3 drivers" in found.says
    for number, _, address in found.numbers:
        assert not address or number == behind(address)
    for driver, number, address in found.served:
        assert driver["title"] in {"Ten year plan", "People plan"}
        assert number == behind(address)
    text = visitor.get(f"/figures/{year}/").content.decode()
    assert "7 hours" in text
    assert visitor.get(f"/figures/{year + 1}/").status_code == 404
    assert visitor.get("/figures/1999/").status_code == 404


@pytest.fixture
def this_year(db):
    return str(timezone.now().year)


def test_a_year_that_runs_is_said_to_run(tree, this_year):
    assert Report(this_year).says.startswith(f"So far in {this_year} nothing")
    assert Report("2019").says == "In 2019 nothing was published here."


def test_work_of_other_years_counts_nowhere(work, this_year):
    settle()
    Item.objects.update(published_at="2019-12-31T23:59:59Z")
    assert next(Report(this_year).numbers)[0] == 0
    found = Report("2019")
    assert (len(found.stories), len(found.plans), len(found.drivers)) == (2, 1, 3)
    Item.objects.update(published_at="2020-01-01T00:00:00Z")
    assert Report("2019").items == []


def test_a_story_shows_the_figure_its_author_put_first(work, this_year):
    settle()
    shown = [story["figure"] for story in Report(this_year).stories]
    assert [figure and figure.words for figure in shown] in (
        ["3 hours", None],
        [None, "3 hours"],
    )


def test_organisations_count_once_however_much_they_told(tree, this_year):
    one = factories.OrganisationFactory()
    for _ in range(2):
        factories.KMStoryFactory(parent=tree.stories, organisation=one)
    factories.PlanFactory(parent=tree.section)
    settle()
    found = Report(this_year)
    assert found.organisations == 2
    assert (2, "organisations took part", "") in list(found.numbers)
    assert {story["organisation"] for story in found.stories} == {one.name}


def test_a_number_of_nothing_leads_nowhere(tree, this_year):
    settle()
    numbers = list(Report(this_year).numbers)
    assert [(number, address) for number, _, address in numbers] == [(0, "")] * 3
