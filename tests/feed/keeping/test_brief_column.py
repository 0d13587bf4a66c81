"""The brief form stands finished in the row, from the migration on."""

import json
from importlib import import_module

import pytest
from django.apps import apps

from core.models import Alignment
from feed.models import Item
from feed.query.wire import finished
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
    assert briefs() == good
