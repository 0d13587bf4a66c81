"""What editors do, in a browser."""

import re
from contextlib import contextmanager
from threading import Timer

import psycopg2
import pytest
from playwright.sync_api import expect

from feed.index.numbering import LOCK
from tests.e2e.forms import follow, open_form


@pytest.mark.parametrize(
    "username", ["editor", "editor2", "moderator", "moderator2", "steering", "admin"]
)
def test_every_demo_account_opens_the_admin(signed_in, username):
    page = signed_in(username)
    assert page.is_visible("text=Pages")


def test_an_editor_changes_a_story_and_looks_at_it_before_anyone_else(signed_in):
    page = signed_in("editor")
    open_form(page, "Fourteen")
    page.fill("[name=title]", "Fifteen questions, in fact")
    page.click("[aria-label='Toggle preview']")
    with page.context.expect_page() as opened:
        page.click("[aria-label='Preview in new tab']")
    assert "Fifteen questions, in fact" in opened.value.inner_text("h1")
    follow(page, "button:has-text('Save draft')")
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
    follow(page, f"text={kind}")
    page.locator("[name=title]").press_sequentially("Three of us, and a kettle")
    page.press("[name=title]", "Tab")
    slug = page.locator("[name=slug]")
    expect(slug).to_have_value("three-of-us-and-a-kettle")


def test_words_are_counted_as_one_writes(signed_in):
    page = signed_in("editor2")
    open_form(page, "Fourteen")
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
    open_form(page, "Fourteen")
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


@contextmanager
def feed_held(database):
    """Keep the feed from being written; what it yields lets go after so many seconds."""
    connection = psycopg2.connect(database)
    connection.cursor().execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    timers = []

    def let_go(seconds):
        timers.append(Timer(seconds, connection.rollback))
        timers[0].start()

    yield let_go
    for timer in timers:
        timer.join()
    connection.close()


def test_who_saves_a_large_change_sees_how_far_it_is(signed_in, database):
    page = signed_in("steering", "/admin/core/theme/")
    follow(page, "td.title a >> nth=0")
    counts = iter(range(400, 2000, 200))
    page.route(
        "**/admin/feed/progress/",
        lambda route: route.fulfill(
            json={"progress": {"done": next(counts), "total": 2000}}
        ),
    )
    # The page is replaced at the end; what it showed has to be noted meanwhile.
    page.evaluate(
        """() => setInterval(() => {
            const box = document.querySelector(".feed-progress");
            if (box && box.getBoundingClientRect().height > 20) {
                localStorage.shown = box.querySelector("[role=status]").textContent;
                localStorage.value = box.querySelector("progress").value;
            }
        }, 100)"""
    )
    with feed_held(database) as let_go:
        let_go(4)
        page.click("button[type=submit]:has-text('Save')")
        page.wait_for_url("**/admin/core/theme/")
    shown = page.evaluate("() => [localStorage.shown, localStorage.value]")
    assert "of 2,000" in shown[0]
    assert int(shown[1]) > 400
