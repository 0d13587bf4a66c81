"""Finding things in a browser: lists that change in place, and suggestions."""

from playwright.sync_api import expect


def test_a_list_changes_in_place_and_keeps_the_focus(open_page):
    page = open_page("/stories/")
    says = page.locator("#list-says")
    page.check("#type-km-story")
    expect(says).to_contain_text("KM Stories")
    assert "type=km-story" in page.url
    assert page.locator(":focus").get_attribute("id") == "type-km-story"
    page.select_option("#list-order", "title")
    expect(says).to_contain_text("by title")
    page.click(".map-active a")
    expect(says).not_to_contain_text("KM Stories")
    page.go_back()
    expect(says).to_contain_text("KM Stories")
    assert page.is_checked("#type-km-story")


def test_the_same_list_without_javascript(open_page):
    page = open_page("/stories/", java_script_enabled=False)
    page.check("#type-km-story")
    page.click("text=Show the list")
    expect(page.locator("#list-says")).to_contain_text("KM Stories")
    page.click(".map-active a")
    expect(page.locator("#list-says")).not_to_contain_text("KM Stories")


def test_suggestions_are_chosen_with_the_keyboard(open_page):
    page = open_page("/")
    field = page.locator("#front-search")
    field.press_sequentially("frail")
    expect(page.locator("#front-search-suggestions li").first).to_be_visible()
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "front-search-suggestions-0"
    field.press("Escape")
    expect(page.locator("#front-search-suggestions")).to_be_hidden()
    field.press("ArrowDown")
    expect(page.locator("#front-search-suggestions li").first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/stories/**")
