"""A KM Story and a driver, without an account and scripts: sent, asked, live, gone."""

import re

import pytest

from tests.e2e.forms import follow
from tests.e2e.test_contact import last_letter
from tests.e2e.test_sharing import GO_ON, link_in, look_at, press

WIDTH = 390
QUEUE = "/admin/editorial/review/"
WORDS = "A junior doctor asked us for a stapler, and we asked what she was stapling. "
# Of each: the parts as one types them, what is changed when asked, and where it lands.
KINDS = {
    "km-story": (
        [
            {
                "title": "The blue stapler",
                "teller": "Outreach librarian",
                "organisation": "Westmoor NHS Trust",
                "story": WORDS * 8,
                "what_changed": "One audit instead of two.",
                "summary": "A question about a stapler led to one audit that two teams "
                "share and fill in together.",
                "moral": "Talk first, staple later",
                "techniques": "After action review",
                "consent": "yes",
            }
        ],
        {"what_changed": "One audit instead of two, since 2026."},
        "KM Story",
        "/stories/the-blue-stapler/",
    ),
    "driver": (
        [
            {
                "title": "A Fair Start for Every Ward",
                "publisher": "NHS England",
                "source_url": "https://www.england.nhs.uk/fair-start/",
                "date": "14 March 2026",
                "scope": "national",
            },
            {
                "impact": "- Offer searches to the teams that plan new wards.",
                "summary": "Every ward gets a plan for its first hundred days.",
            },
        ],
        {"publication_format": "PDF, since 2026"},
        "driver",
        "/toolkit/drivers/a-fair-start-for-every-ward/",
    ),
}


def answer(reader, said):
    """Give the answers of one part, whatever takes them, and go on."""
    for name, words in said.items():
        field = reader.locator(f"[name={name}]").first
        if field.get_attribute("type") in ("checkbox", "radio"):
            reader.check(f"[name={name}][value='{words}']")
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(words)
        else:
            field.fill(words)
    press(reader, GO_ON)


def send(reader, parts, email):
    """Write it from the list of what can be shared to the button that sends it."""
    for said in parts:
        answer(reader, said)
    press(reader, "main button:has-text('Go on')")
    follow(reader, "a:has-text('Go on to send it')")
    press(reader, "button:has-text('Send it')")
    assert reader.title().startswith("Error: ")
    reader.fill("[name=email]", email)
    reader.check("[name=written][value=person]")
    reader.check("[name=consent]")
    reader.wait_for_timeout(3100)
    press(reader, "button:has-text('Send it')")
    assert "Nearly there" in reader.inner_text("h1")


def ask(moderator, title, name):
    """Find it in the queue as what it is, and ask for one more thing."""
    row = moderator.locator(f".editorial-queue > li:has-text('{title}')")
    assert f"Somebody without an account sent this {name} in" in row.inner_text()
    follow(moderator, f"main a:has-text('{title}')")
    follow(moderator, "a:has-text('Their own words beside it')")
    look_at(moderator)
    moderator.fill("[name=answer]", "Since when?")
    press(moderator, "button:has-text('Ask whoever sent it')")


def change_and_agree(reader, change):
    """Change the first part, and agree to the whole."""
    assert "Since when?" in reader.inner_text("main")
    follow(reader, "a:has-text('Change my words')")
    follow(reader, "nav.map-share__way li:nth-child(1) a")
    answer(reader, change)
    reader.goto(re.match(r".+/share/draft/[^/]+/", reader.url)[0])
    press(reader, "button:has-text('Send these changes')")
    press(reader, "button:has-text('I agree: this text may be published')")
    assert "It is our turn" in reader.inner_text("main")


def approve(moderator, title):
    """Answer every question with yes, and approve."""
    follow(moderator, f"main a:has-text('{title}')")
    for box in moderator.locator("[name=answers]").all():
        box.check()
    press(moderator, "button:has-text('Approve')")


@pytest.mark.parametrize("kind", KINDS)
def test_from_the_first_word_to_readers(open_page, signed_in, database, kind):
    parts, change, name, address = KINDS[kind]
    title, email = parts[0]["title"], f"bronwen.{kind}@example.nhs.uk"
    reader = open_page("/share/", width=WIDTH, java_script_enabled=False)
    reader.twin = open_page("/share/", width=WIDTH)
    follow(reader, f"main a[href='/share/{kind}/']")
    look_at(reader)
    send(reader, parts, email)
    reader.goto(link_in(last_letter(database), "follow"))
    press(reader, "button:has-text('Yes, send it')")
    ask(signed_in("moderator", QUEUE, width=WIDTH), title, name)

    reader.goto(link_in(last_letter(database, "Since when?"), "follow"))
    change_and_agree(reader, change)
    approve(signed_in("moderator2", QUEUE, width=WIDTH), title)
    live = link_in(last_letter(database, "is published."), "follow")
    reader.goto(live)
    look_at(reader)
    follow(reader, "a:has-text('Read it')")
    look_at(reader)
    assert reader.url.endswith(address)
    assert "since 2026" in reader.inner_text("main")
    assert "bronwen" not in reader.content()

    # The other tests find the lists as they were.
    reader.goto(live)
    reader.click("summary:has-text('Take it back')")
    press(reader, "button:has-text('Take it back now')")
    assert reader.goto(address).status == 410
