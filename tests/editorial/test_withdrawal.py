"""Pages are taken away at once with a reason, rest in the bin, and come back approved."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from core import signals
from core.pages.approval import NotApproved
from editorial.models import Decision, Withdrawal, WithdrawalReason
from tests import factories
from tests.editorial.conftest import SENTENCE, approve, now, rewrite, send, withdraw


def test_the_address_says_why(approved, people, visitor):
    withdraw(approved, people["moderator"].user, private_note="Complaint by Jo Canary")
    for address in (approved.url, approved.url.rstrip("/")):
        response = visitor.get(address, follow=address != approved.url)
        assert response.status_code == 410
        assert SENTENCE in response.content.decode()
        assert "Canary" not in response.content.decode()
    assert not now(approved).live


def test_the_address_leads_to_the_replacement(approved, tree, people, visitor):
    other = factories.MapStoryFactory(parent=tree.stories)
    withdraw(approved, people["moderator"].user, replacement=other)
    assert visitor.get(approved.url).url == other.url
    other.unpublish()
    assert visitor.get(approved.url).status_code == 410


@pytest.mark.parametrize("role", ["editor", "editor2"])
def test_content_editors_do_not_withdraw(approved, people, role):
    refusal = withdraw(approved, people[role].user)
    assert refusal.status == 403
    assert now(approved).live
    address = reverse("editorial:withdraw", args=(approved.pk,))
    assert people[role].get(address).status_code == 302


def test_front_and_index_pages_stay(tree, people):
    for page in (tree.home, tree.toolkit, tree.drivers, tree.stories, tree.community):
        assert withdraw(page, people["admin"].user).status == 409
        assert now(page).live


def test_coming_back_needs_approval(approved, people):
    back = []

    def listen(sender, page, **kwargs):
        back.append(page.pk)

    signals.restored.connect(listen)
    withdraw(approved, people["moderator"].user)
    with pytest.raises(NotApproved):
        now(approved).latest_revision.publish()
    state = send(approved, people["editor"].user)
    assert approve(state, people["moderator2"].user).is_approval
    signals.restored.disconnect(listen)
    assert now(approved).live
    assert back == [approved.pk]
    assert not Withdrawal.objects.in_force().exists()


def test_what_was_scheduled_does_not_come_back_by_itself(approved, people):
    later = timezone.now() + datetime.timedelta(days=1)
    rewrite(approved, people["editor"].user, go_live_at=later)
    approve(send(approved, people["editor"].user), people["moderator"].user)
    withdraw(approved, people["moderator"].user)
    with time_machine.travel(later + datetime.timedelta(hours=1)):
        withdrawing_and_schedule()
    assert not now(approved).live
    assert not Decision.objects.unused().exists()


def withdrawing_and_schedule():
    from editorial.publishing_schedule import run_schedule

    run_schedule()


def test_withdrawing_tells_whoever_sent_it(approved, people, mailoutbox):
    mailoutbox.clear()
    withdraw(approved, people["moderator2"].user)
    assert [letter.to for letter in mailoutbox] == [[people["editor"].user.email]]
    assert SENTENCE in mailoutbox[0].body


def test_withdrawing_takes_its_draft_out_of_the_queue(approved, people):
    rewrite(approved, people["editor"].user, award="Winner")
    send(approved, people["editor"].user)
    withdraw(approved, people["moderator"].user)
    assert not now(approved).workflow_in_progress


def test_moving_and_renaming_leave_a_redirect(
    approved, tree, people, visitor, django_capture_on_commit_callbacks
):
    old = approved.url
    rewrite(approved, people["editor"].user, slug="renamed")
    with django_capture_on_commit_callbacks(execute=True):
        approve(send(approved, people["editor"].user), people["moderator"].user)
    assert Redirect.objects.exists()
    assert visitor.get(old, follow=True).status_code == 200
    section = factories.SectionFactory(parent=tree.toolkit)
    other = factories.SectionFactory(parent=tree.toolkit)
    before = section.url
    with django_capture_on_commit_callbacks(execute=True):
        section.move(other, pos="last-child")
    assert visitor.get(before, follow=True).status_code == 200


def test_the_steering_group_keeps_the_sentences(people):
    address = "/admin/editorial/withdrawalreason/create/"
    people["moderator"].post(address, {"sentence": "Because."})
    assert not WithdrawalReason.objects.filter(sentence="Because.").exists()
    people["steering"].post(address, {"sentence": "Because."})
    assert WithdrawalReason.objects.filter(sentence="Because.").exists()


def test_a_page_does_not_replace_itself(approved, people):
    refusal = withdraw(approved, people["moderator"].user, replacement=approved)
    assert refusal.problems == {"replacement": [refusal.message]}
    assert now(approved).live


def test_nobody_is_told_of_what_nobody_sent(tree, people, mailoutbox):
    withdraw(factories.MapStoryFactory(parent=tree.stories), people["moderator"].user)
    assert mailoutbox == []
    assert Withdrawal.objects.count() == 1


def test_who_sent_a_page_and_withdraws_it_needs_no_letter(draft, people, mailoutbox):
    sender = people["moderator"].user
    approve(send(draft, sender), people["moderator2"].user)
    mailoutbox.clear()
    withdraw(now(draft), sender)
    assert mailoutbox == []
    assert not now(draft).live
