"""Cards: an item as lists show it."""

import json

import pytest

from core.models import Theme
from search.cards import Card, cards, cards_of, month
from tests import factories
from tests.feed.conftest import item_of, settle


def card(**fields):
    """A card as the table gives it."""
    item = {
        "id": "x",
        "type": "map-story",
        "title": "Tablets",
        "summary": "On the ward",
        "status": "current",
        "url": "https://map.example/stories/tablets/",
        "scope": None,
        "organisation": None,
        "published_at": "2026-03-04T10:00:00Z",
        "updated_at": "2026-03-04T10:00:00Z",
        "listed": {"line": "", "figure": [], "date": "2026-03-04", "change": None},
    }
    return Card(json.dumps(item | fields))


def test_a_card_says_what_its_item_says():
    found = card()
    assert (str(found), found.kind, found.path) == (
        "Tablets",
        "MAP Story",
        "/stories/tablets/",
    )
    assert (found.scope, found.status_label, found.why) == ("", "", "")


def test_a_status_is_told_only_where_readers_do_not_expect_it():
    assert card(status="superseded").status_label == "Superseded"
    assert card(status=None).status_label == ""


def test_who_and_when():
    assert card().line == "March 2026"
    assert card(organisation={"id": "n", "label": "Northmoor"}).line == (
        "Northmoor, March 2026"
    )
    assert card(listed={"line": "NHS, 2025", "figure": [], "date": ""}).line == (
        "NHS, 2025"
    )


def changed(at, note):
    return {"line": "", "figure": [], "date": "", "change": {"at": at, "note": note}}


def test_a_card_says_what_is_new_about_it():
    assert card().news == ("New on 4 March 2026", "")
    assert card(updated_at="2026-05-01T10:00:00Z").news == ("Changed 1 May 2026", "")
    told = card(listed=changed("2026-11-09T09:00:00Z", "The money was added."))
    assert told.news == ("Changed 9 November 2026", "The money was added.")


def test_the_day_is_that_of_london():
    late = card(updated_at="2026-06-30T23:30:00Z")
    assert late.news == ("Changed 1 July 2026", "")


def test_a_note_of_the_first_day_is_no_change():
    first = changed("2026-03-04T12:00:00Z", "First published.")
    assert card(listed=first).news == ("New on 4 March 2026", "")


def test_months_have_names():
    assert month("2025-12-31T23:59:59Z") == "December 2025"


def test_a_month_is_that_of_london():
    assert month("2026-06-30T23:30:00Z") == "July 2026"


@pytest.fixture
def story(tree):
    return factories.KMStoryFactory(parent=tree.stories, title="Tablets")


def test_cards_are_found_by_page_and_by_id(story):
    item = item_of(story)
    assert [c.title for c in cards_of("page", [story.pk]).values()] == ["Tablets"]
    found = cards_of("id", [str(item.pk)])
    assert found[str(item.pk)].item["sequence"] == item.sequence


def test_what_is_not_public_has_no_card(tree, story):
    draft = factories.KMStoryFactory(parent=tree.stories, title="Draft", live=False)
    settle()
    assert list(cards_of("page", [story.pk, draft.pk, 999])) == [story.pk]
    type(story).objects.get(pk=story.pk).unpublish()
    settle()
    assert cards_of("page", [story.pk]) == {}


def test_no_keys_are_no_question(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert cards_of("page", []) == {}


def test_the_first_cards_of_a_list(tree, story):
    theme = Theme.objects.create(name="Digital", slug="digital")
    factories.PlanFactory(parent=tree.section, title="Plan", themes=[theme])
    settle()
    assert [c.title for c in cards(5, theme=("digital",))] == ["Plan"]
    assert len(cards(1, order="title")) == 1
