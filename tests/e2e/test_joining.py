"""Join us, in a browser: from a button to the draft of one's profile."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.forms import follow, give_password
from tests.e2e.test_contact import last_letter
from tests.e2e.test_reading import problems
from tests.e2e.test_sharing import look_at, press

CHOSEN = "three-otters-in-a-lift"
# The words differ, for the same words from two people look like a program's.
PEOPLE = {
    390: ("Nia Okonkwo", "I work at Westmoor and would like to read about frailty."),
    1280: ("Idris Vaughan", "I work at Eastmoor and would like to read about sleep."),
}


def ask_to_join(visitor, name, words):
    """Find the button, and write what is asked."""
    look_at(visitor)
    follow(visitor, "a:has-text('Tell us that you would like to join')")
    look_at(visitor)
    press(visitor, "button:has-text('Send it')")
    assert visitor.title().startswith("Error: ")
    look_at(visitor)
    visitor.fill("[name=words]", words)
    visitor.fill("[name=name]", name)
    visitor.fill("[name=email]", address_of(name))
    visitor.check("[name=consent]")
    visitor.wait_for_timeout(3100)
    press(visitor, "button:has-text('Send it')")
    assert "Nearly there" in visitor.inner_text("h1")


def address_of(name):
    """Where somebody has their letters."""
    return f"{name.split()[0].lower()}@example.nhs.uk"


def confirm(visitor, database):
    """Follow the link in the letter, and press the button."""
    visitor.goto(re.search(r"\S+/contact/confirm/\S+", last_letter(database))[0])
    look_at(visitor)
    press(visitor, "button:has-text('Yes, send it')")
    assert "Two of us read it." in visitor.inner_text("main")
    look_at(visitor)


def say_yes(person, words):
    """Find them in the queue, and say yes; the address of what they wrote."""
    follow(person, "main a:has-text('Somebody would like to become a Content Editor')")
    assert words in person.inner_text("main")
    look_at(person)
    address = person.url
    press(person, "button:has-text('Yes, I would')")
    return address


def choose_password(new, letter):
    """Follow the link of the invitation, and sign in with the name that it says."""
    new.goto(re.search(r"\S+/password_reset/confirm/\S+", letter)[0])
    assert problems(new) == []
    for field in ("new_password1", "new_password2"):
        new.fill(f"[name={field}]", CHOSEN)
    press(new, "button[type=submit], input[type=submit]")
    new.goto("/admin/login/")
    give_password(new, re.search(r"name\s“([^”]+)”", letter)[1], CHOSEN)
    new.wait_for_url("**/admin/")


def write_profile(new, name):
    """Change the draft of one's profile, and save it."""
    follow(new, f"main a:has-text('{name}')")
    summary = "Outreach librarian, new here."
    new.fill("[name=summary]", summary)
    with new.expect_navigation():
        new.click("footer button:has-text('Save draft')")
    new.wait_for_load_state()
    expect(new.locator("[name=summary]")).to_have_value(summary)


@pytest.mark.parametrize("width", PEOPLE)
def test_from_a_button_to_a_profile(open_page, signed_in, database, width):
    name, words = PEOPLE[width]
    visitor = open_page("/community/join/", width=width)
    ask_to_join(visitor, name, words)
    confirm(visitor, database)

    queue = "/admin/editorial/review/"
    first = signed_in("moderator", queue, width=width)
    screen = say_yes(first, words)
    first.goto(screen)
    assert "Somebody else has to say it too." in first.inner_text("main")
    assert first.locator("button:has-text('Yes, I would')").count() == 0
    look_at(first)
    second = signed_in("steering", queue, width=width)
    assert say_yes(second, words) == screen
    assert "They are invited" in second.inner_text("body")
    second.goto(screen)
    assert "They were invited on" in second.inner_text("main")
    look_at(second)

    new = open_page("/", width=width)
    choose_password(new, last_letter(database, "/password_reset/confirm/"))
    write_profile(new, name)
    community = open_page("/community/", width=width)
    assert name not in community.inner_text("main")
