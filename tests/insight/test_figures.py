"""Figures: only what is alike is added."""

import pytest
from django.utils import timezone

from feed.models import Item
from insight.figures import Figures, figures_table, leading_totals
from tests import factories
from tests.feed.conftest import settle
from tests.insight.conftest import aligned, asked, hours


def totals(*measures, tree):
    aligned(tree, measures=list(measures))
    return {(total.words, total.period, total.basis) for total in Figures(asked()).totals}


def test_only_figures_that_are_alike_are_added(tree):
    found = totals(
        hours(3),
        hours(4, unit="hour"),
        hours(5, unit="Hrs."),
        hours(10, basis="estimated"),
        hours(20, period="week"),
        hours(40, unit="minutes"),
        hours(7, kind="staff", unit="people"),
        tree=tree,
    )
    words = {(words, period) for words, period, _ in found}
    assert ("12 hours", "A year") in words
    assert {value for value, _ in words} == {
        "12 hours",
        "10 hours",
        "20 hours",
        "40 minutes",
        "7 people",
    }


@pytest.mark.parametrize(
    "unit",
    ["%", "per cent", "hours per week", "out of ten", "average minutes", "percent"],
)
def test_shares_and_averages_have_no_sum(tree, unit):
    aligned(tree, measures=[hours(30, unit=unit)])
    aligned(tree, measures=[hours(50, unit=unit)])
    values = sorted(total.value for total in Figures(asked()).totals)
    assert values == [30, 50]


def test_figures_of_what_is_not_public_count_nowhere(work):
    (total,) = Figures(asked()).totals
    assert total.words == "7 hours"


def test_figures_can_be_narrowed_to_a_theme_and_a_year(work):
    year = timezone.now().year
    assert (
        Figures(asked("theme=people")).says
        == "2 figures from 1 story or plan about People."
    )
    assert Figures(asked(f"year={year}")).figures
    assert not Figures(asked("year=1999")).figures


def test_the_front_page_adds_no_more_than_the_figures_page(tree, visitor):
    weekly = [hours(7, period="week"), hours(5, period="week")]
    aligned(tree, measures=[hours(100), *weekly])
    settle()
    text = visitor.get("/").content.decode()
    assert "12 hours</strong>" in text
    assert "a week, counted, from one piece of work" in text
    assert "112" not in text


def test_a_theme_that_was_merged_still_narrows(work, themes):
    old = factories.ThemeFactory(name="Computers", slug="computers")
    old.merged_into = themes[1]
    old.save()
    found = Figures(asked("theme=computers"))
    assert (found.theme, found.theme_label) == ("people", "People")
    assert len(found.figures) == 2


@pytest.mark.parametrize("query", ["theme=nonsense", "theme=%27--", "year=99999"])
def test_what_no_figure_can_be_narrowed_by_is_passed_over(work, query):
    assert len(Figures(asked(query)).figures) == 2


def test_the_years_are_those_of_public_work(work):
    settle()
    Item.objects.filter(type="plan").update(facets=["type:plan", "year:2019"])
    Item.objects.filter(type="driver").update(facets=["type:driver", "year:1999"])
    assert Figures(asked()).years == [str(timezone.now().year), "2019"]


def test_figures_by_theme_say_how_much_work_has_them(work):
    assert Figures(asked()).by_theme == [
        ("Digital", "digital", 2, 1),
        ("People", "people", 2, 1),
    ]


def test_the_table_has_all_and_each_theme(work):
    head, *rows = figures_table(Figures(asked()))
    assert [row[0] for row in rows] == ["All", "Digital", "People"]
    told = dict(zip(head, rows[0], strict=True))
    assert (told["Total"], told["Unit"], told["Figures"]) == ("7.00", "hours", "2")


def test_leading_totals_are_read_anew_when_something_changed(tree):
    aligned(tree, measures=[hours(100)])
    settle()
    assert leading_totals()["time"].value == 100
    aligned(tree, measures=[hours(11)])
    settle()
    assert leading_totals()["time"].value == 111
