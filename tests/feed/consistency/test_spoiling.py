"""Whatever is altered by hand in the feed's table is named by a check, and mended."""

import pytest
from django.db import transaction
from django.db.models import Max
from wagtail.models import Page

from editorial.actions import withdrawal
from feed.checks import columns_are_declared
from feed.index import columns
from feed.index.changes import mark_page
from feed.index.columns import COLUMNS, TOLD_OF_ITEMS, TOLD_OF_TOMBSTONES, Kind
from feed.index.consistency import rebuild
from feed.models import Item, State
from tests.feed.conftest import item_of, settle
from tests.feed.consistency.conftest import (
    FIELDS,
    GIVEN,
    NOBODYS,
    contents,
    found,
    is_named,
    spoil,
    wrong_values,
)

# Of a page that is gone for good nobody else knows its keys, or what was said of it.
ONLY_REMEMBERED = {"id", "page", "reason", "replacement"}


def problems_with(row, field, value, told):
    """What goes wrong when one column is spoilt, and the table then made anew."""
    good, name = contents(), field.name
    if not spoil(row, name, value):
        return
    if not is_named(name, found()):
        yield f"{name} is not named"
    rebuild()
    if left := found():
        yield f"{name} is not mended: {left}"
    if contents() != good:
        yield f"{name} is mended to something else"
    sequence = Item.objects.get(page=row.page).sequence
    if (sequence != row.sequence) != (name in {*told, *GIVEN}):
        yield f"{name} leads to sequence {sequence} after {row.sequence}"
    if State.objects.get().sequence != Item.objects.aggregate(n=Max("sequence"))["n"]:
        yield f"{name} leaves a state of another sequence"


def all_problems(page, told, left_out=()):
    """The same for every column in turn, each time from the same beginning."""
    row, problems = item_of(page), [found()]
    for field in FIELDS:
        for value in wrong_values(field) if field.name not in left_out else ():
            with transaction.atomic():
                problems += problems_with(row, field, value, told)
                transaction.set_rollback(True)
    return list(filter(None, problems))


@pytest.fixture
def withdrawn(story, person):
    """The same page, withdrawn with a sentence and something to read instead."""
    by = person("Moderators").user
    withdrawal.withdraw(story.pk, by, "It is out of date.", replacement=story.driver)
    settle()
    return story


@pytest.fixture
def gone(withdrawn):
    """The same page, then deleted for good."""
    Page.objects.get(pk=withdrawn.pk).specific.delete()
    settle()
    return withdrawn


def test_every_column_of_an_item_is_named_and_mended(story):
    assert all_problems(story, TOLD_OF_ITEMS) == []


def test_every_column_of_a_tombstone_is_named_and_mended(withdrawn):
    # Nations are known from the row alone.
    Item.objects.filter(page=withdrawn.pk).update(sets=["type:km-story"])
    assert all_problems(withdrawn, TOLD_OF_TOMBSTONES) == []


def test_so_is_what_can_be_known_when_the_page_is_gone(gone):
    Item.objects.filter(page=gone.pk).update(sets=["type:km-story"])
    assert all_problems(gone, TOLD_OF_TOMBSTONES, ONLY_REMEMBERED) == []


@pytest.mark.parametrize("value", [NOBODYS, None])
def test_a_replacement_that_is_none_is_named_and_forgotten(gone, value):
    Item.objects.filter(page=gone.pk).update(replacement=value)
    assert "sources" in found()
    rebuild()
    assert found() == ""
    row = Item.objects.get(page=gone.pk)
    assert (row.replacement, row.replaced_by, row.sources) == (None, None, [])


def test_a_tombstone_keeps_its_nations_beside_nothing_else(withdrawn):
    assert item_of(withdrawn).sets == ["type:km-story", "nation:wales"]
    wrong = ["x", "nation:wales"]
    Item.objects.filter(page=withdrawn.pk).update(sets=wrong)
    assert ": sets." in found()
    rebuild()
    assert item_of(withdrawn).sets == ["type:km-story", "nation:wales"]


def test_rows_that_changed_places_find_back(story):
    before = contents()
    first, second = item_of(story), item_of(story.driver)
    Item.objects.filter(pk=second.pk).update(page=-1)
    Item.objects.filter(pk=first.pk).update(page=second.page)
    Item.objects.filter(pk=second.pk).update(page=first.page)
    assert is_named("page", found())
    rebuild()
    assert found() == ""
    assert contents() == before


def test_publishing_mends_as_well(story):
    """Vectors apart, which PostgreSQL would have to make anew each time."""
    row, left = item_of(story), []
    mended = [f for f in FIELDS if COLUMNS[f.name].in_items in {Kind.MADE, Kind.EMPTY}]
    for field in mended:
        with transaction.atomic():
            spoil(row, field.name, wrong_values(field)[0])
            assert is_named(field.name, found())
            mark_page(story.pk)
            settle()
            left.append(found())
            transaction.set_rollback(True)
    assert left == [""] * len(mended)


def test_a_column_that_is_not_declared_is_an_error(monkeypatch):
    assert columns_are_declared(None) == []
    monkeypatch.delitem(columns.COLUMNS, "listed")
    [error] = columns_are_declared(None)
    assert (error.id, "“listed”" in error.msg) == ("mapcms.E015", True)
