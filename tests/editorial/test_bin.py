"""The bin: what goes there, what comes back, and what is left after 90 days."""

import datetime

import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from core.models import BinPage
from editorial.actions import withdrawal
from editorial.actions.refusal import ActionRefused
from editorial.models import BinnedPage, Decision, Withdrawal, WithdrawalReason
from tests import factories
from tests.editorial.conftest import SENTENCE, approve, now, send, withdraw


def test_the_form_withdraws_and_bins(approved, people, visitor):
    reason = WithdrawalReason.objects.first()
    address = reverse("editorial:withdraw", args=(approved.pk,))
    client = people["moderator"]
    assert "Withdraw it now" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    response = client.post(address, {"reason": reason.pk, "bin": "on"})
    assert response.url == reverse("editorial:bin")
    assert now(approved).is_binned
    assert reason.sentence in visitor.get(approved.url).content.decode()


def test_the_bin_keeps_the_page_with_its_history(approved, people):
    withdraw(approved, people["moderator"].user)
    versions = approved.revisions.count()
    assert isinstance(
        withdrawal.to_bin(approved.pk, people["moderator"].user), BinnedPage
    )
    page = now(approved)
    assert page.get_parent().specific == BinPage.objects.get()
    assert page.revisions.count() == versions
    assert page.get_url() is None
    for role in ("moderator", "admin"):
        permissions = page.permissions_for_user(people[role].user)
        assert not permissions.can_edit()
        assert not permissions.can_delete()
        assert not permissions.can_move()
    assert people["moderator"].get(reverse("editorial:bin")).status_code == 200


def test_a_page_is_restored_as_a_draft_where_it_stood(approved, tree, people, visitor):
    withdraw(approved, people["moderator"].user)
    withdrawal.to_bin(approved.pk, people["moderator"].user)
    address = reverse("editorial:restore", args=(approved.pk,))
    assert people["editor"].post(address).status_code == 302
    assert now(approved).is_binned
    assert people["moderator"].post(address).status_code == 302
    page = now(approved)
    assert page.get_parent() == tree.stories.page_ptr
    assert page.slug == approved.slug
    assert not page.live
    assert visitor.get(approved.url).status_code == 410
    assert approve(
        send(page, people["editor"].user), people["moderator"].user
    ).is_approval
    assert visitor.get(approved.url).status_code == 200


def test_a_taken_address_does_not_stop_the_way_back(approved, tree, people):
    withdraw(approved, people["moderator"].user)
    withdrawal.to_bin(approved.pk, people["moderator"].user)
    factories.MapStoryFactory(parent=tree.stories, slug=approved.slug)
    page = withdrawal.from_bin(approved.pk, people["moderator"].user)
    assert page.slug != approved.slug


def test_after_90_days_only_the_tombstone_stays(approved, people, visitor):
    withdraw(approved, people["moderator"].user)
    withdrawal.to_bin(approved.pk, people["moderator"].user)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=89)):
        assert withdrawal.empty_bin() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(days=91)):
        assert withdrawal.empty_bin() == 1
    assert not Page.objects.filter(pk=approved.pk).exists()
    assert Withdrawal.objects.get().page_title == approved.title
    assert SENTENCE in visitor.get(approved.url).content.decode()
    assert Decision.objects.by_people().get().page_title == approved.title


def test_what_cannot_go_to_the_bin(approved, draft, tree, people):
    user = people["moderator"].user
    assert withdrawal.to_bin(approved.pk, user).status == 409
    never = factories.MapStoryFactory(parent=tree.stories, live=False)
    assert withdrawal.to_bin(never.pk, user).status == 409
    section = factories.SectionFactory(parent=tree.toolkit)
    factories.SectionFactory(parent=section)
    withdraw(section, user)
    assert withdrawal.to_bin(section.pk, user).status == 409
    assert isinstance(withdrawal.from_bin(approved.pk, user), ActionRefused)


def test_editors_put_nothing_into_the_bin(approved, people):
    withdraw(approved, people["moderator"].user)
    assert withdrawal.to_bin(approved.pk, people["editor"].user).status == 403
    assert not now(approved).is_binned


def test_what_the_site_needs_does_not_go_to_the_bin(tree, people):
    home = tree.home
    home.unpublish()
    refusal = withdrawal.to_bin(home.pk, people["steering"].user)
    assert refusal.message == withdrawal.NEEDED


def test_what_lies_in_the_bin_is_not_put_there_again(approved, people):
    user = people["moderator"].user
    withdraw(approved, user)
    withdrawal.to_bin(approved.pk, user)
    assert withdrawal.to_bin(approved.pk, user).status == 409
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


def test_editors_take_nothing_out_of_the_bin(approved, people):
    withdraw(approved, people["moderator"].user)
    withdrawal.to_bin(approved.pk, people["moderator"].user)
    assert withdrawal.from_bin(approved.pk, people["editor"].user).status == 403
    assert BinnedPage.objects.filter(page=approved.pk).exists()
