"""A text becomes public by an approval, with its questions answered."""

from html import unescape

import pytest
from django.db import transaction
from django.urls import reverse

from core.pages.approval import NotApproved
from core.pages.fingerprint import fingerprint, same_words
from editorial.models import Decision
from tests import factories
from tests.editorial.conftest import (
    ALL_YES,
    approve,
    now,
    now_waiting,
    rewrite,
    send,
    send_back,
)
from tests.forms import filled_in, post_form


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
    state = send(draft, people["editor"].user)
    revision = state.revision
    factories.MapStoryFactory(parent=tree.stories, slug="taken")
    revision.content = {**revision.content, "slug": "taken"}
    revision.save()
    client = people["moderator"]
    refusal = approve(state, client.user)
    assert refusal.status == 422
    assert "slug" in refusal.problems
    address = reverse("editorial:review", args=(state.pk,))
    read = filled_in(client, address, "form:has([name=fingerprint])")
    data = {**read, "action": "approve", "answers": ALL_YES[:3]}
    answer = client.post(address, data)
    assert answer.status_code == 422
    assert refusal.problems["slug"][0] in unescape(answer.content.decode())
    assert now_waiting(draft) == state
    assert not now(draft).live


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


@pytest.mark.parametrize("role", ["editor", "moderator", "steering", "admin"])
def test_fields_that_no_form_has_change_nothing(draft, people, role):
    names = ("live", "locked", "expired", "owner_id", "first_published_at", "path")
    before = [getattr(now(draft), name) for name in names]
    typed = {"live": "on", "locked": "on", "expired": "on", "path": "00010001"}
    stranger = people["editor2"].user.pk
    typed |= {"owner": stranger, "locked_by": stranger, "first_published_at": "1/1/2020"}
    post_form(people[role], draft, award="Winner", **typed)
    page = now(draft)
    assert page.get_latest_revision().content["award"] == "Winner"
    assert [getattr(page, name) for name in names] == before
    version = page.get_latest_revision_as_object()
    assert not version.live
    assert version.owner_id == page.owner_id
