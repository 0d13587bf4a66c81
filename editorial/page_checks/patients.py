"""What could tell readers who a patient is."""

import re
from urllib.parse import unquote

import nhs_number
from django.core.exceptions import ValidationError

from core.page_checks import Finding
from core.text.tidying import alike

# What people and programs put between the digits of a number.
GAP = r"(?:[\s.()/_·:-]{0,5}|,)"
# Ten digits from here on, in any groups, that do not begin a longer number.
TEN_DIGITS = re.compile(rf"(?<!\d)(?=(\d(?:{GAP}\d){{9}})(?!\d|[-./]\d|@))")
# The groups in which they are written whatever stands between them, and those that are
# meant only where the same sign stands between all of them and no other number beside.
GROUPS = {(10,), (3, 3, 4)}
RARE_GROUPS = {(6, 4), (5, 5), (3, 4, 3), (4, 3, 3), (2,) * 5, (1,) * 10}

LABEL = re.compile(
    r"(?<!ISBN )(?:NHS|CHI|HCN|HSC|H ?& ?C|patient|ID|no|nr|num|number)\W{0,4}\Z",
    re.IGNORECASE,
)
# The end of a longer number, of an identifier, of an address, or of what leads to a
# telephone number abroad or a book.
OTHERS = re.compile(
    r"\d[-./]\Z|[^\W_]\Z|[.:]\S*/\S*\Z|(?<!\S)/\S*\Z|(?<!\S)10\.\S*\Z|[@=]\Z"
    r"|(?:\+|\b00 ?)[1-9]\d{0,2}[ .-]{0,3}(?:\(0\)[ .-]{0,3})?\Z|\(0\) ?\Z"
    r"|ISBN(?:-?1[03])?\D{0,12}\Z",
    re.IGNORECASE,
)
NUMBER_BEFORE = re.compile(r"\d[\s./-]{1,3}\Z")
NUMBER_AFTER = re.compile(r"[\s./-]{1,3}\d")
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
    in_words = [(text.field, text.words) for text in reading.texts]
    in_links = [(field, unquote(address)) for field, address in reading.addresses]
    places = [*in_words, *in_links, *reading.words_of_files]
    found = [(field, n) for field, words in places for n in numbers_in(words)]
    for field, number in dict.fromkeys(found):
        words = f"… {number[-4:]}"
        yield Finding("nhs-number", sentence_on(number), field, words, blocks=True)


def sentence_on(number):
    """What to say of an NHS number, which is named by its end alone."""
    return (
        f"The number that ends in {number[-4:]} looks like a patient's NHS number. "
        "Please take it out: nobody may be found by it."
    )


def refuse_nhs_numbers(words):
    """Raise a ValidationError where words that readers will see hold an NHS number."""
    for number in numbers_in(words):
        raise ValidationError(sentence_on(number), code="nhs-number")


def numbers_in(words):
    """The NHS numbers in a text, each as ten digits."""
    words = alike(words)
    for match in TEN_DIGITS.finditer(words):
        digits = re.sub(r"\D", "", match[1])
        is_number = is_one_number(words, *match.span(1)) and is_given(digits)
        if is_number and stands_apart(words[max(0, match.start() - 80) : match.start()]):
            yield digits


def stands_apart(before):
    """Whether what stands before a number makes it no part of something else."""
    return bool(LABEL.search(before)) or not OTHERS.search(before)


def is_one_number(words, start, end):
    """Whether digits are grouped as those of one number are."""
    written = words[start:end]
    groups = tuple(len(group) for group in re.findall(r"\d+", written))
    if groups in GROUPS:
        return written.count("\n") <= 1
    gaps = set(re.findall(r"\D+", written))
    before = words[max(0, start - 4) : start]
    is_alone = not NUMBER_BEFORE.search(before) and not NUMBER_AFTER.match(words, end)
    return groups in RARE_GROUPS and len(gaps) == 1 and is_alone


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
        for match in BIRTH.finditer(alike(text.words)):
            yield Finding(
                "date-of-birth",
                "This looks like somebody's date of birth. An age, or “in her sixties”, "
                "tells readers as much and keeps the person private.",
                text.field,
                " ".join(match[0].split()),
            )
