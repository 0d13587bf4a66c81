"""Dates in words."""

from datetime import date

import pytest

from core.text.dates import date_in_words


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
