"""Public stories, and a reader who asks for pages."""

import pytest

from core.models import Theme
from tests import factories


@pytest.fixture
def digital(db):
    """A theme."""
    return Theme.objects.create(name="Digital skills", slug="digital-skills")


@pytest.fixture
def text(visitor):
    """Asks for a page and gives its text."""

    def get(address):
        response = visitor.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return get


def story(tree, title, *themes, **fields):
    """A public MAP Story about some themes."""
    page = factories.MapStoryFactory(
        parent=tree.stories, title=title, live=False, **fields
    )
    page.themes.set(themes)
    page.save()
    factories.publish(page)
    return type(page).objects.get(pk=page.pk)
