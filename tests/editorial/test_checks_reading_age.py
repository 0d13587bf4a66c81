"""Texts that ask for more schooling than their readers want to use are pointed out."""

import pytest

from editorial.page_checks.readability import for_whom, reading_age, syllables_of
from tests.editorial.findings import found, story

pytestmark = pytest.mark.django_db

PLAIN = "<p>We went to the ward. We asked what the nurses need. They told us.</p>" * 15
LEARNED = (
    "<p>The organisational implementation of interdisciplinary collaboration demands "
    "considerable administrative reconfiguration, notwithstanding the unquestionable "
    "contribution of institutional representatives to the continual improvement of "
    "information availability in multidisciplinary environments.</p>"
)


def test_plain_words_are_fine():
    assert not found(story(PLAIN), "reading-age")
    assert found(story(PLAIN, lessons=LEARNED * 5), "reading-age")


def test_learned_words_are_found_with_the_age_and_one_tip():
    (finding,) = found(story(LEARNED * 5), "reading-age")
    assert "Aim for 15 or less" in finding.message
    assert "cut it in two" in finding.message
    assert finding.words.startswith("The organisational implementation")
    assert not finding.blocks


def test_short_sentences_of_long_words_get_another_tip():
    text = "<p>Organisational reconfiguration necessitates interdisciplinarity.</p>" * 30
    (finding,) = found(story(text), "reading-age")
    assert "shorter words" in finding.message


def test_a_short_text_is_not_measured():
    assert not found(story(LEARNED * 2), "reading-age")
    assert found(story(LEARNED * 4), "reading-age")


def test_a_list_is_not_one_long_sentence():
    items = "".join(f"<li>one more thing we did on day {n}</li>" for n in range(40))
    assert not found(story(f"<ul>{items}</ul>"), "reading-age")
    together = items.replace("<li>", "").replace("</li>", " ")
    assert found(story(f"<p>{together}</p>"), "reading-age")


@pytest.mark.parametrize(
    ("word", "count"),
    {
        "the": 1,
        "nurses": 2,
        "asked": 1,
        "wanted": 2,
        "table": 2,
        "library": 3,
        "evidence": 3,
        "hospital": 3,
        "nhs": 1,
    }.items(),
)
def test_syllables_are_counted(word, count):
    assert syllables_of(word) == count


def test_the_age_rises_with_length():
    short, long = ["We asked the nurses."] * 4, ["We asked the nurses " * 4]
    assert reading_age(short) < reading_age(long)


def test_no_age_beyond_any_school_is_told():
    (finding,) = found(story(LEARNED * 5), "reading-age")
    assert "hard to read, even after years at university" in finding.message
    assert "age of 21" in for_whom(21)
    assert "age of" not in for_whom(22) + for_whom(2237)
