"""A text becomes public when a second person has approved exactly it."""

import pytest
from django.db import transaction
from wagtail.models import Page

from core.models import Author
from core.pages.approval import NotApproved
from core.pages.fingerprint import fingerprint, same_words
from editorial.actions import review
from editorial.models import Decision
from tests import factories
from tests.editorial.conftest import (
    approve,
    now,
    rewrite,
    send,
    send_back,
    verdict_on,
    written_by,
)


def test_a_second_person_makes_it_public(draft, people):
    editor, moderator = people["editor"].user, people["moderator"].user
    state = send(draft, editor, note="Please look at step 5")
    decision = approve(state, moderator, words="Lovely")
    assert isinstance(decision, Decision)
    page = now(draft)
    assert page.live
    assert page.live_revision == state.revision
    assert decision.submitted_by == editor
    assert decision.decided_by == moderator
    assert decision.words == "Lovely"
    assert decision.note == "Please look at step 5"
    assert decision.fingerprint == fingerprint(page.live_revision)
    assert decision.effective_at
    assert same_words(page, page.live_revision)


@pytest.mark.parametrize("role", ["editor", "editor2", "moderator", "steering", "admin"])
def test_nobody_publishes_without_an_approval(draft, people, role):
    user = people[role].user
    with pytest.raises(NotApproved), transaction.atomic():
        draft.latest_revision.publish(user=user)
    with pytest.raises(NotApproved), transaction.atomic():
        draft.publish(draft.latest_revision, user=user, skip_permission_checks=True)
    assert not now(draft).live


def test_no_page_is_saved_as_public_either(draft, tree):
    page = now(draft)
    page.live = True
    with pytest.raises(NotApproved):
        page.save()
    with pytest.raises(NotApproved):
        tree.stories.add_child(instance=type(draft)(title="New", summary="x", live=True))


@pytest.mark.parametrize("role", ["moderator", "steering", "admin"])
def test_whoever_wrote_it_does_not_approve_it(tree, people, role):
    user = people[role].user
    state = send(written_by(user, tree), user)
    refusal = approve(state, user)
    assert refusal.status == 403
    assert "second person" in refusal.message
    assert not now(state.revision.content_object).live
    entry = state.revision.content_object.pk
    assert logged(entry, "editorial.refuse")


def logged(page_id, action):
    """Whether the page's history has such an entry."""
    from wagtail.models import PageLogEntry

    return PageLogEntry.objects.filter(page=page_id, action=action).exists()


def test_whoever_wrote_a_part_of_it_does_not_approve_it(draft, people):
    helper = people["moderator"].user
    rewrite(draft, helper, award="Winner")
    rewrite(draft, people["editor"].user, award="Runner up")
    state = send(draft, people["editor"].user)
    assert approve(state, helper).status == 403
    assert isinstance(approve(state, people["moderator2"].user), Decision)


def test_whoever_only_sent_it_does_not_approve_it(draft, people):
    sender = people["moderator"].user
    state = send(draft, sender)
    assert approve(state, sender).status == 403


def test_whoever_sent_it_the_first_time_does_not_approve_it_the_second(draft, people):
    first = people["moderator2"].user
    send_back(send(draft, first), people["moderator"].user)
    rewrite(draft, people["editor"].user, award="Winner")
    state = send(draft, people["editor"].user)
    assert approve(state, first).status == 403


def test_earlier_public_versions_bind_nobody(draft, people):
    editor, moderator = people["editor"].user, people["moderator"].user
    approve(send(draft, editor), moderator)
    rewrite(draft, moderator, award="Winner")
    assert approve(send(draft, moderator), editor).status == 403
    assert isinstance(approve(now_waiting(draft), people["moderator2"].user), Decision)
    rewrite(draft, editor, award="Best")
    assert isinstance(approve(send(draft, editor), moderator), Decision)


def now_waiting(page):
    """The state in which a page waits."""
    from editorial.models import ReviewState

    return ReviewState.objects.waiting().for_page(page).get()


def test_authors_are_known_after_old_versions_were_purged(draft, people):
    helper = people["moderator"].user
    old = rewrite(draft, helper, award="Winner")
    rewrite(draft, people["editor"].user, award="Best")
    state = send(draft, people["editor"].user)
    old.delete()
    assert approve(state, helper).status == 403


def test_content_editors_do_not_decide(draft, people):
    state = send(draft, people["editor"].user)
    for outcome in (approve, send_back):
        assert outcome(state, people["editor2"].user).status == 403
    assert not now(draft).live


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


def test_the_checklist_must_be_answered(draft, people):
    state = send(draft, people["editor"].user)
    refusal = approve(state, people["moderator"].user, answers=("achieved",))
    assert refusal.status == 422
    assert not now(draft).live


def test_bonus_answers_make_a_story_featured(draft, people):
    answers = ("achieved", "impact", "library", "champion", "saving")
    state = send(draft, people["editor"].user)
    decision = approve(state, people["moderator"].user, answers=answers)
    assert decision.featured
    assert set(decision.answers) == set(answers)


def test_a_text_with_problems_stays_in_review(draft, people):
    state = send(draft, people["editor"].user)
    revision = state.revision
    revision.content = {**revision.content, "team": ""}
    revision.save()
    refusal = approve(state, people["moderator"].user)
    assert refusal.status == 422
    assert "team" in refusal.problems
    assert now_waiting(draft) == state


def test_a_taken_address_is_said_and_stays_in_review(draft, tree, people):
    from tests import factories

    state = send(draft, people["editor"].user)
    revision = state.revision
    factories.MapStoryFactory(parent=tree.stories, slug="taken")
    revision.content = {**revision.content, "slug": "taken"}
    revision.save()
    refusal = approve(state, people["moderator"].user)
    assert refusal.status == 422
    assert "slug" in refusal.problems
    assert now_waiting(draft) == state


def test_returning_needs_words(draft, people):
    state = send(draft, people["editor"].user)
    assert send_back(state, people["moderator"].user, words=" ").status == 422
    decision = send_back(state, people["moderator"].user)
    assert decision.outcome == "returned"
    assert not now(draft).live
    assert send(draft, people["editor"].user)


def test_a_page_somebody_has_locked_is_not_decided_about(draft, people):
    state = send(draft, people["editor"].user)
    page = now(draft)
    page.locked, page.locked_by = True, people["moderator2"].user
    page.save()
    assert approve(state, people["moderator"].user).status == 409


def test_a_change_note_is_shown_to_readers(draft, people, visitor):
    approve(send(draft, people["editor"].user), people["moderator"].user)
    rewrite(draft, people["editor"].user, award="Winner")
    state = send(
        draft, people["editor"].user, change="major", change_note="Told of the award"
    )
    approve(state, people["moderator"].user, change_note=state.change_note)
    assert "Told of the award" in visitor.get(draft.url).content.decode()


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
