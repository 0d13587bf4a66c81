"""One row for every page that is or was public."""

import json

from django.db import connection

from core.models import Alignment, Author
from feed.making import finished
from feed.models import Item
from tests import factories


def settle():
    connection.finish_collected()


def test_a_public_page_is_an_item(tree):
    driver = factories.DriverFactory(parent=tree.drivers, title="A plan")
    page = factories.MapStoryFactory(
        parent=tree.stories,
        rows={
            "alignments": [Alignment(driver=driver, level="national")],
            "authors": [Author(name="Asha")],
        },
    )
    settle()
    item = Item.objects.get(page=page.pk)
    full = json.loads(finished(item.full, item.sequence))
    assert full["alignments"][0]["driver"]["title"] == "A plan"
