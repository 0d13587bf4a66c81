"""Shades: they hold in grey, and the legend says what each means."""

from itertools import pairwise

import pytest

from insight.scale import DARKEST, SHADES, Scale


def test_shades_hold_in_grey_and_their_words_can_be_read():
    light = [luminance(paper) for paper, _ in SHADES]
    assert light == sorted(light, reverse=True)
    steps = [before - after for before, after in pairwise(light)]
    assert min(steps) > 0.03
    for paper, ink in SHADES:
        assert contrast(paper, ink) >= 4.5, paper


def luminance(colour):
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(
        share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )


def contrast(one, other):
    """Contrast ratio, WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("most", [0, 1, 2, 4, 5, 6, 17, 20, 21, 99, 1000])
def test_the_legend_says_what_each_shade_means(most):
    scale = Scale(most)
    legend = dict(scale.legend)
    for number in range(1, most + 1):
        first, _, last = legend[scale.shade(number)].partition(" to ")
        bounds = [int(text.replace(",", "")) for text in (first, last or first)]
        assert bounds[0] <= number <= bounds[1]
    assert scale.shade(0) == 0
    assert not most or scale.shade(most) == DARKEST


@pytest.mark.parametrize("most", [1, 3, 5, 17, 1000])
def test_a_greater_number_is_never_lighter(most):
    scale = Scale(most)
    shades = [scale.shade(number) for number in range(most + 1)]
    assert shades == sorted(shades)
    assert 0 not in shades[1:]


def test_a_scale_of_nothing_has_no_shade_and_no_legend():
    assert Scale(0).shade(0) == 0
    assert Scale(0).shade(7) == 0
    assert Scale(0).legend == []


def test_the_legend_is_written_with_thousands():
    _, words = Scale(20000).legend[-1]
    assert words == "16,001 to 20,000"
    assert Scale(1).legend == [(DARKEST, "1")]
