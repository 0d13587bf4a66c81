"""What may be added: figures of one description and basis; shares never."""

from decimal import Decimal

import pytest

from insight.totals import (
    USUAL_LINES,
    Figure,
    Total,
    can_be_added,
    figure_in_words,
    plain_unit,
    totals_of,
)


def figure(value=1, **fields):
    """A figure of a story."""
    given = {
        "item": "story",
        "title": "A story",
        "url": "/",
        "themes": (),
        "kind": "time",
        "unit": "hours",
        "what": "saved",
        "period": "year",
        "basis": "counted",
        "own_part": "",
        "basis_note": "",
    }
    return Figure(value=Decimal(value), **given | fields)


def sums(*figures):
    return sorted(total.value for total in totals_of(figures))


def test_alike_figures_are_one_total():
    [total] = totals_of([figure(3), figure(4, item="other", what=" Saved. ")])
    assert (total.value, total.words, total.works, total.is_sum) == (
        7,
        "7 hours",
        2,
        True,
    )


def test_two_figures_of_one_work_are_one_work():
    [total] = totals_of([figure(3), figure(4)])
    assert total.works == 1


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "money"},
        {"unit": "minutes"},
        {"period": "week"},
        {"basis": "estimated"},
        {"what": "asked for"},
        {"what": ""},
        {"own_part": "before"},
        {"own_part": "net"},
    ],
)
def test_a_difference_keeps_figures_apart(other):
    assert sums(figure(3), figure(4, **other)) == [3, 4]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hours", "Hour"),
        ("hrs", "hours"),
        ("Hrs.", "h"),
        ("minutes", "min"),
        ("£", "GBP"),
        ("pounds", "£"),
        ("searches  done", "Searches done"),
    ],
)
def test_spellings_of_one_unit_are_one_unit(one, other):
    assert plain_unit(one) == plain_unit(other)
    assert sums(figure(3, unit=one), figure(4, unit=other)) == [7]


def test_a_word_that_ends_in_double_s_is_no_plural():
    assert plain_unit("class") == "class"
    assert plain_unit("witness") != plain_unit("witnes")


@pytest.mark.parametrize(
    "unit",
    [
        "%",
        "per cent",
        "percentage",
        "hours per week",
        "out of ten",
        "average minutes",
        "median days",
        "of 12 wards",
        "in 10",
        "times as many",
        "points",
    ],
)
def test_shares_and_averages_have_no_sum(unit):
    assert not can_be_added(plain_unit(unit))
    assert sums(figure(3, unit=unit), figure(4, unit=unit, item="other")) == [3, 4]


@pytest.mark.parametrize("unit", ["hours", "£", "people", "interviews", "pertussis jabs"])
def test_plain_units_have_a_sum(unit):
    assert can_be_added(plain_unit(unit))


def test_people_of_two_kinds_are_never_one_number():
    checked = figure(73, kind="patients", unit="people", what="had a health check")
    joined = figure(112, kind="patients", unit="people", what="got a library card")
    assert sums(checked, joined) == [73, 112]


def test_a_total_says_whether_the_own_part_is_taken_off():
    [hours] = totals_of([figure(basis="estimated", own_part="before")])
    [money] = totals_of([figure(kind="money", unit="£", own_part="net")])
    assert hours.basis == "Estimated, before our own time"
    assert money.basis == "Counted, net of our own costs"


def test_what_most_work_counted_comes_first():
    rare = figure(1000, unit="days")
    first, second = totals_of([rare, figure(1), figure(2)])
    assert (first.value, second.value) == (3, 1000)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("1200", "£", "£1,200"),
        ("1200", "GBP", "£1,200"),
        ("54", "searches", "54 searches"),
    ],
)
def test_figures_are_written_as_people_write_them(value, unit, words):
    assert figure_in_words(Decimal(value), unit) == words


def test_a_total_says_how_many_lines_a_page_leaves_out():
    assert Total([figure()] * USUAL_LINES).more == 0
    assert Total([figure()] * (USUAL_LINES + 3)).more == 3


def test_decimals_are_added_exactly():
    assert sums(*[figure("0.1")] * 3) == [Decimal("0.3")]
