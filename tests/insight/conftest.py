"""Public work to count, beside work that is not, and the lists behind numbers."""

from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from wagtail.models import PageViewRestriction

from core.models import Alignment, CareSetting, Measure, Theme
from feed.query.selectors import facets
from search.params import read_params
from tests import factories, sites
from tests.databases import databases
from tests.feed.conftest import settle
from toolkit.models import DriverIndexPage, DriverPage


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


def make_themes():
    return [
        factories.ThemeFactory(name="Digital", slug="digital"),
        factories.ThemeFactory(name="People", slug="people"),
    ]


def make_drivers(themes):
    make, parent = factories.DriverFactory, DriverIndexPage.objects.get()
    return [
        make(parent=parent, title="Ten year plan", themes=themes[:1]),
        make(parent=parent, title="People plan", themes=themes),
        make(parent=parent, title="Nobody's plan", themes=themes[:1]),
    ]


def make_work():
    """Stories and a plan, public; and others that are not, with the same terms."""
    tree, themes = sites.read_tree(), make_themes()
    first, second, _ = make_drivers(themes)
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
    type(gone).objects.get(pk=gone.pk).unpublish()


databases.add("work", sites.in_process(make_work), on="tree")


@pytest.fixture
def themes(db):
    """Two themes; those of `work` where it is."""
    return list(Theme.objects.order_by("pk")) or make_themes()


@pytest.fixture
def drivers(tree, themes):
    """Three drivers, nobody serving the last; those of `work` where it is."""
    return list(DriverPage.objects.order_by("pk")) or make_drivers(themes)


@pytest.fixture
def work(tree):
    """The site with what `make_work` made."""
