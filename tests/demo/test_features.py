"""The demo shows everything: pictures, changes, texts on their way, a page taken away."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from core.choices import DriverStatus
from core.models import ChangeNote, CustomImage
from core.pages.queries import public_pages
from core.vocabularies.settlement import waiting
from editorial.models import Decision, Outcome, ReviewState, Withdrawal
from feed.api.routing import BASE
from home.demo.drawings import DRAWINGS
from home.demo.source import read_content
from stories.models import KMStoryPage
from toolkit.models import DriverPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(run_site):
    return Client(headers={"host": "localhost"})


def test_its_pictures_are_our_own_described_and_licensed(reader):
    pictures = CustomImage.objects.all()
    assert len(pictures) == len(DRAWINGS) == len(read_content("pictures"))
    assert all("CC BY 4.0" in picture.credit for picture in pictures)
    assert all(picture.permission for picture in pictures)
    story = reader.get("/stories/fourteen-questions-in-nineteen-days/").content.decode()
    assert 'alt="Drawing of fourteen pages' in story
    assert "Drawing: the MAP community" in story


def test_pictures_stand_in_texts_beside_them_and_as_decoration(reader):
    text = reader.get("/stories/half-an-hour-timed/").content.decode()
    assert 'alt="Drawing of a kitchen clock' in text
    decorated = "/stories/what-a-community-of-practice-means-for-us/"
    assert 'alt=""' in reader.get(decorated).content.decode()


def test_its_pictures_can_be_reused(reader):
    items = reader.get(f"{BASE}/items?limit=100").json()["items"]
    assert sum(bool(item["image"]) for item in items) >= 7


def test_readers_are_told_of_changes(reader):
    assert ChangeNote.objects.count() >= 8
    front = reader.get("/").content.decode()
    assert len(re.findall(r"Changed \d+ \w+ 2026:</strong> \w", front)) >= 3


def test_every_driver_in_force_has_a_paragraph_to_lift(run_site):
    for driver in DriverPage.objects.filter(status=DriverStatus.CURRENT):
        assert driver.lift_this, driver


def test_every_driver_that_is_over_leads_to_one_in_force(reader):
    over = DriverPage.objects.live().exclude(status__in=["current", "headline"])
    assert len(over) >= 15
    for driver in over:
        onward = DriverPage.objects.in_place_of(driver)
        assert onward, driver
        text = reader.get(driver.url).content.decode()
        banner = text.partition('role="note"')[2].partition("</div>")[0]
        assert all(f'href="{other.url}"' in banner for other in onward), driver


def test_a_headline_is_no_more_than_that(run_site):
    for driver in DriverPage.objects.filter(status=DriverStatus.HEADLINE):
        assert not driver.impact, driver


def test_every_story_says_that_it_is_an_example(reader):
    pages = public_pages().filter(depth__gt=1).specific()
    told = [page for page in pages if page.tells_what_happened]
    assert len(told) > 40
    for page in told:
        assert "An example." in reader.get(page.url).content.decode(), page.url
    other = reader.get("/toolkit/drivers/10-year-health-plan-for-england/")
    assert "An example." not in other.content.decode()


def test_what_is_reused_elsewhere_says_so_too(reader):
    items = reader.get(f"{BASE}/items?type=map-story&limit=100").json()["items"]
    assert all("made up" in item["licence"]["attribution"] for item in items)


def test_a_text_with_a_picture_waits_for_a_second_person(run_site):
    [state] = ReviewState.objects.waiting().exclude(submitted_by=None)
    page = state.revision.as_object()
    assert (page.slug, page.live) == ("the-trolley-round", False)
    assert page.image_alt


def test_one_was_returned_with_a_note(run_site):
    [decision] = Decision.objects.filter(outcome=Outcome.RETURNED)
    assert "ferry" in decision.words


def test_one_is_approved_and_goes_public_later(reader):
    page = KMStoryPage.objects.get(slug="the-january-shelf")
    assert not page.live
    assert page.go_live_at > timezone.now()
    assert page.approved_schedule
    assert reader.get(page.url).status_code == 404


def test_one_was_taken_away_and_the_feed_says_so(reader):
    [gone] = Withdrawal.objects.all()
    response = reader.get(gone.path)
    assert response.status_code == 410
    assert gone.sentence in response.content.decode()
    page = Page.objects.get(slug="the-wrong-end-of-the-corridor")
    assert reader.get(f"{BASE}/items/{page.translation_key}").status_code == 410


def test_names_that_no_list_has_wait(run_site):
    names = {proposal.name for proposal in waiting()}
    assert names == {"Cwm Derwen Community Hospital", "Saltmarsh Community Hospital"}
