"""What could tell who a patient is. The numbers are made for tests and nobody's."""

import pytest
from django.core.files.base import ContentFile

from core.models import Attachment, CustomDocument, CustomImage, Measure
from editorial.forms import DecisionForm, SendForm
from tests.editorial.findings import found, reflection, story, words_found
from toolkit.models import DriverPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    [
        "<p>The patient, 999 012 3454, came back.</p>",
        "<p>The patient (9990123454) came back.</p>",
        "<p>The patient, 999-012-3454, came back.</p>",
        "<p>The patient, 999&nbsp;012&nbsp;3454, came back.</p>",
        "<p>NHS number: <b>999</b> 012 3454.</p>",
        "<p>In 2019 999 012 3454 came back on 3 March.</p>",
    ],
)
def test_an_nhs_number_is_found_however_it_is_written(text):
    (finding,) = found(story(text), "nhs-number")
    assert finding.blocks
    assert finding.field == "story"


SPELLINGS = [
    "999 001 0005",
    "999  001  0005",
    "999\t001\t0005",
    "999.001.0005",
    "999 - 001 - 0005",
    "999\u2212001\u22120005",
    "999\u2011001\u20140005",
    "999\u2003001\u20070005",
    "999\u200b001\u200b0005",
    "99900\u00ad10005",
    "\u202a9990010005\u202c",
    "999\x1f001\x0b0005",
    "999 001\n0005",
    "999/001/0005",
    "(999) 001-0005",
    "999_001_0005",
    "999,001,0005",
    "9 9 9 0 0 1 0 0 0 5",
    "99900 10005",
    "999 0010 005",
    "999001-0005",
    "\uff19\uff19\uff19\uff10\uff10\uff11\uff10\uff10\uff10\uff15",
    "NHS9990010005",
    "NHS No.9990010005",
    "NHSno:9990010005",
    "nhs_number=9990010005",
    "NHS-9990010005",
    "#9990010005",
    "Smith,F,9990010005,ward 7",
    "9990010005Smith",
    "2014 999 001 0005",
    "0005 999 001 0005.",
]


@pytest.mark.parametrize("words", SPELLINGS)
def test_an_nhs_number_is_found_in_every_spelling(words):
    in_html = story(f"<p>It was {words} who came.</p>")
    in_words = story(award=f"It was {words} who came.")
    for page in (in_html, in_words):
        assert words_found(page, "nhs-number") == ["… 0005"]


def test_an_nhs_number_over_two_lines_is_found():
    for text in ("<p>999 001<br/>0005</p>", "<p>999</p><p>001 0005</p>"):
        assert words_found(story(text), "nhs-number") == ["… 0005"]


def test_an_nhs_number_behind_a_link_or_a_picture_is_found():
    for text in (
        '<p><a href="https://example.org/?nhs=999%20001%200005">the letter</a></p>',
        '<embed embedtype="image" id="1" alt="A letter to 999 001 0005" format="left"/>',
    ):
        assert words_found(story(text), "nhs-number") == ["… 0005"]


def test_an_nhs_number_beside_a_picture_or_a_file_is_found():
    poster = CustomImage(title="Poster", credit="Photo of 999 001 0005")
    letter = CustomDocument(title="Letter to 999 001 0005")
    letter.file.save("letter.txt", ContentFile(b"words"))
    attached = story()
    attached.attachments = [Attachment(document=letter)]
    for page in (
        story(image=poster, image_alt="A poster"),
        attached,
        DriverPage(title="A plan", briefing_document=letter),
        reflection(("download", {"document": letter.pk, "title": "The letter"})),
    ):
        assert words_found(page, "nhs-number") == ["… 0005"]


def test_readers_are_told_no_nhs_number_of_a_change():
    data = {"change": "major", "change_note": "Told by 999\u2009001\u20090005"}
    assert "ends in 0005" in SendForm(data).errors["change_note"][0]
    form = DecisionForm({"change_note": "Told by 999 001 0005"})
    assert "ends in 0005" in form.errors["change_note"][0]


