"""Paper: the text alone, where and when it is from, on as few sheets as it takes."""

import re

import pytest

DRIVER = "/toolkit/drivers/10-year-health-plan-for-england/"
STORY = "/stories/fourteen-questions-in-nineteen-days/"
SHEETS = {DRIVER: (2, 3), STORY: (2, 3), "/map/": (1, 1)}
# What stands before and after links, as a printer puts it there.
BESIDE_LINKS = """() => [...document.querySelectorAll("main a")].flatMap((link) =>
    ["::before", "::after"].map((side) => getComputedStyle(link, side).content)
    .filter((text) => /http|attr/.test(text)).map(() => link.href))"""


@pytest.fixture
def on_paper(open_page):
    """A maker of pages as a printer sees them."""

    def make(address):
        page = open_page(address)
        page.emulate_media(media="print")
        return page

    return make


@pytest.mark.parametrize("address", SHEETS)
def test_it_takes_few_sheets(open_page, address):
    paper = open_page(address).pdf(prefer_css_page_size=True)
    sheets = len(re.findall(rb"/Type\s*/Page\b", paper))
    least, most = SHEETS[address]
    assert least <= sheets <= most


def test_the_map_lies_across_its_sheet(open_page):
    paper = open_page("/map/").pdf(prefer_css_page_size=True)
    [size] = set(re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper))
    width, height = map(float, size)
    assert width > height


def test_every_theme_of_the_map_is_on_the_sheet(on_paper):
    page = on_paper("/map/")
    page.set_viewport_size({"width": 1030, "height": 720})  # A4 across, less its margins
    table = page.locator(".map-heat").bounding_box()
    assert table["x"] + table["width"] <= 1030


@pytest.mark.parametrize("address", SHEETS)
def test_it_says_where_and_when_it_is_from(on_paper, site, address):
    head = on_paper(address).locator(".map-print-head").inner_text()
    assert "MAP: Making Alignment a Priority" in head
    assert f"{site}{address}" in head
    assert re.search(r"(Changed|As of) \d{1,2} \w+ 20\d\d", head)
    assert ("Status: current" in head) == (address == DRIVER)


def test_on_a_screen_that_is_not_shown(open_page):
    assert not open_page(DRIVER).is_visible(".map-print-head")


def test_of_addresses_only_that_of_the_source_is_printed(on_paper):
    page = on_paper(DRIVER)
    source = page.get_attribute("a[data-source]", "href")
    assert source.startswith("https://www.gov.uk/")
    assert page.evaluate(BESIDE_LINKS) == [source]


@pytest.mark.parametrize("address", SHEETS)
def test_nothing_is_printed_that_paper_cannot_do(on_paper, address):
    page = on_paper(address)
    for useless in ("header", "footer", "nav", "button", ".nhsuk-button", "form"):
        shown = [part for part in page.locator(useless).all() if part.is_visible()]
        assert shown == [], useless
    assert page.is_visible("h1")
