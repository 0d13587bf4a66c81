"""The lists of work on a driver's page and on a person's."""

import re
from html import unescape

from wagtail.models import PageViewRestriction

from community.models import ProfilePage
from core.models import Alignment, Author, Measure
from feed.models import Item
from search.aligned_work import written_by
from tests import factories
from tests.feed.conftest import settle
from tests.search.conftest import story


def aligned(tree, title, driver, **fields):
    """A public MAP Story that says how it serves a driver."""
    rows = {"alignments": [Alignment(driver=driver, how=f"How {title} serves it")]}
    return story(tree, title, rows={**rows, **fields.pop("rows", {})}, **fields)


def test_a_driver_lists_what_the_feed_says_serves_it(tree, text):
    driver = factories.DriverFactory(parent=tree.drivers, title="A ten year plan")
    aligned(tree, "Oldest but counted", driver, rows={"measures": [measure()]})
    aligned(tree, "Older", driver)
    hidden = aligned(tree, "Kept for members", driver)
    aligned(tree, "Newer", driver)
    story(tree, "About something else")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    settle()
    Item.objects.filter(title="Older").update(published_at="2020-01-01T00:00Z")
    shown = text(driver.get_url())
    work = shown[shown.index('id="aligned"') : shown.index("<footer")]
    titles = re.findall(r'map-row__title"><a href="[^"]+">([^<]+)', work)
    assert titles == ["Oldest but counted", "Newer", "Older"]
    assert "How Newer serves it" in work
    assert "Everything that aligns with it" not in work


def test_a_driver_with_much_work_leads_to_all_of_it(tree, text):
    driver = factories.DriverFactory(parent=tree.drivers, title="A ten year plan")
    for number in range(11):
        aligned(tree, f"Story {number}", driver)
    shown = text(driver.get_url())
    [address] = re.findall(r'href="([^"]+)">Everything that aligns with it', shown)
    assert text(unescape(address)).count("map-row__title") == 11


def test_a_profile_lists_what_is_public_of_a_persons_work(tree, text, rf):
    person = factories.ProfileFactory(parent=tree.community, title="Asha Patel")
    named = {"authors": [Author(profile=person)]}
    for title in ("Earlier", "Later", "Kept for members"):
        page = factories.KMStoryFactory(parent=tree.stories, title=title, rows=named)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    factories.KMStoryFactory(parent=tree.stories, title="Somebody else's")
    settle()
    Item.objects.filter(title="Earlier").update(published_at="2020-01-01T00:00Z")
    shown = text(person.get_url())
    titles = re.findall(r'map-row__title"><a href="[^"]+">([^<]+)', shown)
    assert titles == ["Later", "Earlier"]
    assert written_by(ProfilePage(title="New")) == []


def measure():
    """A figure that a story may show."""
    return Measure(
        kind="time", value=120, what="hours saved", unit="hours", period="year"
    )
