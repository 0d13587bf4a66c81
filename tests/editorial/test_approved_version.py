"""What was approved is what is published: these words, once, and in their place."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from wagtail.models import Page

from core.models import Author
from core.pages import approval
from core.pages.approval import NotApproved
from core.pages.fingerprint import same_words
from editorial.actions import review
from editorial.actions.bulk_publish import publish_as
from editorial.models import Basis, Decision
from tests import factories
from tests.editorial.conftest import approve, now, now_waiting, rewrite, send, verdict_on


def test_a_text_that_changed_since_it_was_opened_is_not_approved(draft, people):
    state = send(draft, people["editor"].user)
    verdict = verdict_on(state, people["moderator"].user)
    rewrite(draft, people["moderator2"].user, award="Winner")
    refusal = review.approve(verdict)
    assert refusal.status == 409
    assert "changed since you opened it" in refusal.message
    assert not now(draft).live


def test_words_slipped_in_under_the_same_number_are_not_approved(draft, people):
    state = send(draft, people["editor"].user)
    verdict = verdict_on(state, people["moderator"].user)
    revision = state.revision
    revision.content = {**revision.content, "award": "Forged"}
    revision.save()
    assert review.approve(verdict).status == 409
    assert not now(draft).live


def test_an_approval_serves_once(draft, people):
    decision = approve(send(draft, people["editor"].user), people["moderator"].user)
    revision = decision.revision
    now(draft).unpublish()
    with pytest.raises(NotApproved):
        revision.publish()
    assert not now(draft).live


def test_an_approval_is_for_no_other_version(draft, people):
    decision = approve(send(draft, people["editor"].user), people["moderator"].user)
    later = rewrite(draft, people["editor"].user, award="Winner")
    Decision.objects.filter(pk=decision.pk).update(effective_at=None)
    with pytest.raises(NotApproved):
        later.publish()
    assert now(draft).award != "Winner"


def test_approval_publishes_the_version_that_was_read(draft, people):
    state = send(draft, people["editor"].user)
    state.workflow_state.refresh_from_db()
    verdict = verdict_on(state, people["moderator"].user)
    assert isinstance(review.approve(verdict), Decision)
    rewrite(draft, people["editor"].user, award="Later")
    assert now(draft).award == ""


def test_rows_without_numbers_keep_the_order_in_which_they_were_written(tree):
    names = ["Ada", "Bea", "Cyd"]
    rows = {"authors": [Author(name=name) for name in names]}
    page = factories.KMStoryFactory(parent=tree.stories, rows=rows)
    for place in (tree.stories, page):  # there and back: last on disk now
        Author.objects.filter(name="Ada").update(page=place)
    page = now(page)
    assert [row.name for row in page.authors.all()] == names
    assert same_words(page, page.live_revision)


def test_a_page_that_was_moved_meanwhile_stays_where_it_is(tree):
    section = factories.SectionFactory(parent=tree.toolkit, slug="new-place")
    page = factories.SectionFactory(parent=tree.section, slug="page")
    stale = type(page).objects.get(pk=page.pk)
    now(page).move(section, pos="last-child")
    stale.title = "Another title"
    factories.publish(stale)
    factories.publish(tree.section)
    page = now(page)
    assert page.title == "Another title"
    assert page.get_parent().pk == section.pk
    assert page.url_path.endswith("/new-place/page/")
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_text_that_breaks_down_at_the_last_moment_stays_in_review(draft, people):
    state = send(draft, people["editor"].user)

    def break_down(sender, **kwargs):
        raise ValidationError({"title": ["The database would not take this."]})

    pre_save.connect(break_down, sender=type(draft))
    try:
        refusal = approve(state, people["moderator"].user)
    finally:
        pre_save.disconnect(break_down, sender=type(draft))
    assert refusal.status == 422
    assert refusal.problems == {"title": ["The database would not take this."]}
    assert not now(draft).live
    assert not Decision.objects.by_people().exists()
    assert approve(now_waiting(draft), people["moderator"].user).page_id == draft.pk


def test_commands_publish_as_what_they_are(draft):
    with pytest.raises(ValueError, match="needs a person"):
        publish_as(Basis.BREAK_GLASS, draft.latest_revision)
    assert not now(draft).live


def test_one_policy_counts_once():
    known = list(approval._policies)
    assert approval.policy(known[0]) is known[0]
    assert approval._policies == known
