"""Stories that have no place yet, and how sets of them become public."""

import pytest
from django.utils import timezone

from community.models import Nation
from core.bulk.tree import add_children
from core.models import Alignment, Author, Theme
from editorial.actions.bulk_publish import publish_new_as
from editorial.models import Basis
from stories.models import MapStoryPage
from tests import factories
from tests.feed.conftest import settle


@pytest.fixture
def draft(tree):
    """Make a story that has no place yet, with rows and terms."""
    theme, _ = Theme.objects.get_or_create(name="Workforce", slug="workforce")
    nation, _ = Nation.objects.get_or_create(name="Wales", slug="wales")
    organisation = factories.OrganisationFactory()
    driver = factories.DriverFactory(parent=tree.drivers)

    def make(slug, **fields):
        page = MapStoryPage(
            title=slug.title(),
            slug=slug,
            summary="What readers find.",
            organisation=organisation,
            team="Clinical librarian",
            story=factories.WORDS,
            impact_library=factories.WORDS,
            last_reviewed=timezone.localdate(),
            live=False,
            **fields,
        )
        page.alignments = [Alignment(driver=driver, level="national")]
        page.authors = [Author(name="Asha"), Author(name="Bo")]
        page.themes, page.nations = [theme], [nation]
        return page

    return make


def publish(parent, *pages):
    """Make pages public in sets."""
    add_children(parent, pages)
    publish_new_as(Basis.BULK, list(pages))
    settle()


def read(page):
    return type(page).objects.get(pk=page.pk)
