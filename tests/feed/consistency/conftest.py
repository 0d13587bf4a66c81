"""Columns of the feed's table altered by hand, and what a check says then."""

import uuid
from datetime import UTC, datetime

import pytest
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast

from community.models import Nation
from feed.index.columns import COLUMNS
from feed.index.consistency import LEFT_OVER, MISSING, differences
from feed.models import Item
from tests import factories
from tests.feed.conftest import settle

FIELDS = Item._meta.concrete_fields
NOBODYS = 10**9
GIVEN = {"sequence", "changed_at"}
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
