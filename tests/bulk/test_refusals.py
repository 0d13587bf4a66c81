"""A set is public as a whole or not at all, by the same rules as one page."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Revision

from core.bulk.publication import publish_new
from core.bulk.tree import add_children
from core.pages.approval import NotApproved
from core.pages.fingerprint import fingerprint
from editorial.actions.bulk_publish import publish_new_as
from editorial.models import Basis, Decision
from tests import factories
from tests.bulk.conftest import read

pytestmark = pytest.mark.django_db


def test_without_an_approval_nothing_is_public(tree, draft):
    pages = [draft("one"), draft("two")]
    add_children(tree.stories, pages)

    def approve_of_one(pages, versions):
        Decision.objects.create(
            page_id=pages[0].pk,
            revision=versions[0],
            fingerprint=fingerprint(versions[0]),
            outcome="approved",
            basis=Basis.BULK,
            decided_at=timezone.now(),
        )

    with pytest.raises(NotApproved):
        publish_new(pages, approve_of_one)
    assert not any(read(page).live for page in pages)
    assert not Revision.page_revisions.filter(object_id=str(pages[0].pk)).exists()


def test_an_approval_of_other_words_is_none(tree, draft):
    page = draft("one")
    add_children(tree.stories, [page])

    def approve_of_something(pages, versions):
        Decision.objects.create(
            page_id=page.pk,
            revision=versions[0],
            fingerprint="0" * 64,
            outcome="approved",
            basis=Basis.BULK,
            decided_at=timezone.now(),
        )

    with pytest.raises(NotApproved):
        publish_new([page], approve_of_something)


def test_people_approve_one_by_one(tree, draft):
    page = draft("one")
    add_children(tree.stories, [page])
    with pytest.raises(ValueError, match="needs a person"):
        publish_new_as(Basis.REVIEW, [page])


SPOIL = {
    "a field": lambda page: setattr(page, "licence", "mine"),
    "a problem": lambda page: setattr(page, "team", ""),
    "a row": lambda page: setattr(page, "alignments", []),
}


@pytest.mark.parametrize("spoil", SPOIL.values(), ids=SPOIL)
def test_a_page_with_a_problem_keeps_all_back(tree, draft, spoil):
    good, bad = draft("good"), draft("bad")
    spoil(bad)
    add_children(tree.stories, [good, bad])
    with pytest.raises(ValidationError):
        publish_new_as(Basis.BULK, [good, bad])
    assert not read(good).live
    assert not Decision.objects.filter(page=good.pk).exists()


def test_what_readers_have_already_is_published_by_itself(tree):
    page = read(factories.MapStoryFactory(parent=tree.stories))
    with pytest.raises(ValueError, match="is not new"):
        publish_new_as(Basis.BULK, [page])


def test_what_has_a_draft_is_published_by_itself(tree):
    page = read(factories.MapStoryFactory(parent=tree.stories, live=False))
    with pytest.raises(ValueError, match="is not new"):
        publish_new_as(Basis.BULK, [page])


def test_what_somebody_wrote_on_meanwhile_is_left_alone(tree, draft):
    page = draft("one")
    add_children(tree.stories, [page])
    read(page).save_revision()
    with pytest.raises(ValueError, match="is not new"):
        publish_new_as(Basis.BULK, [page])


def test_an_address_that_is_settled_stays(tree, draft):
    page = draft("one")
    add_children(tree.stories, [page])
    page.slug = "elsewhere"
    publish_new_as(Basis.BULK, [page])
    assert read(page).slug == read(page).live_revision.content["slug"] == "one"


def test_what_is_to_be_public_later_is_scheduled_by_itself(tree, draft):
    page = draft("later", go_live_at=timezone.now() + timedelta(days=1))
    add_children(tree.stories, [page])
    with pytest.raises(ValueError, match="public later"):
        publish_new_as(Basis.BULK, [page])
