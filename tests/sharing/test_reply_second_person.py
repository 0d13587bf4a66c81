"""Nobody decides about a reply who wrote it, or a part of the page."""

import pytest
from django.urls import reverse

from community.confirmations import Confirmation
from core.models import Author
from sharing.models.replies import ReplyState
from sharing.replies import actions
from tests import factories
from tests.editorial.conftest import approve, now, rewrite, send
from tests.sharing.conftest import letters
from tests.sharing.replying import (
    waiting_reply,
)

LIST = "/admin/replies/"


@pytest.fixture
def reply(visitor, approved):
    """A reply that waits, to a story that the editor wrote and the moderator approved."""
    return waiting_reply(visitor, approved)


def screen(reply):
    """Where a reply is decided about."""
    return reverse("sharing_reply", args=[reply.pk])


def test_whoever_wrote_the_page_does_not_decide(people, reply, approved):
    moderator = people["moderator2"]
    rewrite(approved, moderator.user, summary="A better summary.")
    text = moderator.get(screen(reply)).content.decode()
    assert "somebody else decides" in text
    assert 'value="approve"' not in text
    for do in ("approve", "decline"):
        answer = moderator.post(screen(reply), {"do": do})
        assert answer.status_code == 422
        assert "somebody else decides" in answer.content.decode()
    reply.refresh_from_db()
    assert reply.state == ReplyState.WAITING
    assert not actions.approve(reply.pk, people["moderator"].user)


def test_whose_page_it_is_does_not_decide_though_another_wrote_it_down(
    people, visitor, tree
):
    profile = factories.ProfileFactory(
        parent=tree.community, owner=people["moderator2"].user
    )
    page = factories.KMStoryFactory(
        parent=tree.stories, rows={"authors": [Author(profile=profile)]}
    )
    reply = waiting_reply(visitor, page)
    assert actions.approve(reply.pk, people["moderator2"].user) == actions.OWN_PAGE
    assert not actions.approve(reply.pk, people["moderator"].user)
    assert letters().last().payload["to"] == [people["moderator2"].user.email]


def test_whoever_had_written_what_is_public_no_more_does_not_decide(
    people, visitor, draft
):
    editor, moderator = people["editor"].user, people["moderator"].user
    rewrite(draft, people["moderator2"].user, summary="By another.")
    approve(send(draft, editor), moderator)
    page = now(draft)
    page.revisions.exclude(pk=page.live_revision_id).delete()
    reply = waiting_reply(visitor, page)
    assert actions.approve(reply.pk, people["moderator2"].user) == actions.OWN_PAGE


def test_whoever_wrote_the_reply_does_not_decide(people, visitor, approved):
    email = people["moderator2"].user.email.upper()
    reply = waiting_reply(visitor, approved, email=email)
    text = people["moderator2"].get(screen(reply)).content.decode()
    assert "came from your own address" in text
    assert actions.approve(reply.pk, people["moderator2"].user) == actions.OWN_REPLY
    assert not actions.approve(reply.pk, people["moderator"].user)


@pytest.mark.parametrize("name", ["editor2", "moderator2"])
def test_nobody_decides_without_the_role_and_a_confirmed_account(people, reply, name):
    Confirmation.objects.filter(user=people["moderator2"].user).delete()
    user = people[name].user
    assert actions.approve(reply.pk, user) == actions.NOT_YOURS
    assert actions.decline(reply.pk, user) == actions.NOT_YOURS
    assert actions.remove(reply.pk, user, "No.") == actions.NOT_YOURS
