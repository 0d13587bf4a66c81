"""Pages are read for the feed in sets: many cost no more questions than few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import ChangeNote, Quote
from core.pages.queries import related
from core.pages.versions import relation_names
from feed.index.loading import load
from feed.index.references import PageBundle
from feed.index.serializers import serialize
from tests import factories

pytestmark = pytest.mark.django_db


def cost(pages):
    """How many questions it takes to make the items of pages."""
    with CaptureQueriesContext(connection) as asked:
        found = load([page.pk for page in pages])
        bundle = PageBundle(found)
        for page in found:
            serialize(page, bundle, None)
    assert len(found) == len(pages)
    return len(asked)


@pytest.mark.parametrize("factory", [factories.MapStoryFactory, factories.KMStoryFactory])
def test_pages_of_a_type_are_read_together(tree, factory):
    pages = [factory(parent=tree.stories) for _ in range(6)]
    for page in pages:
        ChangeNote.objects.create(page=page, at=timezone.now(), note="Clearer.")
    cost(pages[:1])
    assert cost(pages) == cost(pages[:1])


def test_what_pages_hold_is_what_django_would_read(tree):
    themes = [factories.ThemeFactory(name=name) for name in ("Żeta", "alpha", "Beta")]
    page = factories.MapStoryFactory(parent=tree.stories)
    page.themes = themes
    page.quotes = [Quote(text=text, name="A", consent=True) for text in ("two", "one")]
    factories.publish(page)
    [loaded] = load([page.pk])
    fresh = type(page).objects.get(pk=page.pk)
    version = page.live_revision.as_object()
    for name in relation_names(type(page)):
        read = list(getattr(fresh, name).all())
        assert related(fresh, name) == read
        assert [str(one) for one in related(version, name)] == [
            str(one) for one in getattr(version, name).all()
        ]
        assert related(loaded, name) == list(getattr(loaded, name).all()) == read
    assert [quote.text for quote in related(loaded, "quotes")] == ["two", "one"]
