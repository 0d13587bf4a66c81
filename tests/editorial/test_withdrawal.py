"""Pages are taken away at once with a reason, rest in the bin, and come back approved."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core import signals
from core.models import BinPage
from core.pages.approval import NotApproved
from editorial.actions import withdrawal
from editorial.actions.refusal import ActionRefused
from editorial.models import BinnedPage, Decision, Withdrawal, WithdrawalReason
from tests import factories
from tests.editorial.conftest import approve, now, rewrite, send

SENTENCE = "This page was out of date."


@pytest.fixture
def public(draft, people):
    """A story that a second person approved."""
    approve(send(draft, people["editor"].user), people["moderator"].user)
    return now(draft)


def withdraw(page, user, **fields):
    return withdrawal.withdraw(page.pk, user, SENTENCE, **fields)


def test_the_address_says_why(public, people, visitor):
    withdraw(public, people["moderator"].user, private_note="Complaint by Jo Canary")
    for address in (public.url, public.url.rstrip("/")):
        response = visitor.get(address, follow=address != public.url)
        assert response.status_code == 410
        assert SENTENCE in response.content.decode()
        assert "Canary" not in response.content.decode()
    assert not now(public).live


def test_the_address_leads_to_the_replacement(public, tree, people, visitor):
    other = factories.MapStoryFactory(parent=tree.stories)
    withdraw(public, people["moderator"].user, replacement=other)
    assert visitor.get(public.url).url == other.url
    other.unpublish()
    assert visitor.get(public.url).status_code == 410


@pytest.mark.parametrize("role", ["editor", "editor2"])
def test_content_editors_do_not_withdraw(public, people, role):
    refusal = withdraw(public, people[role].user)
    assert refusal.status == 403
    assert now(public).live
    client = people[role]
    assert client.get(reverse("editorial:withdraw", args=(public.pk,))).status_code == 302


def test_front_and_index_pages_stay(tree, people):
    for page in (tree.home, tree.toolkit, tree.drivers, tree.stories, tree.community):
        assert withdraw(page, people["admin"].user).status == 409
        assert now(page).live


def test_coming_back_needs_approval(public, people):
    back = []

    def listen(sender, page, **kwargs):
        back.append(page.pk)

    signals.restored.connect(listen)
    withdraw(public, people["moderator"].user)
    with pytest.raises(NotApproved):
        now(public).latest_revision.publish()
    state = send(public, people["editor"].user)
    assert approve(state, people["moderator2"].user).is_approval
    signals.restored.disconnect(listen)
    assert now(public).live
    assert back == [public.pk]
    assert not Withdrawal.objects.in_force().exists()


def test_what_was_scheduled_does_not_come_back_by_itself(public, people):
    later = timezone.now() + datetime.timedelta(days=1)
    rewrite(public, people["editor"].user, go_live_at=later)
    approve(send(public, people["editor"].user), people["moderator"].user)
    withdraw(public, people["moderator"].user)
    with time_machine.travel(later + datetime.timedelta(hours=1)):
        withdrawing_and_schedule()
    assert not now(public).live
    assert not Decision.objects.unused().exists()


def withdrawing_and_schedule():
    from editorial.publishing_schedule import run_schedule

    run_schedule()


def test_withdrawing_tells_whoever_sent_it(public, people, mailoutbox):
    mailoutbox.clear()
    withdraw(public, people["moderator2"].user)
    assert [letter.to for letter in mailoutbox] == [[people["editor"].user.email]]
    assert SENTENCE in mailoutbox[0].body


def test_withdrawing_takes_its_draft_out_of_the_queue(public, people):
    rewrite(public, people["editor"].user, award="Winner")
    send(public, people["editor"].user)
    withdraw(public, people["moderator"].user)
    assert not now(public).workflow_in_progress


def test_the_form_withdraws_and_bins(public, people, visitor):
    reason = WithdrawalReason.objects.first()
    address = reverse("editorial:withdraw", args=(public.pk,))
    client = people["moderator"]
    assert "Withdraw it now" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    response = client.post(address, {"reason": reason.pk, "bin": "on"})
    assert response.url == reverse("editorial:bin")
    assert now(public).is_binned
    assert reason.sentence in visitor.get(public.url).content.decode()


def test_the_bin_keeps_the_page_with_its_history(public, people):
    withdraw(public, people["moderator"].user)
    versions = public.revisions.count()
    assert isinstance(withdrawal.to_bin(public.pk, people["moderator"].user), BinnedPage)
    page = now(public)
    assert page.get_parent().specific == BinPage.objects.get()
    assert page.revisions.count() == versions
    assert page.get_url() is None
    for role in ("moderator", "admin"):
        permissions = page.permissions_for_user(people[role].user)
        assert not permissions.can_edit()
        assert not permissions.can_delete()
        assert not permissions.can_move()
    assert people["moderator"].get(reverse("editorial:bin")).status_code == 200


def test_a_page_is_restored_as_a_draft_where_it_stood(public, tree, people, visitor):
    withdraw(public, people["moderator"].user)
    withdrawal.to_bin(public.pk, people["moderator"].user)
    address = reverse("editorial:restore", args=(public.pk,))
    assert people["editor"].post(address).status_code == 302
    assert now(public).is_binned
    assert people["moderator"].post(address).status_code == 302
    page = now(public)
    assert page.get_parent() == tree.stories.page_ptr
    assert page.slug == public.slug
    assert not page.live
    assert visitor.get(public.url).status_code == 410
    assert approve(
        send(page, people["editor"].user), people["moderator"].user
    ).is_approval
    assert visitor.get(public.url).status_code == 200


def test_a_taken_address_does_not_stop_the_way_back(public, tree, people):
    withdraw(public, people["moderator"].user)
    withdrawal.to_bin(public.pk, people["moderator"].user)
    factories.MapStoryFactory(parent=tree.stories, slug=public.slug)
    page = withdrawal.from_bin(public.pk, people["moderator"].user)
    assert page.slug != public.slug


def test_after_90_days_only_the_tombstone_stays(public, people, visitor):
    withdraw(public, people["moderator"].user)
    withdrawal.to_bin(public.pk, people["moderator"].user)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=89)):
        assert withdrawal.empty_bin() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(days=91)):
        assert withdrawal.empty_bin() == 1
    assert not Page.objects.filter(pk=public.pk).exists()
    assert Withdrawal.objects.get().page_title == public.title
    assert SENTENCE in visitor.get(public.url).content.decode()
    assert Decision.objects.by_people().get().page_title == public.title


def test_what_cannot_go_to_the_bin(public, draft, tree, people):
    user = people["moderator"].user
    assert withdrawal.to_bin(public.pk, user).status == 409
    never = factories.MapStoryFactory(parent=tree.stories, live=False)
    assert withdrawal.to_bin(never.pk, user).status == 409
    section = factories.SectionFactory(parent=tree.toolkit)
    factories.SectionFactory(parent=section)
    withdraw(section, user)
    assert withdrawal.to_bin(section.pk, user).status == 409
    assert isinstance(withdrawal.from_bin(public.pk, user), ActionRefused)


def test_moving_and_renaming_leave_a_redirect(
    public, tree, people, visitor, django_capture_on_commit_callbacks
):
    old = public.url
    rewrite(public, people["editor"].user, slug="renamed")
    with django_capture_on_commit_callbacks(execute=True):
        approve(send(public, people["editor"].user), people["moderator"].user)
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


def test_a_page_does_not_replace_itself(public, people):
    refusal = withdraw(public, people["moderator"].user, replacement=public)
    assert refusal.problems == {"replacement": [refusal.message]}
    assert now(public).live


def test_nobody_is_told_of_what_nobody_sent(tree, people, mailoutbox):
    withdraw(factories.MapStoryFactory(parent=tree.stories), people["moderator"].user)
    assert mailoutbox == []
    assert Withdrawal.objects.count() == 1


def test_editors_put_nothing_into_the_bin(public, people):
    withdraw(public, people["moderator"].user)
    assert withdrawal.to_bin(public.pk, people["editor"].user).status == 403
    assert not now(public).is_binned


def test_what_the_site_needs_does_not_go_to_the_bin(tree, people):
    home = tree.home
    home.unpublish()
    refusal = withdrawal.to_bin(home.pk, people["steering"].user)
    assert refusal.message == withdrawal.NEEDED


def test_what_lies_in_the_bin_is_not_put_there_again(public, people):
    user = people["moderator"].user
    withdraw(public, user)
    withdrawal.to_bin(public.pk, user)
    assert withdrawal.to_bin(public.pk, user).status == 409
    assert BinnedPage.objects.count() == 1


def test_a_page_whose_place_is_gone_stays_in_the_bin(tree, people):
    user = people["moderator"].user
    section = factories.SectionFactory(parent=tree.toolkit)
    below = factories.SectionFactory(parent=section)
    for page in (below, section):
        withdraw(page, user)
        withdrawal.to_bin(page.pk, user)
    assert withdrawal.from_bin(below.pk, user).message == withdrawal.NO_PLACE
    assert now(below).is_binned


def test_who_sent_a_page_and_withdraws_it_needs_no_letter(draft, people, mailoutbox):
    sender = people["moderator"].user
    approve(send(draft, sender), people["moderator2"].user)
    mailoutbox.clear()
    withdraw(now(draft), sender)
    assert mailoutbox == []
    assert not now(draft).live
