"""Public work to count, beside work that is not, and the lists behind numbers."""

from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from wagtail.models import PageViewRestriction

from core.models import Alignment, CareSetting, Measure
from feed.query.selectors import facets
from search.params import read_params
from tests import factories
from tests.feed.conftest import settle


def asked(text=""):
    settle()
    return QueryDict(text)


def behind(address):
    """How many items the list at an address shows."""
    parts = urlsplit(address)
    assert parts.path == "/search/"
    found = read_params(QueryDict(parts.query))
    assert not found.unknown
    return facets(found.query).total


def aligned(tree, *drivers, factory=factories.MapStoryFactory, **fields):
    """Public work that serves some drivers."""
    own = [Alignment(driver_text="Our strategy", level="local")]
    rows = {"alignments": [Alignment(driver=d, level="national") for d in drivers] or own}
    rows["measures"] = fields.pop("measures", [])
    parent = fields.pop("parent", tree.stories)
    return factory(parent=parent, rows=rows, **fields)


def hours(value, **fields):
    """A figure."""
    given = {"kind": "time", "unit": "hours", "period": "year", "basis": "counted"}
    return Measure(value=Decimal(value), **given | fields)


@pytest.fixture
def themes(db):
    return [
        factories.ThemeFactory(name="Digital", slug="digital"),
        factories.ThemeFactory(name="People", slug="people"),
    ]


@pytest.fixture
def drivers(tree, themes):
    make = factories.DriverFactory
    return [
        make(parent=tree.drivers, title="Ten year plan", themes=themes[:1]),
        make(parent=tree.drivers, title="People plan", themes=themes),
        make(parent=tree.drivers, title="Nobody's plan", themes=themes[:1]),
    ]


@pytest.fixture
def work(tree, drivers, themes):
    """Stories and a plan, public; and others that are not, with the same terms."""
    first, second, _ = drivers
    setting = CareSetting.objects.create(name="Hospice", slug="hospice")
    aligned(tree, first, second, themes=themes, measures=[hours(3), hours(4)])
    aligned(tree, first, themes=themes[:1], care_settings=[setting])
    aligned(
        tree,
        first,
        factory=factories.PlanFactory,
        parent=tree.section,
        themes=themes[1:],
    )
    aligned(tree, second, themes=themes, live=False, title="Canary of a draft")
    hidden = aligned(tree, second, themes=themes, measures=[hours(99)])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    gone = aligned(tree, second, themes=themes, measures=[hours(99)])
    settle()
    type(gone).objects.get(pk=gone.pk).unpublish()
