"""Dates, as people write them and as pages tell them."""

from datetime import date, datetime

import pytest

from core.text.dates import date_in_words, read_date, read_moment


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("year", "2025"),
        ("month", "July 2025"),
        ("quarter", "July to September 2025"),
        ("day", "3 July 2025"),
        ("nonsense", "3 July 2025"),
    ],
)
def test_dates_are_told_as_far_as_they_are_known(precision, words):
    assert date_in_words(date(2025, 7, 3), precision) == words
    assert date_in_words(None, precision) == ""


@pytest.mark.parametrize(
    "words",
    [
        "03/02/2016",
        "3/2/16",
        "3.2.2016",
        "3 - 2 - 2016",
        "2016-02-03",
        "3 February 2016",
        "3rd of February, 2016",
        "Wednesday 3 Feb 2016",
        "February 3, 2016",
        "3\u00a0feb\u200b 2016",
    ],
)
def test_a_day_is_read_as_people_here_write_it(words):
    assert read_date(words) == (date(2016, 2, 3), "day")


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("February 2016", date(2016, 2, 1), "month"),
        ("Sept 2016", date(2016, 9, 1), "month"),
        ("02/2016", date(2016, 2, 1), "month"),
        ("2016", date(2016, 1, 1), "year"),
    ],
)
def test_a_month_or_a_year_is_read_as_such(words, day, precision):
    assert read_date(words) == (day, precision)


@pytest.mark.parametrize(
    "words",
    ["nonsense", "31/02/2016", "02/14/2025", "16 Feb", "May", "1/1/0001", "20160203", ""],
)
def test_what_is_no_date_is_never_made_one(words):
    for read in (read_date, read_moment):
        with pytest.raises(ValueError, match="14/02/2025"):
            read(words)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("14/02/2025 09:30", datetime(2025, 2, 14, 9, 30)),
        ("14 February 2025, 9.30pm", datetime(2025, 2, 14, 21, 30)),
        ("2025-02-14T09:30:00", datetime(2025, 2, 14, 9, 30)),
        ("14/02/2025", datetime(2025, 2, 14)),
    ],
)
def test_a_moment_is_read_with_its_hour(words, moment):
    assert read_moment(words) == moment


def test_a_month_is_no_moment():
    with pytest.raises(ValueError, match="day and a time"):
        read_moment("February 2025")
