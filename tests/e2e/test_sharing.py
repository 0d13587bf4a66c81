"""A story without an account, in a browser: begun on a phone, sent, asked, live, gone."""

import re

import pytest

from tests.e2e.forms import follow
from tests.e2e.test_contact import last_letter
from tests.e2e.test_reading import problems
from tests.e2e.test_replying import secret_link
from tests.sharing.submitting import PARTS, STORY

PHONE, DESK = 375, 1280
REPLY = "We should like to see that list."
GO_ON = "main button:has-text('Save and go on') >> nth=-1"


def look_at(page):
    """Nothing on it is in anybody's way, and it is no wider than the screen."""
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # Axe is a script: where there are none, it looks at the same in another browser.
    twin = getattr(page, "twin", page)
    if twin is not page:
        twin.goto(page.url)
    assert problems(twin) == []


def press(page, button):
    """Press a button, wait for what comes, and look at it where scripts are off."""
    with page.expect_navigation():
        page.click(button)
    if hasattr(page, "twin"):
        look_at(page)


def fill_in(page, said):
    """Type what is asked into the part that is open."""
    for name, words in said.items():
        if "FORMS" in name:
            continue
        field = page.locator(f'[name="{name}"]').first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(words)
        else:
            field.fill(words)


def link_in(letter, where):
    """The address of a secret link in a letter."""
    return re.search(rf"\S+/share/{where}/\S+", letter)[0]


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("address", ["/share/", "/share/map-story/", "/share/km-story/"])
def test_axe_finds_nothing(open_page, width, address):
    page = open_page(address, width=width)
    look_at(page)


def test_words_are_counted_while_somebody_writes(open_page):
    page = open_page("/share/map-story/")
    page.fill("[name=summary]", "Three short words")
    assert "You have written 3." in page.inner_text("main")


def test_a_fault_has_the_focus_and_leads_to_its_field(open_page):
    page = open_page("/share/map-story/")
    page.fill("[name=title]", "x" * 400)
    press(page, GO_ON)
    assert page.title().startswith("Error: ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "title"
    assert problems(page) == []


def begin_on_a_phone(phone, database):
    """Write two parts; return the link in the letter by which one goes on."""
    for number in (1, 2):
        fill_in(phone, PARTS[number])
        press(phone, GO_ON)
    press(phone, "main button:has-text('Save and come back later')")
    phone.fill("[name=email]", "asha@example.org")
    press(phone, "button:has-text('Send me the link')")
    return link_in(last_letter(database), "draft")


def write_and_send(desk, database):
    """Go on at a desk to the end; return the link by which it is followed."""
    assert PARTS[2]["problem"] in desk.inner_text("main")
    follow(desk, "nav.map-share__way li:nth-child(3) a")
    for number in range(3, 8):
        fill_in(desk, PARTS[number])
        press(desk, GO_ON)
    press(desk, "button:has-text('Go on')")
    assert STORY in desk.inner_text("main")
    follow(desk, "a:has-text('Go on to send it')")
    desk.fill("[name=email]", "asha.patel@example.nhs.uk")
    desk.check("[name=written][value=person]")
    desk.check("[name=consent]")
    press(desk, "button:has-text('Send it')")
    assert "Nearly there" in desk.inner_text("h1")
    return link_in(last_letter(database), "follow")


def ask(moderator):
    """Ask whoever sent it in for one more thing."""
    follow(moderator, f"main a:has-text('{PARTS[1]['title']}')")
    assert "Its sender has agreed to this very text" in moderator.inner_text("main")
    look_at(moderator)
    follow(moderator, "a:has-text('Their own words beside it')")
    look_at(moderator)
    moderator.fill("[name=answer]", "Which wards were they?")
    press(moderator, "button:has-text('Ask whoever sent it')")


def answer(desk):
    """Change what was asked for, and agree to the whole."""
    look_at(desk)
    assert "Which wards were they?" in desk.inner_text("main")
    follow(desk, "a:has-text('Change my words')")
    follow(desk, "nav.map-share__way li:nth-child(5) a")
    desk.fill("[name=story]", f"{STORY} They were wards 7 and 8.")
    press(desk, GO_ON)
    desk.goto(desk.url.split("/6/")[0] + "/")
    press(desk, "button:has-text('Send these changes')")
    press(desk, "button:has-text('I agree: this text may be published')")
    assert "It is our turn" in desk.inner_text("main")


def approve(moderator):
    """Answer every question with yes, and approve."""
    follow(moderator, f"main a:has-text('{PARTS[1]['title']}')")
    for box in moderator.locator("[name=answers]").all():
        box.check()
    press(moderator, "button:has-text('Approve')")


def reply(reader, moderator, database):
    """Reply to the page that is open, and have it approved."""
    look_at(reader)
    follow(reader, "a:has-text('Leave a reply')")
    fill_in(reader, {"words": REPLY, "name": "Idris", "email": "idris@example.org"})
    reader.check("[name=consent]")
    reader.wait_for_timeout(3100)
    press(reader, "button:has-text('Send it')")
    reader.goto(secret_link(database, "confirm"))
    press(reader, "button:has-text('Yes, send it')")
    moderator.goto("/admin/editorial/review/")
    follow(moderator, "main a:has-text('A reply of a reader') >> nth=-1")
    assert REPLY in moderator.inner_text("main")
    press(moderator, "button:has-text('Approve it')")


def test_from_a_phone_to_readers_and_back_without_scripts(open_page, signed_in, database):
    phone = open_page("/share/map-story/", width=PHONE, java_script_enabled=False)
    twin = phone.twin = open_page("/share/", width=PHONE)
    draft = begin_on_a_phone(phone, database)
    phone.context.close()

    desk = open_page("/share/", width=DESK, java_script_enabled=False)
    desk.twin = twin
    desk.goto(draft)
    desk.goto(write_and_send(desk, database))
    press(desk, "button:has-text('Yes, send it')")
    assert "It is our turn" in desk.inner_text("main")
    ask(signed_in("moderator", "/admin/editorial/review/", width=DESK))

    desk.goto(link_in(last_letter(database), "follow"))
    answer(desk)
    moderator = signed_in("moderator2", "/admin/editorial/review/", width=DESK)
    approve(moderator)

    live = link_in(last_letter(database), "follow")
    desk.goto(live)
    follow(desk, "a:has-text('Read it')")
    public = desk.url
    assert "They were wards 7 and 8." in desk.inner_text("main")
    assert "asha" not in desk.content().lower()

    reply(desk, moderator, database)
    desk.goto(public)
    assert REPLY in desk.inner_text("#replies")
    look_at(desk)
    desk.goto(link_in(last_letter(database, "A reader replied to the"), "follow"))
    look_at(desk)

    desk.goto(live)
    desk.click("summary:has-text('Take it back')")
    press(desk, "button:has-text('Take it back now')")
    assert desk.goto(public).status == 410
