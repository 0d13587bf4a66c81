"""What could tell readers who a patient is."""

import re

import nhs_number

from core.page_checks import Finding

# Ten digits, together or as 3-3-4, that are not part of a longer number, of a DOI, of an
# address or of an international telephone number.
TEN_DIGITS = re.compile(
    r"(?<![\w./=+@-])(?<!\+\d )(?<!\+\d\d )(?<!\+\d\d\d )"
    r"(\d{3})([ \u00a0\u2009\u202f‐‑–-]?)(\d{3})([ \u00a0\u2009\u202f‐‑–-]?)(\d{4})"
    r"(?![\w/@]|[-‐‑–.]\d)"
)
BOOK_NUMBER = re.compile(r"ISBN(?:-?1[03])?[\s:]*$", re.IGNORECASE)
# Numbers somebody may have been given, and those made for tests.
GIVEN = (
    nhs_number.REGION_ENGLAND_WALES_IOM,
    nhs_number.REGION_SCOTLAND,
    nhs_number.REGION_NORTHERN_IRELAND,
    nhs_number.REGION_SYNTHETIC,
)

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH},?\s+\d{{4}}"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})"
)
BIRTH = re.compile(
    rf"\b(?:D\.?O\.?B\b\.?(?:\W{{0,3}}{DAY})?"
    rf"|(?:date\s+of\s+birth|birth\s?date|birthday|born)(?:\s+(?:is|was|on))?\W{{0,3}}{DAY})",
    re.IGNORECASE,
)


def nhs_numbers(reading):
    """NHS numbers with the right check digit. They are shown by their end alone."""
    for text in reading.texts:
        for number in sorted(set(numbers_in(text.words))):
            yield Finding(
                "nhs-number",
                f"The number that ends in {number[-4:]} looks like a patient's NHS "
                "number. Please take it out: nobody may be found by it.",
                text.field,
                f"… {number[-4:]}",
                blocks=True,
            )


def numbers_in(words):
    """The NHS numbers in a text, each as ten digits."""
    for match in TEN_DIGITS.finditer(words):
        digits = match[1] + match[3] + match[5]
        if is_given(digits) and not BOOK_NUMBER.search(words[: match.start()]):
            yield digits


def is_given(digits):
    """Whether ten digits are a number that a person may have."""
    if not nhs_number.is_valid(digits):
        return False
    if nhs_number.REGION_SCOTLAND.contains_number(digits):
        return 1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12
    return any(region.contains_number(digits) for region in GIVEN)


def dates_of_birth(reading):
    """Days on which somebody was born."""
    for text in reading.texts:
        for match in BIRTH.finditer(text.words):
            yield Finding(
                "date-of-birth",
                "This looks like somebody's date of birth. An age, or “in her sixties”, "
                "tells readers as much and keeps the person private.",
                text.field,
                " ".join(match[0].split()),
            )
