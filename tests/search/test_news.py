"""The front page says what is new about a driver, and what changed."""

from datetime import timedelta

from django.utils import timezone

from core.models import ChangeNote
from core.text.dates import date_in_words
from tests import factories
from tests.feed.conftest import settle


def test_the_front_page_tells_a_change_by_its_note(tree, visitor):
    page = factories.DriverFactory(parent=tree.drivers, title="Ten years")
    page.first_published_at -= timedelta(days=30)
    page.save()
    ChangeNote.objects.create(page=page, at=timezone.now(), note="The money was added.")
    factories.publish(page)
    settle()
    today = date_in_words(timezone.localdate())
    text = visitor.get("/").content.decode()
    assert f"<strong>Changed {today}:</strong> The money was added." in text


def test_the_front_page_says_that_a_driver_is_new(tree, visitor):
    factories.DriverFactory(parent=tree.drivers, title="Ten years")
    settle()
    assert f"New on {date_in_words(timezone.localdate())}" in (
        visitor.get("/").content.decode()
    )
