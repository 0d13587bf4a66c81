"""The contract on lists: totals, orders, and walking one to its end."""

import pytest

from tests import factories
from tests.feed.conftest import republish


def test_a_list_has_its_total_on_the_first_page_only(tree, ask, visitor):
    for number in range(5):
        factories.KMStoryFactory(parent=tree.stories, title=f"Story {number}")
    first = ask("/items?type=km-story&limit=2")
    assert set(first) == {"items", "total", "next"}
    assert first["total"] == 5
    assert [item["title"] for item in first["items"]] == ["Story 4", "Story 3"]
    second = visitor.get(first["next"]).json()
    assert second["total"] is None
    assert [item["title"] for item in second["items"]] == ["Story 2", "Story 1"]
    third = visitor.get(second["next"]).json()
    assert [item["title"] for item in third["items"]] == ["Story 0"]
    assert third["next"] is None


def test_nobody_counts_what_nobody_wants_counted(tree, ask):
    factories.KMStoryFactory(parent=tree.stories)
    assert ask("/items?type=km-story&total=1")["total"] == 1
    for door in ("/items", "/facets"):
        assert ask(f"{door}?type=km-story&total=0")["total"] is None


def test_brief_lists_go_on_as_others_do(tree, ask, visitor):
    for number in range(3):
        factories.KMStoryFactory(parent=tree.stories, title=f"Story {number}")
    first = ask("/items?type=km-story&form=brief&limit=2")
    (last,) = visitor.get(first["next"]).json()["items"]
    assert last["title"] == "Story 0"
    assert "sequence" not in last


@pytest.mark.parametrize("order", ["newest", "updated", "title", "relevance"])
def test_every_order_can_be_walked_to_its_end(tree, ask, visitor, order):
    for title in ("Évidence", "evidence first", "“Evidence” again", "Beds and evidence"):
        factories.KMStoryFactory(parent=tree.stories, title=title)
    words = "&q=evidence" if order == "relevance" else ""
    address = f"/items?type=km-story&order={order}{words}"
    whole = [item["id"] for item in ask(address)["items"]]
    assert len(whole) == len(set(whole)) == 4
    found, part = [], ask(f"{address}&limit=1")
    while part["items"]:
        found += [item["id"] for item in part["items"]]
        part = visitor.get(part["next"]).json() if part["next"] else {"items": ()}
    assert found == whole


def test_titles_are_ordered_without_case_accents_and_quotation_marks(tree, ask):
    titles = ["“Zebra”", "zinc", "Écoute", "eager", "Apple"]
    for title in titles:
        factories.KMStoryFactory(parent=tree.stories, title=title)
    items = ask("/items?type=km-story&order=title")["items"]
    assert [i["title"] for i in items] == ["Apple", "eager", "Écoute", "“Zebra”", "zinc"]


def test_the_latest_change_comes_first_when_asked(tree, ask):
    first = factories.KMStoryFactory(parent=tree.stories, title="First")
    factories.KMStoryFactory(parent=tree.stories, title="Second")
    republish(first, summary="Changed later.")
    items = ask("/items?type=km-story&order=updated")["items"]
    assert [item["title"] for item in items] == ["First", "Second"]


def test_a_moment_may_be_of_any_zone(tree, ask):
    """Also of one that the database does not believe in."""
    for moment in ("0159-11-03T12:01:44-21:16", "2026-01-01T00:00:00%2B23:59"):
        assert ask(f"/items?published_since={moment}")["total"] == ask("/items")["total"]


def test_a_cursor_of_another_list_is_stale(tree, ask):
    for number in range(3):
        factories.KMStoryFactory(parent=tree.stories, title=f"Story {number}")
    cursor = ask("/items?type=km-story&limit=1")["next"].rpartition("cursor=")[2]
    problem = ask(f"/items?limit=1&cursor={cursor}", 400)
    assert problem["parameter"] == "cursor"
    assert problem["type"].endswith("/problems/stale-cursor")
