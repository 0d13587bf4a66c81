"""The state of the site moves with all that readers see, and with nothing else."""

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction, Site

from core.caching import site_state
from core.models import (
    ChangeNote,
    CustomImage,
    DraftLink,
    GlossaryEntry,
    SearchWording,
    Theme,
)
from feed.index.epochs import begin_epoch
from tests import factories
from tests.editorial.conftest import rewrite, send, send_back
from tests.feed.conftest import republish, settle
from tests.sharing.replying import public_reply

pytestmark = pytest.mark.django_db


def now():
    """The state after what came before."""
    settle()
    return site_state.state_now()


@pytest.fixture
def story(tree):
    theme = Theme.objects.create(name="Workforce", slug="workforce")
    page = factories.MapStoryFactory(parent=tree.stories, slug="leader")
    page.themes.add(theme)
    factories.publish(page)
    return page


def renamed(model, **fields):
    """Save a row of a model with other values."""
    row = model.objects.first()
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


SEEN = {
    "a page": lambda story: republish(story, title="Another"),
    "a page that is no item": lambda story: republish(
        story.get_parent().specific, title="What people tell"
    ),
    "a title for search engines": lambda story: republish(story, seo_title="Another"),
    "a new page": lambda story: factories.KMStoryFactory(parent=story.get_parent()),
    "unpublished": lambda story: story.unpublish(),
    "deleted": lambda story: story.delete(),
    "moved": lambda story: story.get_parent().move(
        story.get_parent().get_parent(), pos="first-child"
    ),
    "private": lambda story: PageViewRestriction.objects.create(
        page=story.page_ptr, restriction_type="login"
    ),
    "a term": lambda story: renamed(Theme, name="People"),
    "a term that goes": lambda story: Theme.objects.create(name="X", slug="x").delete(),
    "glossary": lambda story: GlossaryEntry.objects.create(
        acronym="KM", long_form="knowledge management"
    ),
    "wording": lambda story: SearchWording.objects.create(page=story, words="boss"),
    "history": lambda story: ChangeNote.objects.create(
        page=story, at=timezone.now(), note="New figures."
    ),
    "redirect": lambda story: Redirect.objects.create(
        old_path="/old", redirect_link="/stories/"
    ),
    "site": lambda story: renamed(Site, site_name="Another"),
}


@pytest.mark.parametrize("what", SEEN)
def test_it_moves_with(what, story):
    before = now()
    SEEN[what](story)
    after = now()
    assert after.number > before.number
    assert after.epoch == before.epoch


def test_it_moves_with_a_picture_that_is_shown(story):
    image = CustomImage.objects.create(title="Poster", file=get_test_image_file())
    republish(story, image=image, image_decorative=True)
    before = now()
    image.title = "A poster"
    image.save()
    assert now() != before


def test_it_moves_with_a_reply(story, visitor, people):
    before = now()
    public_reply(visitor, story, people["moderator"].user)
    assert now() != before


def test_an_hour_of_editing_costs_readers_nothing(story, people, visitor):
    editor, moderator = people["editor"], people["moderator"]
    visitor.get(story.url)
    before = now()
    new = {"title": "A new one", "slug": "new"}
    story.copy(update_attrs=new, keep_live=False, user=editor.user)
    rewrite(story, editor.user, title="Perhaps another")
    state = send(story, editor.user)
    send_back(state, moderator.user)
    CustomImage.objects.create(title="Poster", file=get_test_image_file())
    DraftLink.objects.create(page_id=story.pk, made_by=editor.user)
    editor.get("/admin/")
    get_user_model().objects.create(username="new", email="new@example.org")
    visitor.post("/contact/", {"words": "Hello"})
    assert now() == before


def test_a_new_epoch_of_the_feed_is_one_of_the_site(story):
    before = now()
    begin_epoch()
    after = now()
    assert after.epoch != before.epoch


def test_it_stays_when_a_transaction_is_undone(transactional_db, tree):
    before = site_state.state_now()
    with transaction.atomic():
        site_state.changed()
        transaction.set_rollback(True)
    assert site_state.state_now() == before
    with transaction.atomic():
        site_state.changed()
        site_state.changed()
    assert site_state.state_now().number == before.number + 1
