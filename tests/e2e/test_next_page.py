"""The next page is there when it is asked for, where the browser fetches by hints."""

import pytest
from playwright.sync_api import expect

NEXT = "a[rel=next]"
ARRIVAL = "performance.getEntriesByType('navigation')[0].deliveryType"
IN_ADVANCE = "navigational-prefetch"


@pytest.fixture
def prefetches(open_page):
    """A maker of pages that note what their browser fetches in advance, and how far."""

    def make(address, **options):
        page = open_page("about:blank", **options)
        page.fetched = {}
        session = page.context.new_cdp_session(page)
        session.send("Preload.enable")
        session.on(
            "Preload.prefetchStatusUpdated",
            lambda event: page.fetched.update({event["prefetchUrl"]: event["status"]}),
        )
        page.goto(address, wait_until="networkidle")
        return page

    return make


def point_at(page, link):
    """Point at a link until what it leads to has come."""
    link.scroll_into_view_if_needed()
    link.hover()
    address = link.evaluate("link => link.href")
    for _ in range(200):
        if page.fetched.get(address) == "Ready":
            return address
        page.wait_for_timeout(50)
    raise AssertionError(page.fetched)


@pytest.mark.parametrize("address", ["/stories/", "/toolkit/", "/search/"])
def test_it_comes_before_the_click(prefetches, address):
    page = prefetches(address)
    assert page.fetched == {}
    following = point_at(page, page.locator(NEXT))
    page.click(NEXT)
    page.wait_for_url(following)
    assert page.evaluate(ARRIVAL) == IN_ADVANCE


def test_it_does_after_a_list_changed_in_place(prefetches):
    page = prefetches("/stories/")
    page.select_option("#list-order", "title")
    expect(page.locator("#list-says")).to_contain_text("by title")
    following = point_at(page, page.locator(NEXT))
    assert "order=title" in following
    page.click(NEXT)
    page.wait_for_url(following)
    assert page.evaluate(ARRIVAL) == IN_ADVANCE


def test_no_other_link_is_fetched_in_advance(prefetches):
    page = prefetches("/stories/")
    page.locator(".map-row__title a").first.hover()
    point_at(page, page.locator(NEXT))
    assert [url.partition("?")[2] for url in page.fetched] == ["page=2"]
    page.click(".map-row__title a >> nth=0")
    page.wait_for_load_state()
    assert page.evaluate(ARRIVAL) != IN_ADVANCE


def test_where_data_are_to_be_saved_nothing_is_fetched_in_advance(prefetches):
    page = prefetches("/stories/", extra_http_headers={"Save-Data": "on"})
    page.hover(NEXT)
    page.click(NEXT)
    page.wait_for_url("**/stories/?page=2")
    assert page.evaluate(ARRIVAL) != IN_ADVANCE
    assert page.fetched == {}


def test_without_javascript_it_is_a_link_like_any_other(open_page):
    page = open_page("/stories/", java_script_enabled=False)
    page.click(NEXT)
    page.wait_for_url("**/stories/?page=2")
