"""The review of a text, with eyes, thumbs and keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.e2e.forms import open_form
from tests.e2e.test_reading import problems


@pytest.fixture(scope="module")
def waiting():
    """What was sent by the first test that asked."""
    return {}


@pytest.fixture
def review(signed_in, waiting):
    """Opens the review of a text whose summary and team changed."""
    if not waiting:
        editor = signed_in("editor2")
        open_form(editor, "cheaper glove")
        editor.fill("[name=team]", "Archivists\nBeekeepers")
        with editor.expect_navigation():
            editor.click("button[name=action-send]")
        with editor.expect_navigation():
            editor.click("main button:has-text('Send for approval')")
        queue = signed_in("moderator", "/admin/editorial/review/")
        link = queue.locator(".editorial-text h2 a", has_text="cheaper glove")
        waiting["address"] = link.get_attribute("href")

    def make(**options):
        page = signed_in("moderator", waiting["address"], **options)
        page.wait_for_load_state("load")
        return page

    return make


@pytest.mark.parametrize("width", [390, 1280])
def test_the_decision_is_in_reach_wherever_one_reads(review, width):
    page = review(width=width, height=844)
    for tab in ("Changes", "Preview", "Both"):
        page.get_by_role("tab", name=tab).click()
        for words in ("Approve", "Return with a note"):
            button = page.get_by_role("button", name=words, exact=True)
            expect(button).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_tabs_show_changes_preview_or_both_side_by_side(review):
    page = review(width=1280)
    changes, preview = page.locator("#panel-changes"), page.locator("#panel-preview")
    expect(changes).to_be_visible()
    expect(preview).to_be_hidden()
    page.get_by_role("tab", name="Changes").press("ArrowRight")
    expect(page.get_by_role("tab", name="Preview")).to_be_focused()
    expect(changes).to_be_hidden()
    page.get_by_role("tab", name="Preview").press("ArrowRight")
    left, right = changes.bounding_box(), preview.bounding_box()
    assert left["x"] + left["width"] <= right["x"]
    expect(changes.locator("ins", has_text="Archivists")).to_be_visible()


def test_the_decision_is_three_stops_away_by_keyboard(review):
    page = review()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the decision")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("[name=answers]").first).to_be_focused()


def test_the_frame_is_no_stop_until_it_is_asked_for(review):
    page = review()
    page.get_by_role("tab", name="Preview").click()
    frame = page.locator("iframe.editorial-preview")
    assert frame.evaluate("frame => frame.inert")
    button = page.get_by_role("button", name="Read in the frame")
    button.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") != "IFRAME"
    button.press("Enter")
    expect(frame).to_be_focused()


def test_the_frame_shows_what_readers_will_see_and_no_tools(review):
    page = review()
    page.get_by_role("tab", name="Preview").click()
    frame = page.frame_locator("iframe.editorial-preview")
    expect(frame.locator("h1")).to_be_visible()
    expect(frame.locator("#wagtail-userbar-trigger")).to_be_hidden()


def test_a_refused_decision_is_said_at_the_field_with_the_focus(review):
    page = review()
    page.wait_for_load_state("load")
    with page.expect_navigation():
        page.click("button[value=approve]")
    expect(page.locator(".editorial-summary section")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    answer = page.locator("[name=answers]").first
    expect(answer).to_be_focused()
    assert answer.get_attribute("aria-invalid") == "true"
    with page.expect_navigation():
        page.click("button[value=return]")
    page.click(".editorial-summary a")
    words = page.locator("[name=words]")
    expect(words).to_be_focused()
    said = words.evaluate(
        "field => field.getAttribute('aria-describedby').split(' ')"
        ".map(id => document.getElementById(id)?.innerText).join(' ')"
    )
    assert "Please say what should change" in said


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_the_review(review, width):
    page = review(width=width)
    page.click("#tab-both")
    found = [
        rule for rule in problems(page) if "editorial" in str(rule) or "tab" in rule[0]
    ]
    assert found == []
