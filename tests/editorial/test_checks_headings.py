"""Headings go down one level at a time."""

import pytest

from tests.editorial.findings import found, reflection, story

pytestmark = pytest.mark.django_db


def troubles(page):
    return [finding.words for finding in found(page, "heading-order")]


def test_headings_one_level_at_a_time_are_fine():
    body = "<h2>A</h2><p>x</p><h3>B</h3><h3>C</h3><h2>D</h2><h3>E</h3><h5>Gap</h5>"
    assert troubles(reflection(("text", body))) == ["Gap"]
    assert troubles(story("<p>x</p><h3>A</h3><h3>B</h3><h5>Gap</h5>")) == ["Gap"]


def test_a_level_left_out_is_found():
    page = reflection(("text", "<h2>Aims</h2><h4>Methods</h4>"))
    (finding,) = found(page, "heading-order")
    assert finding.words == "Methods"
    assert "level 3" in finding.message
    assert not finding.blocks


def test_the_first_heading_stands_at_the_top_level_of_its_field():
    assert troubles(reflection(("text", "<h3>Too low</h3>"))) == ["Too low"]
    assert troubles(story("<h2>Too high</h2>")) == ["Too high"]
    assert troubles(story("<h4>Too low</h4>")) == ["Too low"]


def test_the_blocks_of_one_field_are_read_together():
    page = reflection(("text", "<h2>A</h2>"), ("text", "<h3>B</h3><h5>Gap</h5>"))
    assert troubles(page) == ["Gap"]


def test_what_is_folded_begins_at_its_own_level():
    folded = ("folded", {"title": "More", "body": "<h3>Inside</h3>"})
    gap = ("text", "<h4>Gap</h4>")
    assert troubles(reflection(folded, ("text", "<h2>A</h2>"), folded, gap)) == ["Gap"]


def test_each_field_begins_anew():
    page = story("<h3>A</h3><h4>B</h4>", lessons="<h4>C</h4>")
    assert troubles(page) == ["C"]


def test_one_gap_is_told_once():
    body = "<h2>A</h2><h4>B</h4><h4>C</h4><h2>D</h2>"
    assert troubles(reflection(("text", body))) == ["B"]


def test_a_heading_without_words_is_found():
    assert troubles(story("<h3> </h3><p>x</p>")) == [""]
