"""Drawings: whatever was typed is readable XML, and long words stay in their place."""

import pytest
from lxml import etree

from insight.cells import Cell
from insight.svg import BARS, LABELS, Picture, bars, grid, number, wrapped

SVG = "{http://www.w3.org/2000/svg}"


def parsed(picture):
    return etree.fromstring(picture.svg)


def words_of(root):
    return [element.text for element in root.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("plain", "plain"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("bell\x07null\x00escape\x1b", "bellnullescape"),
        ("half of a pair \ud83d", "half of a pair "),
        ("no character \ufffe\uffff", "no character "),
        ("whole pair \U0001f600", "whole pair \U0001f600"),
    ],
)
def test_what_xml_cannot_hold_is_left_out(typed, shown):
    picture = Picture(10, 10, typed, typed)
    picture.text((0, 0), typed)
    root = parsed(picture)
    assert root.findtext(f"{SVG}title") == shown
    assert root.findtext(f"{SVG}desc") == shown


def test_markup_in_words_stays_words():
    picture = Picture(10, 10, "</title><script>alert(1)</script>", "a & b")
    root = parsed(picture)
    assert not list(root.iter(f"{SVG}script"))
    assert root.findtext(f"{SVG}title") == "</title><script>alert(1)</script>"


def test_a_drawing_says_what_it_is():
    root = parsed(Picture(10, 10.5, "Title", "In a sentence"))
    assert root.get("role") == "img"
    assert root.get("viewBox") == "0 0 10 10.5"
    by_id = {element.get("id"): element.text for element in root.iter()}
    named = [by_id[name] for name in root.get("aria-labelledby").split()]
    assert named == ["Title", "In a sentence"]


def test_a_drawing_is_part_of_a_page_as_it_is():
    picture = Picture(10, 10, "a < b", "")
    assert picture.__html__() == picture.svg
    assert "a &lt; b" in picture.svg


def test_long_words_take_two_lines_and_no_more():
    long = "Supporting people with long term conditions to look after themselves at home"
    parts = wrapped(long, 220)
    assert len(parts) == 2
    assert parts[0].startswith("Supporting people")
    assert parts[1].endswith("…")
    assert wrapped("Short", 220) == ["Short"]
    assert len(wrapped(long, 220, most=1)) == 1


@pytest.mark.parametrize("typed", ["", "   ", "\x00"])
def test_no_words_are_a_sign_that_there_are_none(typed):
    assert wrapped(typed, 220) == ["…"]


def test_two_lines_stand_around_the_middle():
    picture = Picture(300, 100, "", "")
    picture.lines(0, 50, "One two three four five six seven", 120)
    tops = [float(element.get("y")) for element in parsed(picture).iter(f"{SVG}text")]
    assert len(tops) == 2
    assert tops[0] < 50 + 14 * 0.36 < tops[1]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3, "3"), (3.0, "3"), (1.25, "1.25"), (1 / 3, "0.33")],
)
def test_numbers_have_no_needless_decimals(value, shown):
    assert number(value) == shown


def test_a_grid_shows_every_number_and_leads_to_its_list(settings):
    settings.BASE_URL = "https://map.example"
    cells = [Cell(1200, "/search/?type=plan", 5), Cell(0, "")]
    root = parsed(grid("Map", "", ["Digital", "People"], [("A plan", cells)]))
    assert words_of(root) == ["Map", "Digital", "People", "A plan", "1,200", "0"]
    [link] = root.iter(f"{SVG}a")
    assert link.get("href") == "https://map.example/search/?type=plan"
    assert words_of(link) == ["1,200"]


def test_bars_are_as_long_as_their_numbers():
    rows = [("England", False, 40), ("North West", True, 10), ("Wales", False, 0)]
    root = parsed(bars("Places", "", rows))
    lengths = [
        float(bar.get("width"))
        for bar in root.iter(f"{SVG}rect")
        if bar.get("class") == "map-drawn-bar"
    ]
    assert lengths == [BARS, BARS / 4, 0]
    starts = {text.text: float(text.get("x")) for text in root.iter(f"{SVG}text")}
    assert starts["England"] < starts["North West"] < LABELS


def test_bars_of_nothing_are_an_empty_drawing():
    assert words_of(parsed(bars("Places", "", []))) == ["Places"]
    assert words_of(parsed(bars("Places", "", [("Wales", False, 0)])))[-1] == "0"
