"""What people come for stands in the first screen, or is one step away from it."""

import pytest
from playwright.sync_api import expect

SCREENS = [(1366, 768), (390, 844)]
LISTS = ["/toolkit/drivers/", "/stories/", "/search/?q=frailty"]


def bottom(page, selector):
    """How far down the first element of a kind ends, in pixels."""
    box = page.locator(selector).first.bounding_box()
    return box["y"] + box["height"]


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.parametrize("address", LISTS)
def test_a_list_begins_in_the_first_screen(open_page, address, width, height):
    page = open_page(address, width=width, height=height)
    assert bottom(page, ".map-row__title") <= height


def test_lift_evidence_and_figures_are_in_reach(open_page):
    page = open_page("/toolkit/drivers/10-year-health-plan-for-england/")
    for link in ("#impact", "#lift", "#aligned", "#summary"):
        assert bottom(page, f".map-contents a[href='{link}']") <= 768
    assert bottom(page, ".map-contents .map-row__figure") <= 768
    page.click(".map-contents a[href='#lift']")
    expect(page.locator("#lift")).to_be_in_viewport()


def test_the_labels_of_the_timeline_can_be_read_on_a_phone(open_page):
    page = open_page("/map/timeline/", width=390, height=844)
    assert page.locator("svg[role=img] text").nth(3).bounding_box()["height"] >= 12


def test_a_list_breaks_no_policy(open_page):
    page = open_page("/nowhere/")
    said = []
    page.on("console", lambda message: said.append(message.text))
    for address in LISTS:
        page.goto(address)
    assert not [text for text in said if "inline style" in text]
