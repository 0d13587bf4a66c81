"""The public pages in a browser: for everyone, everywhere, with nothing else needed."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.forms import follow

# One page of every template.
TEMPLATES = [
    "/",
    "/toolkit/",
    "/toolkit/tell-your-story/",
    "/toolkit/tell-your-story/map-story-template/",
    "/toolkit/capture-your-idea/a-window-for-the-control-room/",
    "/toolkit/show-and-share-your-impact/wow-factor/a-strategy-on-a-tea-towel/",
    "/toolkit/drivers/",
    "/toolkit/drivers/10-year-health-plan-for-england/",
    "/toolkit/drivers/nhs-long-term-plan/",
    "/toolkit/drivers/francis-inquiry/",
    "/api/feed/v1/docs",
    "/stories/",
    "/stories/fourteen-questions-in-nineteen-days/",
    "/stories/three-men-and-a-stapler/",
    "/stories/what-a-community-of-practice-means-for-us/",
    "/community/",
    "/community/asha-patel/",
    "/community/join/",
    "/accessibility/",
    "/search/?q=frailty",
    "/search/?q=nothingatall",
    "/map/",
    "/map/gaps/",
    "/map/timeline/",
    "/map/places/",
    "/figures/",
    "/figures/2026/",
    "/nowhere/",
]
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
# What the policy stops is no request any more, so it is counted as it is stopped: what
# comes from elsewhere, and what a page brings along that it may not.
NOTE_ATTEMPTS = """
    window.attempts = [];
    document.addEventListener("securitypolicyviolation",
        ({blockedURI: uri}) => window.attempts.push(uri));
"""
FOCUS = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const inside = element.querySelector("span");
    const text = inside ? getComputedStyle(inside) : style;
    return [style, text].some((s) => s.boxShadow !== "none"
        || (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0
            && s.outlineColor !== "rgba(0, 0, 0, 0)"));
}"""


def problems(page):
    """What axe finds, in short."""
    found = Axe().run(page, options=AXE_RULES).response["violations"]
    return [
        (rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in found
    ]


@pytest.mark.parametrize("address", TEMPLATES)
def test_axe_finds_nothing(open_page, address):
    assert problems(open_page(address)) == []


@pytest.mark.parametrize("address", TEMPLATES)
def test_axe_finds_nothing_on_a_dark_phone(open_page, address):
    page = open_page(address, width=375, height=740, color_scheme="dark")
    assert problems(page) == []


@pytest.mark.parametrize("address", TEMPLATES)
def test_at_400_percent_nothing_scrolls_sideways(open_page, address):
    page = open_page(address, width=320, height=256)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("is_free", [False, True])
def test_nothing_is_asked_of_another_domain(open_page, site, is_free):
    """Nothing is even tried, with the policy that would forbid it and without."""
    page = open_page("/", bypass_csp=is_free)
    page.add_init_script(NOTE_ATTEMPTS)
    for address in TEMPLATES:
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.attempts") == [], address
    elsewhere = [url for url in page.asked if not url.startswith(f"{site}/")]
    assert elsewhere == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(open_page):
    for address in ("/", "/stories/", "/toolkit/drivers/nhs-long-term-plan/"):
        page = open_page(address)
        count = page.locator("a[href]:visible, button:visible, input, summary").count()
        for _ in range(count):
            page.keyboard.press("Tab")
            where = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
            if where.startswith("<body"):
                break
            assert page.evaluate(FOCUS), where


def test_the_skip_link_leads_to_the_text(open_page):
    page = open_page("/stories/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#maincontent")


def test_everything_works_without_javascript(open_page):
    page = open_page("/", java_script_enabled=False)
    page.fill("main [name=q]", "frailty")
    with page.expect_navigation():
        page.press("main [name=q]", "Enter")
    follow(page, "text=Fourteen questions")
    assert page.locator("h1").inner_text().endswith("evidence for a frailty plan")
    page.click("summary >> text=Cite or reuse this page")
    assert page.is_visible("text=Accessed:")
    assert page.locator("button:visible", has_text="Copy").count() == 0
    follow(page, "nav[aria-label=Menu] >> text=Stories")
    page.check("#type-km-story")
    follow(page, "text=Show the list")
    assert "KM Stories, the newest first" in page.inner_text("main")


def test_copying_a_citation(open_page):
    page = open_page(
        "/stories/three-men-and-a-stapler/",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page.click("summary >> text=Cite or reuse this page")
    page.click("text=Copy the citation")
    page.wait_for_selector("text=Copied")
    assert "Accessed:" in page.evaluate("navigator.clipboard.readText()")


def test_a_word_template_can_be_downloaded(open_page):
    page = open_page("/toolkit/tell-your-story/map-story-template/")
    with page.expect_download() as download:
        page.click("text=Download the Word file")
    with open(download.value.path(), "rb") as file:
        assert file.read(4) == b"PK\x03\x04"
