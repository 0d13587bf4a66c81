"""What somebody writes is not lost, whatever happens to the page, in a browser."""

import pytest
from playwright.sync_api import expect

from home.demo.people import PASSWORD
from tests.e2e.forms import open_form

PATIENTLY = {"timeout": 15_000}


@pytest.fixture
def form(signed_in):
    """A form in which an editor begins to write."""
    page = signed_in("editor2")
    open_form(page, "wound-care")
    return page


def write(page, words):
    """Type into a field as somebody does."""
    page.locator("[name=team]").click()
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def saved(page):
    """What another tab shows of that field."""
    other = page.context.new_page()
    other.goto(page.url)
    words = other.input_value("[name=team]")
    other.close()
    return words


def test_leaving_at_once_asks(form):
    asked = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    write(form, "Written this very moment")
    form.evaluate("setTimeout(() => { location = '/admin/' })")
    form.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    expect(form.locator("[name=team]")).to_have_value("Written this very moment")


def test_what_is_no_date_is_said_beside_it_and_the_rest_is_saved(form):
    write(form, "Saved all the same")
    form.click("text=Review and licence")
    form.locator("[name=last_reviewed]").press_sequentially("nonsense")
    form.press("[name=last_reviewed]", "Tab")
    expect(form.locator(".map-kept-back")).to_contain_text("a date such as", **PATIENTLY)
    assert saved(form) == "Saved all the same"


@pytest.mark.parametrize("by_button", [False, True])
def test_signing_in_again_happens_over_the_page(form, by_button):
    form.context.clear_cookies(name="sessionid")
    write(form, f"Written while signed out {by_button}")
    if by_button:
        form.click("button:has-text('Save draft')")
    dialog = form.locator("dialog.map-sign-in")
    there = dialog.frame_locator("iframe")
    there.locator("[name=username]").fill("editor2", **PATIENTLY)
    there.locator("[name=password]").fill(PASSWORD)
    there.locator("[type=submit]").click()
    expect(dialog).to_have_count(0)
    expect(form.locator(".w-autosave-indicator, .messages")).not_to_have_count(0)
    form.wait_for_timeout(3_000)
    assert saved(form) == f"Written while signed out {by_button}"


def test_words_that_never_reached_the_site_are_offered(form):
    context, address = form.context, form.url
    context.set_offline(True)
    write(form, "Written without a site")
    expect(form.locator(".map-notice")).to_contain_text("kept in this browser")
    form.close(run_before_unload=False)
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    with page.expect_navigation():
        page.click("text=Put them back")
    expect(page.locator("[name=team]")).to_have_value("Written without a site")
    assert saved(page) == "Written without a site"


def test_two_tabs_do_not_overwrite_each_other_silently(form):
    other = form.context.new_page()
    other.goto(form.url)
    write(form, "From the first")
    form.wait_for_timeout(3_000)
    write(other, "From the second")
    other.keyboard.press("Control+s")
    expect(other.get_by_text("newer version").first).to_be_visible(**PATIENTLY)
    assert saved(form) == "From the first"
