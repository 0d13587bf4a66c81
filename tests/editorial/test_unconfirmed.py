"""Whose account nobody has confirmed decides about nothing, and reads why."""

import pytest
from django.urls import reverse

from core.pages.checklist import STORY
from editorial import queue
from editorial.actions import break_glass
from editorial.actions.refusal import ActionRefused
from editorial.models import Decision, Dismissal
from tests.editorial.conftest import approve, now, send, send_back, verdict_on


@pytest.fixture
def waiting(draft, people):
    """A text in review, and a Moderator and a member of the Steering group to confirm."""
    for name in ("moderator", "steering"):
        people[name].user.confirmation.delete()
    return send(draft, people["editor"].user)


@pytest.mark.parametrize("decide", [approve, send_back])
@pytest.mark.parametrize("name", ["moderator", "steering"])
def test_a_decision_is_a_refusal_in_words(waiting, people, decide, name):
    refusal = decide(waiting, people[name].user)
    assert isinstance(refusal, ActionRefused)
    assert refusal.status == 403
    assert f"{people['admin'].user} can confirm it" in refusal.message
    waiting.refresh_from_db()
    assert waiting.status == "in_progress"
    assert not now(waiting.revision.content_object).live
    assert not Decision.objects.by_people().exists()


def test_the_screen_says_so_and_offers_nothing(waiting, people):
    client = people["moderator"]
    address = reverse("editorial:review", args=(waiting.pk,))
    text = client.get(address).content.decode()
    assert "can confirm it" in text
    assert 'value="approve"' not in text
    assert queue.for_others([waiting], client.user) == []
    assert queue.for_others([waiting], people["moderator2"].user) == [waiting]


def test_nothing_else_about_the_text_changes(waiting, people):
    client = people["moderator"]
    verdict = verdict_on(waiting, client.user)
    data = {
        "revision": verdict.revision_id,
        "fingerprint": verdict.fingerprint,
        "answers": [question.name for question in STORY],
        "action": "approve",
        "dismiss": "reading-age",
    }
    address = reverse("editorial:review", args=(waiting.pk,))
    client.post(reverse("editorial:claim", args=(waiting.pk,)))
    assert client.post(address, data).status_code == 403
    waiting.refresh_from_db()
    assert waiting.claimed_by is None
    assert not Dismissal.objects.exists()


def test_publishing_without_review_is_a_decision_too(draft, people):
    user = people["steering"].user
    user.confirmation.delete()
    refusal = break_glass.publish_without_review(draft.pk, user, "Now")
    assert refusal.status == 403
    assert not now(draft).live
    address = reverse("editorial:break_glass", args=(draft.pk,))
    assert "can confirm it" in people["steering"].get(address).content.decode()


def test_and_so_is_confirming_it_afterwards(draft, people):
    decision = break_glass.publish_without_review(
        draft.pk, people["steering"].user, "Now"
    )
    people["moderator"].user.confirmation.delete()
    assert break_glass.confirm(decision.pk, people["moderator"].user).status == 403
    address = reverse("editorial:confirm", args=(decision.pk,))
    assert "can confirm it" in people["moderator"].get(address).content.decode()
    assert break_glass.confirm(decision.pk, people["moderator2"].user).confirmed_at


def test_who_can_read_it_counts_the_confirmed_alone(draft, people):
    address = reverse("editorial:send", args=(draft.pk,))
    assert "3 people can do that" in people["editor"].get(address).content.decode()
    people["moderator"].user.confirmation.delete()
    assert "2 people can do that" in people["editor"].get(address).content.decode()


def test_where_nobody_can_confirm_it_the_server_can(waiting, people):
    people["admin"].user.confirmation.delete()
    refusal = approve(waiting, people["moderator"].user)
    assert "manage.py confirm_account" in refusal.message