def test_it_is_found_wherever_it_stands():
    number = "999 012 3454"
    table = {"data": [["Patient", number]]}
    assert found(reflection(("table", table)), "nhs-number")
    assert found(reflection(("quotation", {"text": number})), "nhs-number")
    page = story()
    page.measures = [Measure(kind="other", value=1, unit="x", basis_note=number)]
    assert found(page, "nhs-number")


def test_the_message_does_not_repeat_the_number():
    (finding,) = found(story("<p>999 012 3454</p>"), "nhs-number")
    assert "9012" not in finding.message.replace(" ", "") + finding.words
    assert "3454" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "<p>The check digit is wrong: 999 012 3457.</p>",
        "<p>https://doi.org/10.1136/9990123454</p>",
        "<p>doi:10.9990123454/x and 10.1000/999.9990123454</p>",
        "<p>A longer number: 99901234541, 19990123454, 999 012 34541.</p>",
        "<p>Call +44 999 012 3454 or +1 999 012 3454.</p>",
        "<p>Call 0161 496 0000.</p>",
        "<p>ISBN 9990123454, ISBN-10: 9990123454</p>",
        "<p>Grant 9990123454/7, order 9990123454-7, GB9990123454</p>",
        "<p>123,456,789 or 1234567890</p>",
        "<p>No person is given 5000000005 or 0000000000.</p>",
        "<p>ISBN (print): 9990010005, ISBN 978-9990010005</p>",
        "<p>https://doi.org/10.1136/bmj-9990010005, 10.1136/bmj.9990010005</p>",
        "<p>https://www.example.org/a?b=9990010005 and /items/9990010005</p>",
        "<p>+44 (0)9990 010005, +44-999-001-0005, 00 44 999 001 0005</p>",
        "<p>PMC9990010005, ISRCTN9990010005, 0.9990010005</p>",
        "<p>10 999 00 10 00 5 and 99 90 01 00 05 7</p>",
        "<ul><li>999</li><li>001</li><li>0005</li></ul>",
    ],
)
def test_other_numbers_are_left_alone(text):
    page = story(f"{text}<p>The patient, 999 012 3454, came back.</p>")
    assert words_found(page, "nhs-number") == ["… 3454"]
    assert not found(story(text), "nhs-number")


def test_scottish_numbers_begin_with_a_day():
    assert found(story("<p>0101000006</p>"), "nhs-number")
    assert not found(story("<p>0199000018</p>"), "nhs-number")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("DOB", "DOB"),
        ("DOB: 3\u20113\u20111960", "DOB: 3-3-1960"),
        ("born\u200b on\u20033 March 1960", "born on 3 March 1960"),
        ("DOB: 3/3/1960", "DOB: 3/3/1960"),
        ("D.O.B. 03.03.60", "D.O.B. 03.03.60"),
        ("born on 3 March 1960", "born on 3 March 1960"),
        ("Born 3rd of March, 1960", "Born 3rd of March, 1960"),
        ("She was born on March 3, 1960", "born on March 3, 1960"),
        ("date of birth: 1960-03-03", "date of birth: 1960-03-03"),
        ("His date of birth is 03/03/1960", "date of birth is 03/03/1960"),
    ],
)
def test_a_date_of_birth_is_found(text, words):
    (finding,) = found(story(f"<p>{text}</p>"), "date-of-birth")
    assert not finding.blocks
    assert finding.words == words


@pytest.mark.parametrize(
    "text",
    [
        "The idea was born in March 2019.",
        "He was born in Leeds.",
        "Never write a date of birth into a story.",
        "The meeting of 3 March 1960.",
        "Newborn 3 March 1960",
        "adobe",
    ],
)
def test_other_dates_and_births_are_left_alone(text):
    page = story(f"<p>{text}</p><p>Born on 4 May 1970</p>")
    assert words_found(page, "date-of-birth") == ["Born on 4 May 1970"]
