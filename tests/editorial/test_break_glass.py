"""Break glass: at once, for a typed reason, and a different person afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.actions import break_glass, submission
from editorial.models import Decision
from tests.editorial.conftest import now, rewrite
from tests.forms import edit_url


def publish_now(page, user, words="A dose was wrong"):
    return break_glass.publish_without_review(page.pk, user, words)


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_only_the_steering_group_may(draft, people, role):
    assert publish_now(draft, people[role].user).status == 403
    address = reverse("editorial:break_glass", args=(draft.pk,))
    assert people[role].post(address, {"words": "Now"}).status_code == 302
    assert not now(draft).live


def test_it_is_public_at_once_and_everybody_is_told(draft, people, mailoutbox):
    address = reverse("editorial:break_glass", args=(draft.pk,))
    client = people["steering"]
    assert "without review" in client.get(address).content.decode()
    assert client.post(address, {"words": "A dose was wrong"}).status_code == 302
    assert now(draft).live
    told = {letter.to[0] for letter in mailoutbox}
    members = ["editor", "editor2", "moderator", "moderator2", "steering"]
    assert told == {people[name].user.email for name in members}
    assert all("A dose was wrong" in letter.body for letter in mailoutbox)


def test_a_reason_is_needed(draft, people):
    assert publish_now(draft, people["steering"].user, words=" ").status == 422
    assert not now(draft).live


def test_a_text_with_problems_stays_in(draft, people):
    rewrite(draft, people["editor"].user, team="")
    assert publish_now(draft, people["steering"].user).status == 422


def test_it_carries_its_mark_until_a_different_person_confirms(draft, people, visitor):
    decision = publish_now(draft, people["steering"].user)
    assert (
        "published without review"
        in people["editor"].get(edit_url(draft)).content.decode()
    )
    for role in ("editor", "moderator"):
        home = people[role].get("/admin/").content.decode()
        assert "A different person still has to read it" in home
    assert "second person yet" in visitor.get(draft.url).content.decode()
    for role in ("editor", "editor2", "steering"):
        assert break_glass.confirm(decision.pk, people[role].user).status == 403
    address = reverse("editorial:confirm", args=(decision.pk,))
    assert people["moderator"].get(address).status_code == 200
    assert people["moderator"].post(address, {"words": "Fine"}).status_code == 302
    decision.refresh_from_db()
    assert decision.confirmed_by == people["moderator"].user
    assert not Decision.objects.unreviewed().exists()
    assert "second person yet" not in visitor.get(draft.url).content.decode()
    assert break_glass.confirm(decision.pk, people["moderator2"].user).status == 409


def test_the_share_is_counted(draft, people):
    assert break_glass.share_without_review() == (0, 0)
    publish_now(draft, people["steering"].user)
    assert break_glass.share_without_review() == (1, 1)
    assert "1 of 1 publication" in people["moderator"].get("/admin/").content.decode()


def test_what_waits_for_its_time_goes_on_waiting(draft, people):
    later = timezone.now() + timedelta(days=1)
    rewrite(draft, people["editor"].user, go_live_at=later)
    assert publish_now(draft, people["steering"].user).status == 409
    assert not now(draft).live


def test_what_is_no_longer_there_can_be_confirmed(draft, people):
    decision = publish_now(draft, people["steering"].user)
    now(draft).delete()
    break_glass.confirm(decision.pk, people["moderator"].user, "It was right.")
    assert Decision.objects.get(pk=decision.pk).confirmed_words == "It was right."


def test_what_readers_have_already_is_not_published_again(draft, people):
    publish_now(draft, people["steering"].user)
    again = publish_now(draft, people["steering"].user)
    assert (again.status, again.message) == (409, break_glass.NOTHING_NEW)
    sent = submission.send(draft.pk, people["editor"].user)
    assert (sent.status, sent.message) == (409, submission.NOTHING_NEW)
