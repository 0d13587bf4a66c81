"""The contract on what an item says of its page, field by field."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import Author, ChangeNote
from tests import factories
from tests.feed.conftest import full_of, republish
from tests.feed.contract.shape import MOMENT
from toolkit.models import Supersession


def test_moments_are_those_of_the_first_publication_and_the_last_change(story):
    before = full_of(story)
    type(story).objects.filter(pk=story.pk).update(
        first_published_at=timezone.now() - timedelta(days=9)
    )
    republish(story, summary="Other words.")
    after = full_of(story)
    assert MOMENT.fullmatch(after["published_at"])
    assert MOMENT.fullmatch(after["updated_at"])
    assert after["published_at"] < before["published_at"] <= after["updated_at"]


def test_when_it_was_reviewed_and_is_due(story):
    full = full_of(story)
    assert (full["reviewed_at"], full["review_due"]) == ("2026-03-01", "2027-03-01")


@pytest.mark.parametrize("status", ["headline", "current", "archived"])
def test_a_driver_has_a_status_and_a_scope(tree, status):
    page = factories.DriverFactory(parent=tree.drivers, status=status, scope="regional")
    full = full_of(page)
    assert full["status"] == status
    assert full["scope"] == {"id": "regional", "label": "Regional"}


def test_nothing_else_has_a_status_or_a_scope(story):
    full = full_of(story)
    assert full["status"] is None
    assert full["scope"] is None


def test_terms_are_ids_and_labels(story):
    full = full_of(story)
    assert full["themes"] == [
        {"id": "digital", "label": "Digital"},
        {"id": "workforce", "label": "Workforce"},
    ]
    assert full["organisation"] == {"id": "trent", "label": "Trent Hospital"}
    assert full["regions"] == []


def test_the_year_is_that_of_the_document_or_of_the_publication(driver, story):
    assert full_of(driver)["year"] == 2019
    assert full_of(story)["year"] == timezone.now().year


def test_authors_are_names_that_people_agreed_to_show(tree):
    shown = factories.ProfileFactory(parent=tree.community, title="Asha Patel")
    hidden = factories.ProfileFactory(parent=tree.community, title="Tom Ash", live=False)
    page = factories.ReflectionFactory(
        parent=tree.stories,
        rows={"authors": [Author(profile=shown), Author(profile=hidden)]},
    )
    assert full_of(page)["authors"] == ["Asha Patel"]


def test_the_picture_comes_in_sizes_with_its_words(story):
    image = full_of(story)["image"]
    assert set(image) == {"src", "srcset", "width", "height", "alt"}
    assert (image["width"], image["height"]) == (960, 640)
    assert image["alt"] == "A poster in a canteen"
    assert [part.split()[1] for part in image["srcset"].split(", ")] == ["480w", "960w"]


def test_the_licence_has_the_sentence_that_must_be_shown(story):
    licence = full_of(story)["licence"]
    assert set(licence) == {"id", "label", "url", "attribution"}
    assert licence["url"] == "https://creativecommons.org/licenses/by/4.0/"
    for words in ("Asha Patel", "Trent Hospital", "Evidence on wards", "CC BY 4.0"):
        assert words in licence["attribution"]


def test_details_are_the_types_own_fields(driver, story, tree):
    newer = factories.DriverFactory(
        parent=tree.drivers,
        title="Newer plan",
        rows={"supersessions": [Supersession(older=driver)]},
    )
    details = full_of(driver)["details"]
    assert details["source_url"] == "https://example.org/plan"
    assert details["date"] == "2019-01-07"
    assert set(details["publisher"]) == {"id", "label"}
    assert [row["title"] for row in details["superseded_by"]] == ["Newer plan"]
    assert [r["title"] for r in full_of(newer)["details"]["supersedes"]] == [
        "Ten year plan"
    ]
    names = {"date_precision", "date_text", "impact", "key_features"}
    assert names <= set(details)
    names = {"team", "resources", "timeframe", "quotes"}
    assert names <= set(full_of(story)["details"])


def test_measures_are_numbers_with_how_they_are_known(story):
    assert full_of(story)["measures"] == [
        {
            "kind": "time",
            "value": 12.5,
            "unit": "hours",
            "period": "week",
            "basis": "measured",
        }
    ]


def test_attachments_can_be_fetched_and_checked(story, visitor):
    (row,) = full_of(story)["attachments"]
    assert row["title"] == "The paper"
    assert row["type"] == "text/plain"
    body = b"".join(visitor.get(row["url"]))
    assert row["bytes"] == len(body)
    assert row["sha256"] == hashlib.sha256(body).hexdigest()


def test_the_history_is_what_readers_are_told(story):
    ChangeNote.objects.create(
        page=story, at=timezone.now(), note="Figures for 2025 added"
    )
    (row,) = full_of(story)["history"]
    assert row["note"] == "Figures for 2025 added"
    assert MOMENT.fullmatch(row["at"])
