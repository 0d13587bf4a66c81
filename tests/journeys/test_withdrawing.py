"""A public page is taken away through the forms of the admin, and can be brought back."""

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from wagtail.models import Page

from core.models import BinPage
from editorial.actions import withdrawal
from editorial.models import BinnedPage, Withdrawal, WithdrawalReason
from stories.models import MapStoryPage, StoryIndexPage
from tests.forms import filled_in


@pytest.fixture
def story(db):
    """A story that readers have."""
    return MapStoryPage.objects.live().first()


@pytest.fixture
def moderator(signed_in):
    """The moderator of the demo at a browser."""
    return signed_in("moderator")


def screen_about(page, name):
    """The address of an editorial screen about a page."""
    return reverse(f"editorial:{name}", args=(page.pk,))


def withdraw(browser, page, **changes):
    """Fill in the form as it stands on the screen, and send it."""
    address = screen_about(page, "withdraw")
    data = filled_in(browser, address, "form:has([name=reason])")
    data["reason"] = WithdrawalReason.objects.first().pk
    return browser.post(address, {**data, **changes}, follow=True)


def test_a_withdrawn_page_goes_to_the_bin_and_comes_back(moderator, visitor, story):
    assert visitor.get(story.url).status_code == 200
    screen = withdraw(moderator, story, bin="on")
    assert "It was withdrawn and lies in the bin." in screen.content.decode()
    assert story.title in screen.content.decode()
    assert visitor.get(story.url).status_code == 410
    assert Page.objects.get(pk=story.pk).get_parent().specific == BinPage.objects.get()
    screen = moderator.post(screen_about(story, "restore"), follow=True)
    assert "It is a draft again." in screen.content.decode()
    back = Page.objects.get(pk=story.pk)
    assert back.get_parent().specific == StoryIndexPage.objects.get()
    assert (back.slug, back.live) == (story.slug, False)
    assert visitor.get(story.url).status_code == 410


def test_a_site_that_lost_its_bin_gets_one(moderator, visitor, story):
    BinPage.objects.get().delete()
    screen = withdraw(moderator, story, bin="on")
    assert "It was withdrawn and lies in the bin." in screen.content.decode()
    assert visitor.get(story.url).status_code == 410
    assert BinPage.objects.get().url_path == "/bin/"
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_cannot_go_to_the_bin_is_withdrawn_all_the_same(
    moderator, visitor, story, monkeypatch
):
    def fail(*args):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    monkeypatch.setattr(withdrawal, "move", fail)
    screen = withdraw(moderator, story, bin="on")
    assert screen.status_code == 200
    assert withdrawal.BIN_FAILED in screen.content.decode()
    assert visitor.get(story.url).status_code == 410
    assert Withdrawal.objects.in_force().filter(page=story.pk).exists()
    assert not BinnedPage.objects.exists()


def test_putting_it_into_the_bin_later_may_fail_in_a_sentence(
    moderator, story, monkeypatch
):
    withdraw(moderator, story)

    def fail(*args):
        raise OperationalError("canceling statement due to lock timeout")

    monkeypatch.setattr(withdrawal, "move", fail)
    screen = moderator.post(screen_about(story, "to_bin"), follow=True)
    assert withdrawal.BIN_FAILED in screen.content.decode()
