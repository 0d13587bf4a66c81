"""Leave a reply, in a browser: without scripts, from the story to the page and back."""

import re

import pytest

from tests.e2e.forms import follow
from tests.e2e.test_contact import last_letter
from tests.e2e.test_reading import problems

WORDS = "We tried the same at Southmoor.\n\nSee https://southmoor.example/ for more."
SENT = "button:has-text('Send it')"
# The newest was edited by the moderator, who may not approve replies to it.
STORY = ".map-row__title a >> nth=1"


def begin(open_page, **options):
    """The form of a reply to the newest story but one, as a reader comes to it."""
    page = open_page("/stories/", **options)
    follow(page, STORY)
    story = page.url
    follow(page, "a:has-text('Leave a reply')")
    return page, story


def press(page, button):
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.click(button)


def secret_link(database, kind):
    """The link in the newest letter."""
    path = f"/share/reply/{kind}/"
    return re.search(rf"\S+{path}\S+", last_letter(database, path))[0]


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_form(open_page, width):
    page, _ = begin(open_page, width=width)
    assert problems(page) == []
    press(page, SENT)
    assert page.title().startswith("Error: ")
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_a_story_to_the_page_and_back_without_scripts(
    open_page, signed_in, database
):
    reader, story = begin(open_page, width=390, java_script_enabled=False)
    reader.fill("[name=words]", WORDS)
    reader.fill("[name=name]", "Asha, Northmoor library")
    reader.fill("[name=email]", "asha.patel@example.nhs.uk")
    reader.check("[name=consent]")
    reader.wait_for_timeout(3100)
    press(reader, SENT)
    assert "Nearly there" in reader.inner_text("h1")
    reader.goto(secret_link(database, "confirm"))
    press(reader, "button:has-text('Yes, send it')")
    assert "Thank you" in reader.inner_text("h1")

    moderator = signed_in("moderator", "/admin/editorial/review/", width=390)
    follow(moderator, "main a:has-text('A reply of a reader') >> nth=-1")
    assert "asha.patel@example.nhs.uk" in moderator.inner_text("main")
    assert problems(moderator) == []
    press(moderator, "button:has-text('Approve it')")
    assert "Readers have it now" in moderator.inner_text("body")

    page = open_page(story, width=390)
    assert "Southmoor" in page.inner_text("#replies")
    assert "asha.patel" not in page.content()
    assert page.get_attribute("#replies a:has-text('southmoor')", "rel") == "nofollow"
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.query_selector("form[method=post]") is None
    follow(page, "#replies a:has-text('Answer')")
    assert "Southmoor" in page.inner_text("blockquote")
    assert problems(page) == []
    page.go_back()
    follow(page, "#replies a:has-text('Report')")
    assert "About the reply of Asha" in page.inner_text("main")

    reader.goto(secret_link(database, "withdraw"))
    press(reader, "button:has-text('Withdraw it now')")
    assert "Your reply is deleted" in reader.inner_text("h1")
    reader.goto(story)
    assert "Southmoor" not in reader.content()
