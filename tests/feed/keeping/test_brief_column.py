"""The brief form stands finished in the row, from the migration on."""

import json
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from core.models import Alignment
from feed.models import Item
from feed.query.wire import ENDS_OF_LINES, finished
from feed.schema.brief import brief_form
from tests import factories
from tests.feed.conftest import item_of, settle

pytestmark = pytest.mark.usefixtures("agreed")


@pytest.fixture
def stories(tree):
    """Pages with every kind of alignment, organisation and theme."""
    driver = factories.DriverFactory(parent=tree.drivers, title="Ten year plan")
    theme = factories.ThemeFactory(slug="digital")
    named = Alignment(driver_text="A local plan", level="local")
    rows = {"alignments": [Alignment(driver=driver, level="national"), named]}
    factories.MapStoryFactory(parent=tree.stories, themes=[theme], rows=rows)
    factories.KMStoryFactory(parent=tree.stories, title="“Tea” & toast \u2028 é")
    settle()
    return driver


def briefs():
    """The column of every item, by the page."""
    return dict(Item.objects.filter(is_public=True).values_list("page", "brief"))


def test_it_is_the_card_in_brief(stories):
    for row in Item.objects.filter(is_public=True):
        card = json.loads(finished(row.card, row.sequence))
        assert json.loads(row.brief) == brief_form(card)
        assert list(json.loads(row.brief)) == list(brief_form(card))
    assert len(briefs()) >= 3


def test_lists_give_it_as_it_stands(stories, visitor):
    row = item_of(stories)
    Item.objects.filter(pk=row.pk).update(brief='{"as":"it stands"}')
    answer = visitor.get("/api/feed/v1/items?type=driver&form=brief")
    Item.objects.filter(pk=row.pk).update(brief=row.brief)
    assert answer.content == b'{"items":[{"as":"it stands"}],"total":1,"next":null}'


def test_the_migration_makes_it_of_the_cards_that_are_there(stories):
    good = briefs()
    Item.objects.update(brief="")
    import_module("feed.migrations.0006_brief").make_of_cards(apps, None)
    name_ends_of_lines()
    assert briefs() == good


def test_the_migration_names_ends_of_lines_in_what_is_there(stories):
    rows = Item.objects.filter(is_public=True)
    columns = ("card", "full", "brief")
    good = set(rows.values_list(*columns))
    raw = {tuple(map(with_real_ends, row)) for row in good}
    assert raw != good
    for item in rows:
        texts = {name: with_real_ends(getattr(item, name)) for name in columns}
        Item.objects.filter(pk=item.pk).update(**texts)
    assert set(rows.values_list(*columns)) == raw
    name_ends_of_lines()
    assert set(rows.values_list(*columns)) == good


def name_ends_of_lines():
    """Do what the migration does."""
    migration = import_module("feed.migrations.0009_ends_of_lines")
    with connection.cursor() as cursor:
        cursor.execute(migration.statement())


def with_real_ends(text):
    """A text as it was kept before."""
    for sign, name in ENDS_OF_LINES.items():
        text = text.replace(name, sign)
    return text
