"""Whoever says what was saved is asked whether their own part is taken off."""

import pytest

from core.models import Measure
from tests.editorial.findings import story, words_found

pytestmark = pytest.mark.django_db


def saving(**fields):
    page = story()
    given = {"kind": "time", "value": 70, "unit": "hours", "what": "saved for the team"}
    page.measures = [Measure(**given | fields)]
    return words_found(page, "own-part")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kind": "money", "unit": "£", "what": "not spent on a review"},
        {"what": "of searching saved for nurses"},
        {"what": "freed for care"},
    ],
)
def test_a_saving_that_leaves_it_open_is_found(fields):
    assert saving(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"own_part": "net"},
        {"own_part": "before"},
        {"what": "from request to answer"},
        {"kind": "staff", "unit": "lives", "what": "saved"},
    ],
)
def test_other_figures_are_left_alone(fields):
    assert not saving(**fields)


def test_a_figure_without_its_number_is_found_too():
    assert saving(value=None) == ["saved for the team"]
