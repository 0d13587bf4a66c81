"""Get in touch, in a browser: without scripts, by keyboard, on a phone, to the answer."""

import re

import psycopg2
import pytest

from tests.e2e.forms import follow
from tests.e2e.test_reading import problems

WORDS = "The second link leads nowhere."
CONTACT = "/contact/?kind=problem&about=/stories/"


def last_letter(database, holding=""):
    """What the newest letter says, of those that hold something."""
    connection = psycopg2.connect(database)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT payload ->> 'body' FROM background_outboxmessage"
                " WHERE kind = 'mail' AND strpos(payload ->> 'body', %s) > 0"
                " ORDER BY id DESC LIMIT 1",
                [holding],
            )
            return cursor.fetchone()[0]
    finally:
        connection.close()


def fill_in(page, email):
    """Write a message, as somebody who takes their time."""
    page.fill("[name=words]", WORDS)
    page.fill("[name=email]", email)
    page.check("[name=consent]")
    page.wait_for_timeout(3100)


@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(open_page, width):
    page = open_page(CONTACT, width=width)
    assert problems(page) == []
    with page.expect_navigation():
        page.click("button:has-text('Send it')")
    assert page.title().startswith("Error: ")
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_missing_has_the_focus_and_leads_to_each_field(open_page):
    page = open_page(CONTACT)
    with page.expect_navigation():
        page.click("button:has-text('Send it')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "words"


def test_from_a_page_to_the_answer_without_scripts(open_page, signed_in, database):
    reader = open_page("/community/", width=375, java_script_enabled=False)
    follow(reader, "a:has-text('Report a problem with this page')")
    fill_in(reader, "asha.patel@example.nhs.uk")
    with reader.expect_navigation():
        reader.click("button:has-text('Send it')")
    assert "Nearly there" in reader.inner_text("h1")
    link = re.search(r"\S+/contact/confirm/\S+", last_letter(database))[0]
    reader.goto(link)
    assert WORDS in reader.inner_text("main")
    with reader.expect_navigation():
        reader.click("button:has-text('Yes, send it')")
    assert "Thank you" in reader.inner_text("h1")

    moderator = signed_in("moderator", "/admin/editorial/review/", width=375)
    follow(moderator, "main a:has-text('Something on a page is wrong')")
    assert WORDS in moderator.inner_text("main")
    assert problems(moderator) == []
    moderator.fill("[name=answer]", "It is mended. Thank you!")
    with moderator.expect_navigation():
        moderator.click("button:has-text('Send the answer')")
    assert "Your answer is on its way." in moderator.inner_text("body")
    assert "It is mended." in last_letter(database)
