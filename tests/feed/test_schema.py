"""One fact, one place: what is not declared is named before anything is published."""

import dataclasses

import pytest
from django.core.checks import run_checks

from feed import checks
from feed.index import details
from feed.schema.facets import BY_NAME
from feed.schema.fields import CARD, COLUMNS, FIELDS, FULL, Field
from feed.schema.json_schema import TEXT
from feed.schema.types import ITEM_TYPES, STORIES, TYPES, ItemType
from stories.models import KMStoryPage


def found(check):
    """The sentences of a system check."""
    return [error.msg for error in check(None, databases=["default"])]


def of_ours():
    """What Django's own run of all checks says of this site."""
    return [error.id for error in run_checks() if error.id.startswith("mapcms.")]


def test_everything_is_declared_and_looked_at_on_every_start(monkeypatch):
    assert of_ours() == []
    monkeypatch.setattr(KMStoryPage, "feed_type", "poem")
    assert of_ours()


def test_a_page_type_of_an_unknown_type_is_named(monkeypatch):
    monkeypatch.setattr(KMStoryPage, "feed_type", "poem")
    [sentence] = found(checks.page_types_are_declared)
    assert sentence == "KMStoryPage.feed_type is “poem”, which is not declared."
    assert found(checks.item_types_are_used) == [
        "No page type has the feed_type “km-story”."
    ]


def test_a_type_that_no_page_has_is_named(monkeypatch):
    poem = ItemType("poem", "poem", "poems")
    monkeypatch.setitem(checks.TYPES, "poem", poem)
    assert found(checks.item_types_are_used) == ["No page type has the feed_type “poem”."]


def test_details_can_all_be_described(db):
    assert found(checks.details_can_be_described) == []


def test_a_detail_of_an_unknown_kind_is_named(db, monkeypatch):
    monkeypatch.setattr(details, "FIELD_SCHEMAS", ())
    sentences = found(checks.details_can_be_described)
    assert "The feed cannot describe DriverPage.source_url." in sentences


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"field": "colour"}, "reads “colour”, which is no field of items."),
        ({"vocabulary": "community.User"}, "names community.User, which is no vocab"),
        ({"relation": "colours"}, "reads “colours”, which no page type has."),
        ({"detail": "colours"}, "reads “colours”, which no page type has."),
        ({"vocabulary": ""}, "does not say what its filter takes."),
        ({"phrase": ""}, "has no phrase for the sentence about a list."),
    ],
)
def test_a_facet_that_lacks_something_is_named(monkeypatch, change, sentence):
    broken = dataclasses.replace(BY_NAME["theme"], **change)
    monkeypatch.setattr(checks, "FACETS", (broken,))
    assert found(checks.facets_are_whole)[0].startswith(f"The facet “theme” {sentence}")


def test_a_name_that_is_given_twice_is_named(monkeypatch):
    again = Field("title", TEXT, lambda source: source.page.title)
    monkeypatch.setattr(checks, "FIELDS", (*FIELDS, again))
    assert found(checks.names_are_given_once) == [
        "Two fields of items bear the name “title”.",
        "Two columns of items bear the name “title”.",
    ]


def test_forms_and_columns_follow_from_the_fields():
    assert CARD.keys() < FULL.keys()
    assert FULL.keys() - CARD.keys() == {f.name for f in FIELDS if f.is_full}
    assert {name for name, _ in COLUMNS.values()} <= FULL.keys()


def test_every_type_says_what_readers_call_it():
    assert all(t.singular and t.plural and t.label[0].isupper() for t in ITEM_TYPES)
    assert TYPES["section"].label == "Section of the toolkit"
    assert TYPES["information"].label == "Information"
    assert STORIES == ("map-story", "km-story", "reflection")


def test_a_vocabulary_that_nothing_filters_by_is_named(monkeypatch):
    assert found(checks.vocabularies_are_facets) == []
    others = [f for f in checks.VOCABULARY_FACETS if f.name != "publisher"]
    monkeypatch.setattr(checks, "VOCABULARY_FACETS", others)
    assert found(checks.vocabularies_are_facets) == ["No facet filters by Publisher."]
