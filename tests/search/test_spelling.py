"""Corrections: the nearest word of public names, and none where none is near."""

import pytest

from feed.query.text_search import Synonyms, read_words
from search.spelling import correct, nearest
from tests import factories
from tests.feed.conftest import settle


@pytest.fixture(autouse=True)
def _story(tree):
    factories.KMStoryFactory(parent=tree.stories, title="Inequalities at Northmoor")
    factories.KMStoryFactory(parent=tree.stories, title="Hémophilie clinic")
    factories.KMStoryFactory(parent=tree.stories, title="Secretariat", live=False)
    settle()


def corrected(text):
    found = correct(read_words(text, Synonyms()))
    return found and found.text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("inequalites", "inequalities"),
        ("Northmore inequalities", "northmoor inequalities"),
        ("hemophile clinc", "hemophilie clinic"),
    ],
)
def test_the_nearest_word_of_public_names_is_meant(typed, meant):
    assert corrected(typed) == meant


@pytest.mark.parametrize(
    "typed", ["northmoor", "xylophone", "the", "clc", "secretariats", '"', "of it"]
)
def test_nothing_is_guessed(typed):
    """Words that are known, far from any, short, silent, or of a draft alone."""
    assert corrected(typed) is None


def test_what_is_not_misspelt_stays():
    assert corrected("clinic at northmore") == "clinic at northmoor"


def test_the_nearest_names_are_shown_best_first():
    cards = nearest("inequalites", 1)
    assert [card.title for card in cards] == ["Inequalities at Northmoor"]
    assert "Secretariat" not in [card.title for card in nearest("secretariat")]
