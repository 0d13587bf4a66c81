"""Dates in words, as exactly as they are known."""

from django.utils import formats

from core.choices import DatePrecision

PATTERNS = {DatePrecision.YEAR: "Y", DatePrecision.MONTH: "F Y"}
QUARTERS = (
    "January to March",
    "April to June",
    "July to September",
    "October to December",
)


def date_in_words(day, precision=DatePrecision.DAY):
    """
    A date as far as it is known: “4 May 2026”, “May 2026”, “April to June 2026”, “2026”.

    Args:
        day: a `datetime.date`, or None.
        precision: one of `core.choices.DatePrecision`; any other value counts as the day.

    Returns:
        The words, empty without a date.
    """
    if not day:
        return ""
    if precision == DatePrecision.QUARTER:
        return f"{QUARTERS[(day.month - 1) // 3]} {day.year}"
    return formats.date_format(day, PATTERNS.get(precision, "j F Y"))
