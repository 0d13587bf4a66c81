"""Dates, read and told as exactly as they are known; what is a date is decided here."""

import re
from datetime import datetime, time

from django.utils import formats, timezone

from core.choices import DatePrecision
from core.text.tidying import alike

PATTERNS = {DatePrecision.YEAR: "Y", DatePrecision.MONTH: "F Y"}
QUARTERS = (
    "January to March",
    "April to June",
    "July to September",
    "October to December",
)

NO_DAY = "Write a date such as 14/02/2025 or 14 February 2025, with its day."
NO_DATE = "Write a date such as 14/02/2025, 14 February 2025 or February 2025."
UK_TIME = "UK time (London), for example 14/02/2025 09:30."
NO_MOMENT = "Write a day and a time, for example 14/02/2025 09:30."
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
WEEKDAY = re.compile(r"\A(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s+", re.IGNORECASE)
SEPT = re.compile(r"\bsept\b", re.IGNORECASE)
# How people in the United Kingdom write dates, and how far each is known.
DAYS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"),
    *("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y"),
    *("%d/%m/%y", "%d-%m-%y", "%d.%m.%y"),
    *("%d %B %Y", "%d %b %Y", "%d %B %y", "%d %b %y", "%d-%b-%Y", "%d-%b-%y"),
    *("%B %d %Y", "%b %d %Y", "%Y %B %d", "%Y %b %d"),
)
MONTHS = ("%B %Y", "%b %Y", "%Y %B", "%m/%Y", "%Y-%m", "%m.%Y", "%b-%Y")
READ_AS = (
    *((pattern, DatePrecision.DAY) for pattern in DAYS),
    *((pattern, DatePrecision.MONTH) for pattern in MONTHS),
    ("%Y", DatePrecision.YEAR),
)
# No page of ours tells of an earlier year, and none looks further ahead.
FIRST_YEAR, LAST_YEAR = 1800, 2199
HOUR = re.compile(
    r"[ ,T](?:at )?(?=\d+(?:[:.]\d\d| ?[ap]m))"
    r"(\d{1,2})(?:[:.](\d\d)(?::\d\d)?)? ?(am|pm)?\Z",
    re.IGNORECASE,
)


def moment_in_words(moment):
    """A moment by the clock that everybody here uses: “4 May 2026, 09:30 (UK time)”."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return formats.date_format(local, "DATETIME_FORMAT")


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


def read_date(words):
    """
    Read a date as people in the United Kingdom write it: the day before the month.

    Args:
        words: for example “14/02/2025”, “3rd February 2016”, “Feb 2016” or “2016”.

    Returns:
        The date and its `DatePrecision`; of a month or a year the date is its first day.

    Raises:
        ValueError: the words are no date.
    """
    plain = WEEKDAY.sub("", alike(words).replace(",", " ").strip())
    plain = SEPT.sub("Sep", ORDINAL.sub("", plain)).replace(" of ", " ")
    plain = re.sub(r"\s*([/.-])\s*", r"\1", " ".join(plain.split()))
    for pattern, precision in READ_AS:
        try:
            day = datetime.strptime(plain, pattern).date()
        except ValueError:
            continue
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day, precision
    raise ValueError(NO_DATE)


def read_day(words):
    """
    Read a date whose day is known.

    Args:
        words: a date as `read_date` takes it.

    Returns:
        The date.

    Raises:
        ValueError: the words are no date, or a month or a year alone.
    """
    day, precision = read_date(words)
    if precision != DatePrecision.DAY:
        raise ValueError(NO_DAY)
    return day


def read_moment(words):
    """
    Read a day with the hour, for example “14/02/2025 9:30”, or without, from midnight.

    Args:
        words: a date as `read_date` takes it, and a time after it.

    Returns:
        A `datetime` without a time zone.

    Raises:
        ValueError: the words are no date, or no time stands after it.
    """
    plain = " ".join(alike(words).split())
    match = HOUR.search(plain)
    day, precision = read_date(plain[: match.start()] if match else plain)
    if precision != DatePrecision.DAY:
        raise ValueError(NO_MOMENT)
    hour, minute, half = match.groups() if match else (0, 0, None)
    hour = int(hour) % 12 + 12 * (half.lower() == "pm") if half else int(hour)
    return datetime.combine(day, time(hour, int(minute or 0)))


def local_day(moment):
    """
    The day of a moment as people here have it: London's.

    Args:
        moment: a `datetime.datetime` with its zone, or None.

    Returns:
        A `datetime.date`, or None.
    """
    return moment and timezone.localtime(moment).date()
