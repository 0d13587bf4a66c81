"""Suggestions while typing: names that begin so, subjects with their counts."""

import pytest

from core.models import SearchWording, Theme
from search.suggestions import suggestions
from tests import factories
from tests.feed.conftest import settle


@pytest.fixture
def story(tree):
    theme = Theme.objects.create(name="Digital skills", slug="digital-skills")
    return factories.KMStoryFactory(
        parent=tree.stories, title="Tablets on the ward", themes=[theme]
    )


def titles(text):
    settle()
    return [row["title"] for row in suggestions(text)]


@pytest.mark.parametrize("typed", ["ta", "tab", "TABL", "tablets on the wa", "ward tab"])
def test_every_typed_word_begins_a_word_of_the_name(story, typed):
    assert "Tablets on the ward" in titles(typed)


def test_a_whole_word_must_stand_there(story):
    assert "Tablets on the ward" not in titles("xylophone tabl")[:1]


def test_a_title_that_begins_so_comes_first(tree, story):
    factories.KMStoryFactory(parent=tree.stories, title="The ward had tablets")
    assert titles("tablets")[0] == "Tablets on the ward"


def test_a_subject_is_told_with_how_much_it_has(story):
    settle()
    [subject, *_] = suggestions("dig sk")
    assert subject == {
        "title": "Digital skills",
        "kind": "Theme: 1 result",
        "url": "/search/?theme=digital-skills",
    }


@pytest.mark.parametrize("typed", ["it sk", "computer", "computing sk"])
def test_a_subject_is_told_by_what_else_people_call_it(story, typed):
    SearchWording.objects.create(words="Digital skills\nIT skills\ncomputing skills")
    shown = titles(typed)
    assert ("Digital skills" in shown) == (typed != "computer")


def test_a_subject_without_public_work_is_not_told(tree):
    Theme.objects.create(name="Unused", slug="unused")
    factories.KMStoryFactory(parent=tree.stories, title="Other")
    assert "Unused" not in titles("unus")


def test_a_name_that_is_only_alike_is_better_than_none(story):
    assert "Tablets on the ward" in titles("tabletts")


def test_drafts_are_not_told(tree):
    factories.KMStoryFactory(parent=tree.stories, title="Secretariat", live=False)
    assert "Secretariat" not in titles("secret")


@pytest.mark.parametrize("typed", ["", "  ", "-", '"', "'"])
def test_no_words_have_no_suggestions(story, typed):
    assert titles(typed) == []
