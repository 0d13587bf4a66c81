"""Telephone numbers and e-mail addresses are pointed out, figures are not."""

import pytest

from core.text.tidying import alike
from tests.editorial.findings import found, story, words_found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "number",
    [
        "0161 496 0000",
        "(0161) 496 0000",
        "01614960000",
        "020 7946 0018",
        "07911 123456",
        "+44 161 496 0000",
        "+44 (0)161 496 0000",
        "0300 123 4567",
        "0161\u2009496\u200b\u20090000",
    ],
)
def test_a_telephone_number_is_found(number):
    (finding,) = found(story(f"<p>Telephone number: {number}.</p>"), "phone-number")
    assert finding.words == alike(number)
    assert not finding.blocks


@pytest.mark.parametrize(
    "text",
    [
        "ISBN 978-0-19-852011-5 and ISBN 0198520115",
        "doi:10.1136/bmj.0161496000",
        "PMID: 01614960000",
        "From 2015 to 2019, in 2016 2017 2018 and 2019-2020",
        "£1,200,500 and 54,000 searches",
        "Dial 999 or 111",
        "3 March 2026, 9.30 to 10.45",
    ],
)
def test_other_numbers_are_left_alone(text):
    page = story(f"<p>{text}</p><p>Ring 020 7946 0018.</p>")
    assert words_found(page, "phone-number") == ["020 7946 0018"]


def test_an_address_with_signs_nobody_sees_is_found():
    page = story("<p>Ask asha.\u200bpatel@nhs\u00ad.example.org.</p>")
    assert words_found(page, "email-address") == ["asha.patel@nhs.example.org"]


def test_an_address_in_a_text_is_found():
    (finding,) = found(story("<p>Ask asha.patel@nhs.example.org.</p>"), "email-address")
    assert finding.words == "asha.patel@nhs.example.org"
    assert not finding.blocks


def test_an_address_behind_a_link_is_found():
    text = '<p><a href="mailto:asha@example.org?subject=Hello">Ask Asha</a></p>'
    (finding,) = found(story(text), "email-address")
    assert finding.words == "asha@example.org"


def test_an_address_that_is_also_a_link_is_told_once():
    text = '<p><a href="mailto:asha@example.org">asha@example.org</a></p>'
    assert len(found(story(text), "email-address")) == 1


def test_what_only_looks_like_one_is_left_alone():
    text = "<p>Follow @library, meet us @ noon, 12@once, user@localhost, a@b.org</p>"
    assert words_found(story(text), "email-address") == ["a@b.org"]


@pytest.mark.parametrize("at", ["@", "%40", "%2540"])
def test_an_address_within_the_address_of_a_link_is_found(at):
    link = f"https://example.org/?to=x%7Casha.patel{at}nhs.example.org%7Cy"
    page = story(f'<p><a href="{link}">the form</a></p>')
    assert words_found(page, "email-address") == ["asha.patel@nhs.example.org"]
    page = story(contact_url=link)
    assert words_found(page, "email-address") == ["asha.patel@nhs.example.org"]
