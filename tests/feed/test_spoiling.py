"""Whatever is altered by hand in the feed's table is named by a check, and mended."""

import uuid
from datetime import UTC, datetime

import pytest
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models, transaction
from django.db.models import Max, Value
from django.db.models.functions import Cast
from wagtail.models import Page

from community.models import Nation
from editorial.actions import withdrawal
from feed.checks import columns_are_declared
from feed.index import columns, numbering
from feed.index.changes import mark_page
from feed.index.columns import COLUMNS, TOLD_OF_ITEMS, TOLD_OF_TOMBSTONES, Kind
from feed.index.consistency import LEFT_OVER, MISSING, NO_STATE, differences, rebuild
from feed.models import Item, State
from tests import factories
from tests.feed.conftest import item_of, republish, settle

FIELDS = Item._meta.concrete_fields
NOBODYS = 10**9
# What columns of each type cannot rightly hold, whatever they are for.
SPOILT = {
    models.BooleanField: "the other",
    models.CharField: "x",
    models.TextField: "x",
    models.DateTimeField: datetime(2999, 1, 1, tzinfo=UTC),
    models.BigIntegerField: NOBODYS,
    models.UUIDField: uuid.UUID("00000000-0000-4000-8000-000000000000"),
    SearchVectorField: Cast(Value("'x':1A"), SearchVectorField()),
}
# Of a page that is gone for good nobody else knows its keys, or what was said of it.
ONLY_REMEMBERED = {"id", "page", "reason", "replacement"}
GIVEN = {"sequence", "changed_at"}


def wrong_values(field):
    """What a column is spoilt with: something else, and nothing if it may be empty."""
    if isinstance(field, ArrayField):
        return [[SPOILT[type(field.base_field)]], []]
    nothing = [None] if field.null else [""] if field.blank else []
    return [SPOILT[type(field)], *nothing]


def spoil(row, name, value):
    """Alter one column of a row by hand; return whether it holds something else now."""
    value = (not getattr(row, name)) if value == "the other" else value
    rows = Item.objects.filter(sequence=row.sequence)
    before = rows.values_list(name, flat=True)[0]
    key = rows.get().pk if name != "id" else value
    rows.update(**{name: value})
    return Item.objects.filter(pk=key).values_list(name, flat=True)[0] != before


def found():
    """What a check says, as one text."""
    return "\n".join(map(str, differences()))


def contents():
    """All rows without what is given as they are written."""
    names = [name for name in COLUMNS if name not in GIVEN]
    return list(Item.objects.order_by("page").values(*names))


def is_named(name, words):
    """Whether a check names a column, or says what it amounts to."""
    if name == "is_public":
        return MISSING in words or LEFT_OVER in words
    return {"page": "in the feed as page", "id": ": id."}.get(name, name) in words


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
def story(tree):
    """A public page that has terms and refers to another."""
    theme = factories.ThemeFactory(slug="digital")
    nation, _ = Nation.objects.get_or_create(slug="wales", defaults={"name": "Wales"})
    driver = factories.DriverFactory(parent=tree.drivers, title="Ten year plan")
    link = f'<p><a linktype="page" id="{driver.pk}">there</a></p>'
    page = factories.KMStoryFactory(
        parent=tree.stories,
        themes=[theme],
        nations=[nation],
        story=link + factories.WORDS,
    )
    settle()
    page.driver = driver
    return page


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


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"sequence": None}, numbering.NO_SEQUENCE),
        ({"sequence": NOBODYS}, numbering.TOO_HIGH),
        ({"changed_at": None}, numbering.NO_MOMENT),
        ({"changed_at": datetime(2999, 1, 1, tzinfo=UTC)}, numbering.TOO_LATE),
        ({"changed_at": datetime(1999, 1, 1, tzinfo=UTC)}, numbering.TOO_EARLY),
    ],
    ids=["no-sequence", "too-high", "no-moment", "too-late", "too-early"],
)
def test_wrong_numbers_are_named_and_given_anew(story, change, sentence):
    before = item_of(story)
    Item.objects.filter(page=story.pk).update(**change)
    assert sentence in found()
    assert rebuild().changed == 1
    assert found() == ""
    after = item_of(story)
    assert after.sequence == State.objects.get().sequence < before.sequence + 5
    assert after.changed_at == State.objects.get().changed_at


def test_a_number_beyond_the_state_does_not_outlive_a_publication(story, tree):
    """The next change takes it for the latest; the counter knows better."""
    Item.objects.filter(page=story.pk).update(sequence=NOBODYS)
    factories.KMStoryFactory(parent=tree.stories)
    settle()
    assert numbering.TOO_HIGH in found()
    rebuild()
    assert found() == ""
    assert State.objects.get().sequence < NOBODYS


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


@pytest.mark.parametrize("number", [0, 2])
def test_there_is_one_state(story, number):
    State.objects.all().delete()
    for _ in range(number):
        State.objects.create(sequence=item_of(story).sequence)
    assert NO_STATE in found()
    rebuild()
    assert found() == ""
    republish(story, title="Other")
    assert item_of(story).sequence == State.objects.get().sequence


def test_mending_what_readers_do_not_see_is_a_change_of_the_state(story):
    """What was remembered for the state of before is found by words that are wrong."""
    before = item_of(story), State.objects.get().generation
    Item.objects.filter(page=story.pk).update(vector=None, facets=[])
    assert rebuild().changed == 1
    assert State.objects.get().generation > before[1]
    assert item_of(story).changed_at == before[0].changed_at


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
