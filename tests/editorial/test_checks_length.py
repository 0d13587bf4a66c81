"""Texts that are longer than the form asks for are pointed out."""

import pytest

from tests.editorial.findings import found, story

pytestmark = pytest.mark.django_db


def test_a_text_of_more_words_than_the_form_counts_is_found():
    words = "<p>" + "word " * 5_700 + "</p>"
    (finding,) = found(story(words, lessons="<p>" + "word " * 200 + "</p>"), "text-long")
    assert finding.field == "story"
    assert finding.message.startswith("“The story” has 5,700 words")
    assert "600 at most" in finding.message
    assert not finding.blocks


def test_a_summary_is_called_what_the_form_calls_it():
    page = story()
    page.summary = "word " * 61
    (finding,) = found(page, "text-long")
    assert finding.message.startswith("“In one or two sentences” has 61 words")


def test_a_title_that_lists_cut_short_is_found():
    page = story()
    page.title = "x" * 101
    (finding,) = found(page, "title-long")
    assert "101 characters" in finding.message
    page.title = "x" * 100
    assert not found(page, "title-long")
