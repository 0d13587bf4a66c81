"""Whoever had a part in a text does not approve it."""

import pytest
from django.urls import reverse

from core.pages.fingerprint import fingerprint
from editorial.models import Decision
from tests.editorial.conftest import (
    approve,
    now,
    now_waiting,
    rewrite,
    send,
    send_back,
    written_by,
)


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


@pytest.mark.parametrize("role", ["moderator", "steering", "admin"])
def test_no_screen_lets_them(tree, people, role):
    client = people[role]
    state = send(written_by(client.user, tree), client.user)
    address = reverse("editorial:review", args=(state.pk,))
    assert address not in client.get("/admin/").content.decode()
    screen = client.get(address).content.decode()
    assert "Somebody else decides" in screen
    assert 'value="approve"' not in screen
    data = {
        "revision": state.revision_id,
        "fingerprint": fingerprint(state.revision),
        "answers": ["achieved", "impact", "library"],
        "action": "approve",
    }
    answer = client.post(address, data)
    assert answer.status_code == 403
    assert "second person" in answer.content.decode()
    page = state.revision.content_object
    assert now_waiting(page) == state
    assert not now(page).live
    assert logged(page.pk, "editorial.refuse")


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
