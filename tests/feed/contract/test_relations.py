"""The contract on what an item says of other pages."""

from wagtail.models import PageViewRestriction

from core.models import Alignment
from tests import factories
from tests.feed.conftest import full_of
from toolkit.models import Supersession


def test_alignments_name_the_driver_or_say_it_in_words(tree, driver, story, settings):
    own = factories.MapStoryFactory(parent=tree.stories)
    assert full_of(own)["alignments"] == [
        {"driver": None, "label": "Our own strategy", "level": "local"}
    ]
    assert full_of(story)["alignments"] == [
        {
            "driver": {
                "id": str(driver.translation_key),
                "title": "Ten year plan",
                "url": f"{settings.BASE_URL}/toolkit/drivers/ten-year-plan/",
            },
            "label": "Ten year plan",
            "level": "national",
        }
    ]


def test_related_is_what_an_editor_chose_and_nothing_computed(tree, driver, story):
    factories.MapStoryFactory(
        parent=tree.stories,
        rows={"alignments": [Alignment(driver=driver, level="national")]},
    )
    assert full_of(story)["related"] == [
        {
            "id": str(tree.section.translation_key),
            "type": "section",
            "title": tree.section.title,
            "url": full_of(tree.section)["url"],
            "why": "Begin here",
        }
    ]


def test_supersession_is_related(tree, driver):
    factories.DriverFactory(
        parent=tree.drivers,
        title="Newer plan",
        rows={"supersessions": [Supersession(older=driver)]},
    )
    assert [row["title"] for row in full_of(driver)["related"]] == ["Newer plan"]


def test_a_relation_to_what_is_not_public_is_left_out(tree, driver, story):
    PageViewRestriction.objects.create(page=driver, restriction_type="login")
    tree.section.unpublish()
    full = full_of(story)
    assert full["alignments"] == []
    assert full["related"] == []
