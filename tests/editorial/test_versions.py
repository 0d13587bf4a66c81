"""A version is made into a page once for all who judge it and publish it."""

import pytest
from wagtail.models import Revision

from core.pages.versions import read_once
from editorial.actions import review
from stories.models import MapStoryPage
from tests import factories
from tests.editorial.conftest import send, verdict_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch):
    """The versions that were made into pages, one entry for each time."""
    found = []
    as_object = Revision.as_object

    def note(revision):
        found.append(revision.pk)
        return as_object(revision)

    monkeypatch.setattr(Revision, "as_object", note)
    return found


def test_whoever_asks_within_gets_the_same(tree, made):
    revision = factories.MapStoryFactory(parent=tree.stories).save_revision()
    made.clear()
    with read_once(revision) as version, read_once(revision) as again:
        assert version is again is revision.as_object()
    assert made == [revision.pk]
    assert revision.as_object() is not version


def test_a_publication_makes_one_page_of_the_version(tree, made):
    page = factories.MapStoryFactory(parent=tree.stories, live=False)
    made.clear()
    factories.publish(page)
    assert made == [page.latest_revision_id]
    assert MapStoryPage.objects.get(pk=page.pk).live


def test_an_approval_makes_one_to_judge_and_one_to_publish(draft, people, made):
    state = send(draft, people["editor"].user)
    verdict = verdict_on(state, people["moderator"].user)
    made.clear()
    review.approve(verdict)
    assert len(made) == 2
