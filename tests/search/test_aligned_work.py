"""The work behind a driver and a person: public, the most telling first."""

import json

from core.models import Alignment, Author, Measure
from feed.models import Item
from search.aligned_work import MOST_WRITTEN, aligned_with, written_by
from tests import factories
from tests.feed.conftest import settle
from toolkit.models import DriverPage


def story(tree, driver, title, how="", **rows):
    rows["alignments"] = [Alignment(driver=driver, how=how)]
    return factories.MapStoryFactory(parent=tree.stories, title=title, rows=rows)


def figure():
    return Measure(kind="time", value=12, what="saved", unit="hours", period="year")


def test_work_with_a_figure_comes_first_then_the_newest(tree):
    driver = factories.DriverFactory(parent=tree.drivers)
    story(tree, driver, "Counted", measures=[figure()])
    story(tree, driver, "Old")
    story(tree, driver, "New")
    settle()
    Item.objects.filter(title="Old").update(published_at="2020-01-01T00:00Z")
    Item.objects.filter(title="Counted").update(published_at="2019-01-01T00:00Z")
    found = aligned_with(driver, 5)
    assert [card.title for card in found] == ["Counted", "New", "Old"]
    assert len(aligned_with(driver, 2)) == 2


def test_what_was_counted_comes_before_what_was_estimated(tree):
    driver = factories.DriverFactory(parent=tree.drivers)
    for basis in ("counted", "measured", "estimated", "reported"):
        measures = [Measure(kind="time", value=12, unit="hours", basis=basis)]
        story(tree, driver, basis, measures=measures)
    settle()
    found = [card.title for card in aligned_with(driver, 5)]
    assert found == ["measured", "counted", "reported", "estimated"]


def test_the_author_s_own_words_say_why(tree):
    driver = factories.DriverFactory(parent=tree.drivers)
    story(tree, driver, "Told", how="It gives time back.")
    settle()
    [card] = aligned_with(driver, 5)
    assert card.why == "It gives time back."


def test_work_for_other_drivers_and_drafts_are_left_out(tree):
    driver = factories.DriverFactory(parent=tree.drivers)
    other = factories.DriverFactory(parent=tree.drivers)
    story(tree, other, "Elsewhere")
    gone = story(tree, driver, "Gone")
    settle()
    type(gone).objects.get(pk=gone.pk).unpublish()
    settle()
    assert aligned_with(driver, 5) == []


def test_a_driver_that_was_never_saved_has_no_work(tree):
    assert aligned_with(DriverPage(title="New"), 5) == []


def test_a_person_has_no_more_work_than_a_profile_lists(tree):
    person = factories.ProfileFactory(parent=tree.community)
    for number in range(MOST_WRITTEN + 1):
        rows = {"authors": [Author(profile=person)]}
        factories.KMStoryFactory(parent=tree.stories, title=f"S{number}", rows=rows)
    settle()
    oldest = Item.objects.get(title="S0")
    shown = json.loads(oldest.card + "}")["published_at"]
    long_ago = oldest.card.replace(shown, "2020-01-01T00:00:00Z")
    Item.objects.filter(pk=oldest.pk).update(card=long_ago)
    titles = [card.title for card in written_by(person)]
    assert len(titles) == MOST_WRITTEN
    assert "S0" not in titles
