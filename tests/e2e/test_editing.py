"""What editors do, in a browser."""

import pytest

from tests.e2e.test_reading import problems  # noqa: F401


@pytest.mark.parametrize(
    "username", ["editor", "editor2", "moderator", "moderator2", "steering", "admin"]
)
def test_every_demo_account_opens_the_admin(signed_in, username):
    page = signed_in(username)
    assert page.is_visible("text=Pages")


def edit_story(page):
    """Go from the dashboard to the form of a story."""
    page.goto("/admin/pages/?q=frailty")
    page.fill("input[name=q] >> nth=0", "Fourteen questions")
    page.goto("/admin/pages/search/?q=Fourteen")
    page.click("text=Fourteen questions >> nth=0")
    page.wait_for_selector("[name=title]")


def test_an_editor_changes_a_story_and_looks_at_it_before_anyone_else(signed_in, site):
    page = signed_in("editor")
    edit_story(page)
    page.fill("[name=title]", "Fifteen questions, in fact")
    with page.context.expect_page() as opened:
        page.click("[aria-label='Toggle preview'], [data-side-panel-toggle=preview]")
        page.click("text=Preview in new tab")
    assert "Fifteen questions, in fact" in opened.value.inner_text("h1")
    page.click("button:has-text('Save draft')")
    page.wait_for_load_state()
    page.goto("/stories/fourteen-questions-in-nineteen-days/")
    assert "Fourteen questions" in page.inner_text("h1")
