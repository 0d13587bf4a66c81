"""Whoever types or reads a time knows by whose clock."""

import datetime
import zoneinfo

import pytest
from django.template import engines
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.users.models import UserProfile

from core.text.dates import moment_in_words
from tests import factories
from tests.forms import edit_url

SUMMER = datetime.datetime(2027, 7, 1, 8, 30, tzinfo=datetime.UTC)


@pytest.fixture
def page(tree):
    page = factories.MapStoryFactory(parent=tree.stories, live=False)
    page.go_live_at = SUMMER
    page.save_revision()
    Page.objects.filter(pk=page.pk).update(go_live_at=SUMMER)
    return page


def test_the_form_says_it_beside_each_time(page, person):
    text = person("Content Editors").get(edit_url(page)).content.decode()
    for name in ("go_live_at", "expire_at"):
        hint = text.partition(f'{name}-helptext"')[2].partition("</div>")[0]
        assert "UK time (London)" in hint, name


def test_what_wagtail_shows_says_it_too(page, person):
    text = person("Content Editors").get(edit_url(page)).content.decode()
    assert "1 July 2027, 09:30 (UK time)" in text


def test_every_moment_in_words_says_it_whichever_zone_is_active():
    with timezone.override(zoneinfo.ZoneInfo("Asia/Tokyo")):
        assert moment_in_words(SUMMER) == "1 July 2027, 09:30 (UK time)"
    shown = engines["django"].from_string("{{ at }} {{ at|uk_time }} {{ no|uk_time }}")
    both = "1 July 2027, 09:30 (UK time) " * 2
    assert shown.render({"at": SUMMER, "no": None}) == both


def test_nobody_has_a_clock_of_their_own(person):
    client = person("Content Editors")
    text = client.get(reverse("wagtailadmin_account")).content.decode()
    assert "current_time_zone" not in text
    profile = UserProfile.get_for_user(client.user)
    assert profile.get_current_time_zone() == "Europe/London"
