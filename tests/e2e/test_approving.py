"""The editor's and the moderator's whole journey, in a browser."""

import re

from tests.e2e.forms import follow, open_form
from tests.e2e.test_reading import problems

STORY = "/stories/three-men-and-a-stapler/"


def test_a_text_goes_from_its_author_to_its_readers(signed_in, open_page):
    editor = signed_in("editor2")
    open_form(editor, "Three men")
    title = editor.input_value("[name=title]")
    editor.fill("[name=title]", f"{title}, again")
    editor.locator("button[name=action-send]").click()
    editor.wait_for_url(re.compile("/editorial/send/"))
    editor.fill("[name=note]", "Only the title.")
    editor.locator("[name=change][value=major]").check()
    editor.fill("[name=change_note]", "A new title.")
    editor.click("button:has-text('Send for approval')")
    editor.wait_for_url("**/admin/")
    assert "Where your texts are" in editor.inner_text("main")
    assert title in open_page(STORY).inner_text("h1")

    moderator = signed_in("moderator", "/admin/editorial/review/", width=375, height=740)
    assert "Only the title." in moderator.inner_text("main")
    follow(moderator, f"text={title}, again")
    assert moderator.evaluate("document.documentElement.scrollWidth") <= 375
    moderator.click("button[value=approve]")
    moderator.wait_for_selector("text=answer the questions")
    for name in ("achieved", "impact", "library"):
        moderator.locator(f"[name=answers][value={name}]").check()
    moderator.fill("[name=words]", "Lovely.")
    moderator.click("button[value=approve]")
    moderator.wait_for_selector("text=was approved")
    reader = open_page(STORY)
    assert reader.inner_text("h1").endswith(", again")
    assert "A new title." in reader.text_content("main")


def test_a_text_comes_back_with_a_note(signed_in):
    editor = signed_in("editor")
    open_form(editor, "Fourteen")
    editor.fill("[name=award]", "Runner up")
    follow(editor, "button[name=action-send]")
    editor.click("main button:has-text('Send for approval')")
    editor.wait_for_url("**/admin/")
    moderator = signed_in("moderator2", "/admin/editorial/review/")
    follow(moderator, ".editorial-text h2 a:has-text('Fourteen')")
    moderator.fill("[name=words]", "Which award?")
    moderator.click("button[value=return]")
    moderator.wait_for_selector("text=returned to its author")
    editor.goto("/admin/")
    assert "Which award?" in editor.inner_text("main")
    follow(editor, ".editorial-text h3 a:has-text('Fourteen')")
    assert "Which award?" in editor.inner_text("body")


def test_axe_finds_nothing_on_the_queue(signed_in):
    page = signed_in("steering", "/admin/editorial/review/")
    found = [rule for rule in problems(page) if "editorial" in str(rule)]
    assert found == []
