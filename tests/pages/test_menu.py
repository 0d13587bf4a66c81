"""The menu shows where readers are, and what nobody else has."""

import re

import pytest

from core.pages.menu import Link, entries
from tests import factories

NAV = re.compile(r'<nav class="nhsuk-header__navigation".*?</nav>', re.S)
CURRENT = re.compile(r'href="([^"]+)" aria-current="(\w+)"')


def menu(visitor, address):
    text = visitor.get(address).content.decode()
    return NAV.search(text)[0]


@pytest.mark.parametrize("address", ["/", "/search/?q=x", "/nowhere/", "/map/"])
def test_map_gaps_timeline_and_figures_stand_in_the_menu(tree, visitor, address):
    shown = menu(visitor, address)
    for path in ("/map/", "/map/gaps/", "/map/timeline/", "/figures/"):
        assert f'href="{path}"' in shown


def test_they_stand_on_the_front_page_too(tree, visitor):
    text = NAV.sub("", visitor.get("/").content.decode())
    front = text.partition("<main")[2].partition("</main>")[0]
    for path in ("/map/", "/map/gaps/", "/map/timeline/", "/figures/"):
        assert f'href="{path}"' in front


def current(visitor, address):
    return CURRENT.findall(menu(visitor, address))


def test_the_menu_shows_the_page(tree, visitor):
    assert current(visitor, "/stories/") == [("/stories/", "page")]
    assert current(visitor, "/map/gaps/") == [("/map/gaps/", "page")]
    assert current(visitor, "/") == []


def test_the_menu_shows_the_section_that_a_page_is_in(tree, visitor):
    driver = factories.DriverFactory(parent=tree.drivers)
    story = factories.KMStoryFactory(parent=tree.stories)
    assert current(visitor, driver.url) == [("/toolkit/drivers/", "true")]
    assert current(visitor, story.url) == [("/stories/", "true")]
    assert current(visitor, tree.section.url) == [("/toolkit/", "true")]
    assert current(visitor, "/map/places/") == [("/map/", "true")]


def test_an_address_that_only_begins_alike_is_in_no_section():
    links = [Link(1, "Stories", "/stories/", True, "storyindexpage")]
    assert not any(entry.current for entry in entries(links, "/stories-of-old/"))


def test_the_feed_s_documentation_is_a_page_like_any_other(tree, visitor):
    text = visitor.get("/api/feed/v1/docs").content.decode()
    assert 'href="/stories/"' in NAV.search(text)[0]
    assert 'name="q"' in text
    assert "<footer" in text
