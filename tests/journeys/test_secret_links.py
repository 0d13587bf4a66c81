"""A secret link closes when its page is taken away or made private."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from community.models import MeetingPage
from core.models import BinPage, DraftLink
from editorial.models import WithdrawalReason
from stories.models import MapStoryPage
from toolkit.models import SectionPage

Purpose = DraftLink.Purpose


@pytest.fixture
def story(run_site):
    """A story that readers have."""
    return MapStoryPage.objects.live().first()


@pytest.fixture
def moderator(signed_in):
    """A Moderator at their browser."""
    return signed_in("moderator")


def links_to(page, browser):
    """A link to a page for each purpose, each of which opens it."""
    address = f"/admin/editorial/advice/{page.pk}/"
    for purpose in Purpose.values:
        browser.post(address, {"for_whom": "Ward manager", "purpose": purpose})
    links = list(page.draft_links.filter(revoked_at=None))
    assert {link.purpose for link in links} == set(Purpose.values)
    return links


def answers(links, visitor):
    """The answers that somebody with the links gets."""
    return {visitor.get(link.get_absolute_url()).status_code for link in links}


@pytest.fixture
def links(story, moderator, visitor):
    """Links to a story for both purposes, which work."""
    made = links_to(story, moderator)
    assert answers(made, visitor) == {200}
    return made


def withdraw(browser, page):
    """Withdraw a page in the admin."""
    address = f"/admin/editorial/withdraw/{page.pk}/"
    browser.post(address, {"reason": WithdrawalReason.objects.first().pk})
    assert not Page.objects.get(pk=page.pk).live


def make_private(browser, page, **choice):
    """Make a page private in the admin."""
    data = {"restriction_type": "login", "password": "", **choice}
    response = browser.post(f"/admin/pages/{page.pk}/privacy/", data)
    assert response.status_code == 200
    assert PageViewRestriction.objects.filter(page=page).exists()


def move(browser, page, parent):
    """Move a page in the admin."""
    address = f"/admin/pages/{page.pk}/move/{parent.pk}/confirm/"
    browser.post(address, {})
    assert Page.objects.get(pk=page.pk).get_parent().pk == parent.pk


def a_draft_below(page, page_type=SectionPage):
    """A draft that nobody has read, below a page."""
    draft = page_type(title="New", summary="New.", live=False)
    page.add_child(instance=draft)
    draft.save_revision()
    return draft


def test_withdrawing_closes_every_link(story, moderator, links, visitor):
    withdraw(moderator, story)
    assert answers(links, visitor) == {404}


def test_a_link_to_another_page_stays_open(story, moderator, visitor):
    other = MapStoryPage.objects.live().exclude(pk=story.pk).first()
    links = links_to(other, moderator)
    withdraw(moderator, story)
    assert answers(links, visitor) == {200}


def test_the_bin_closes_links_made_after_withdrawal(story, moderator, visitor):
    withdraw(moderator, story)
    links = links_to(story, moderator)
    assert answers(links, visitor) == {200}
    moderator.post(f"/admin/editorial/bin/{story.pk}/", {})
    assert Page.objects.get(pk=story.pk).is_child_of(BinPage.objects.get())
    assert answers(links, visitor) == {404}


@pytest.mark.parametrize(
    "choice",
    [{}, {"restriction_type": "password", "password": "open-sesame"}],
    ids=["an account", "a password"],
)
def test_making_a_page_private_closes_every_link(
    story, moderator, links, visitor, choice
):
    make_private(moderator, story, **choice)
    assert answers(links, visitor) == {404}


def test_making_a_page_above_private_closes_every_link(story, moderator, links, visitor):
    make_private(moderator, story.get_parent())
    assert answers(links, visitor) == {404}


def test_a_draft_that_nobody_has_read_is_closed_too(story, moderator, visitor):
    draft = a_draft_below(story.get_parent(), MapStoryPage)
    links = links_to(draft, moderator)
    make_private(moderator, draft.get_parent())
    assert answers(links, visitor) == {404}


def test_moving_below_a_private_page_closes_every_link(run_site, signed_in, visitor):
    moderator = signed_in("moderator")
    private, other = SectionPage.objects.live()[:2]
    page = a_draft_below(other)
    links, below = links_to(page, moderator), links_to(a_draft_below(page), moderator)
    make_private(moderator, private)
    assert answers(links + below, visitor) == {200}
    move(moderator, page, private)
    assert answers(links + below, visitor) == {404}


def test_moving_among_public_pages_closes_nothing(run_site, signed_in, visitor):
    moderator = signed_in("moderator")
    here, there = SectionPage.objects.live()[:2]
    page = a_draft_below(here)
    links = links_to(page, moderator)
    move(moderator, page, there)
    assert answers(links, visitor) == {200}


def test_a_page_that_expires_closes_every_link(story, links, visitor):
    ended = timezone.now() - timedelta(minutes=1)
    Page.objects.filter(pk=story.pk).update(expire_at=ended)
    call_command("publish_scheduled", verbosity=0)
    assert not Page.objects.get(pk=story.pk).live
    assert answers(links, visitor) == {404}


def test_deleting_takes_the_links_along(run_site, signed_in, visitor):
    moderator = signed_in("moderator")
    draft = a_draft_below(SectionPage.objects.live().first())
    links = links_to(draft, moderator)
    moderator.post(f"/admin/pages/{draft.pk}/delete/", {})
    assert not Page.objects.filter(pk=draft.pk).exists()
    assert answers(links, visitor) == {404}


def test_a_link_to_what_is_private_already_is_meant(run_site, signed_in, visitor):
    moderator, meeting = signed_in("moderator"), MeetingPage.objects.first()
    links = links_to(meeting, moderator)
    assert 200 in answers(links, visitor)
    make_private(moderator, meeting, restriction_type="password", password="sesame")
    assert answers(links, visitor) == {404}


def test_the_screen_shows_that_links_are_closed(story, moderator, links):
    withdraw(moderator, story)
    text = moderator.get(f"/admin/editorial/advice/{story.pk}/").content.decode()
    assert text.count("This link does not work any more.") == len(links)
