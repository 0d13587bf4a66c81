"""What people type, without what nobody sees."""

import pytest

from core.text.tidying import alike, tidy, tidy_line, tidy_lines

PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
HEART_ON_FIRE = "\u2764\ufe0f\u200d\U0001f525"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    "text",
    ["\u200b", "\ufeff \xa0", "\u3164\u2800\ufe0f", "\u202e\u202c", "\x00\x08", "\u200d"],
)
def test_of_what_nobody_sees_nothing_stays(text):
    assert tidy_line(text) == tidy_lines(text) == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Book\u200bclub", "Bookclub"),
        ("Book\xadclub\u2060s", "Bookclubs"),
        ("\u202eBook club\u202c", "Book club"),
        ("Book\x0bclub", "Book club"),
        ("Book\u2028club", "Book club"),
        ("Book\x08club\x85", "Book club"),
        ("Book\u3000 \tclub\n", "Book club"),
        ("non\x1estick, co\x1foperation", "non-stick, cooperation"),
        ("e\u0301tude", "\xe9tude"),
        ("half a pair\ud800", "half a pair"),
    ],
)
def test_words_stay_and_are_not_glued_together(text, kept):
    assert tidy_line(text) == kept


@pytest.mark.parametrize(
    "text", [PERSIAN, FAMILY, HEART_ON_FIRE, SCOTLAND, "1\ufe0f\u20e3"]
)
def test_what_holds_letters_or_emoji_together_stays(text):
    assert tidy_line(f"\u200dSee {text} here\u200c") == f"See {text} here"


def test_lines_stay_lines():
    assert tidy_lines("One \r\ntwo\r\u2029 three\x0bfour ") == "One\ntwo\n\nthree\nfour"


def test_tidy_text_stays_as_it_is():
    for text in ("A <b>bold</b>  word", f"{PERSIAN} {FAMILY}", "a\n\nb"):
        assert tidy(text) == text
        assert tidy(tidy(text)) == tidy(text)


def test_spellings_that_look_the_same_are_alike():
    assert alike("999\u2212001\u2003\uff10\u0661") == "999-001 01"
