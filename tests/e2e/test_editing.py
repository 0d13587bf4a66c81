"""What editors do, in a browser."""

import re

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize(
    "username", ["editor", "editor2", "moderator", "moderator2", "steering", "admin"]
)
def test_every_demo_account_opens_the_admin(signed_in, username):
    page = signed_in(username)
    assert page.is_visible("text=Pages")


def open_story(page, words="Fourteen"):
    """Go to the form of a story as an editor finds it: by searching."""
    page.goto(f"/admin/pages/search/?q={words}")
    page.click("td.title a >> nth=0")
    page.wait_for_selector("[name=title]")


def test_an_editor_changes_a_story_and_looks_at_it_before_anyone_else(signed_in):
    page = signed_in("editor")
    open_story(page)
    page.fill("[name=title]", "Fifteen questions, in fact")
    page.click("[aria-label='Toggle preview']")
    with page.context.expect_page() as opened:
        page.click("[aria-label='Preview in new tab']")
    assert "Fifteen questions, in fact" in opened.value.inner_text("h1")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.click("button:has-text('Save draft')")
    page.reload()
    assert page.input_value("[name=title]") == "Fifteen questions, in fact"
    page.goto("/stories/fourteen-questions-in-nineteen-days/")
    assert "Fourteen questions" in page.inner_text("h1")


@pytest.mark.parametrize("kind", ["MAP Story", "KM Story", "Reflection"])
def test_the_address_of_a_new_page_follows_its_title(signed_in, kind):
    lists = "/admin/pages/search/?q=Stories&content_type=stories.storyindexpage"
    page = signed_in("editor", lists)
    address = page.locator("td.title a >> nth=0").get_attribute("href")
    parent = re.search(r"/pages/(\d+)/", address)[1]
    page.goto(f"/admin/pages/{parent}/add_subpage/")
    page.click(f"text={kind}")
    page.locator("[name=title]").press_sequentially("Three of us, and a kettle")
    page.press("[name=title]", "Tab")
    slug = page.locator("[name=slug]")
    expect(slug).to_have_value("three-of-us-and-a-kettle")


def test_words_are_counted_as_one_writes(signed_in):
    page = signed_in("editor2")
    open_story(page)
    panel = page.locator("[data-word-most='600']")
    before = panel.locator("[role=status]").inner_text()
    assert "of up to 600 words" in before
    panel.locator("[role=textbox]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" three more words")
    count = int(before.split()[0]) + 3
    panel.locator(f"text={count} of up to 600 words").wait_for()


def test_the_admin_asks_nothing_of_another_domain(signed_in, site):
    page = signed_in("admin")
    open_story(page)
    for address in (
        "/admin/",
        "/admin/pages/",
        "/admin/images/",
        "/admin/images/add/",
        "/admin/documents/",
        "/admin/users/",
        "/admin/reports/site-history/",
        "/admin/core/theme/",
        "/admin/account/",
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    allowed = (f"{site}/", "data:", "blob:")
    assert all(url.startswith(allowed) for url in page.asked), page.asked
