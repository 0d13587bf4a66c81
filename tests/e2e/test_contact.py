"""Get in touch, in a browser: without scripts, by keyboard, on a phone, to the answer."""

import re

import psycopg2
import pytest

from tests.e2e.forms import follow
from tests.e2e.test_reading import problems

WORDS = "The second link leads nowhere."
CONTACT = "/contact/?kind=problem&about=/stories/"


def last_letter(database, holding=""):
    """What the newest letter says, of those that hold something, wherever lines end."""
    connection = psycopg2.connect(database)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT payload ->> 'body' FROM background_outboxmessage"
                " WHERE kind = 'mail' AND strpos(regexp_replace(payload ->> 'body',"
                " '\\s+', ' ', 'g'), %s) > 0 ORDER BY id DESC LIMIT 1",
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


def press(page, words):
    """Press a button, and wait for what comes."""
    with page.expect_navigation():
        page.click(f"button:has-text('{words}')")


@pytest.mark.parametrize("width", [390, 1280])
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


def note_a_problem(reader):
    """Say what is wrong, as somebody who takes their time."""
    fill_in(reader, "asha.patel@example.nhs.uk")


def say_that_it_was_of_some_use(reader):
    """Two clicks and an address are enough."""
    reader.check("[name=useful][value=partly]")
    reader.fill("[name=email]", "idris@example.nhs.uk")
    reader.check("[name=consent]")
    reader.wait_for_timeout(3100)


@pytest.mark.parametrize(
    ("link", "write", "said", "kind", "quoted"),
    [
        (
            "Report a problem with this page",
            note_a_problem,
            WORDS,
            "Something on a page is wrong",
            f"You had written: > {WORDS}",
        ),
        (
            "Was this page useful?",
            say_that_it_was_of_some_use,
            "Partly",
            "Whether a page was useful",
            "You had said whether the page was useful: partly.",
        ),
    ],
)
def test_from_a_page_to_the_answer_without_scripts(
    open_page, signed_in, database, link, write, said, kind, quoted
):
    reader = open_page("/community/", width=390, java_script_enabled=False)
    twin = open_page("/community/", width=390)
    for page in (reader, twin):
        follow(page, f"a:has-text('{link}')")
    assert problems(twin) == []
    write(reader)
    press(reader, "Send it")
    assert "Nearly there" in reader.inner_text("h1")
    for page in (reader, twin):
        page.goto(re.search(r"\S+/contact/confirm/\S+", last_letter(database))[0])
    assert problems(twin) == []
    assert said in reader.inner_text("main")
    press(reader, "Yes, send it")
    assert "Thank you" in reader.inner_text("h1")

    moderator = signed_in("moderator", "/admin/editorial/review/", width=390)
    follow(moderator, f"main a:has-text('{kind}')")
    assert said in moderator.inner_text("main")
    assert problems(moderator) == []
    moderator.fill("[name=answer]", "It is mended. Thank you!")
    press(moderator, "Send the answer")
    assert "Your answer is on its way." in moderator.inner_text("body")
    letter = " ".join(last_letter(database).split())
    assert "about our page “The community”" in letter
    assert "It is mended. Thank you!" in letter
    assert quoted in letter
