"""Words that try to run as programs, sent in by every form: nothing of them ever runs."""

import re

import pytest

from tests.e2e.forms import follow
from tests.e2e.test_contact import last_letter
from tests.e2e.test_replying import secret_link
from tests.e2e.test_sharing import link_in, press
from tests.e2e.test_sharing_others import answer, approve

# After the OWASP cheat sheet of filter evasion, each in its own way.
HOSTILE = [
    "<script>alert(1)</script>",
    "'\"--></style></script></textarea></title><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "<svg/onload=alert(4)>",
    '<iframe srcdoc="<script>parent.alert(5)</script>"></iframe>',
    "<details open ontoggle=alert(6)>",
    "<input autofocus onfocus=alert(7)>",
    "<video><source onerror=alert(8)></video>",
    '<a href="javascript:alert(9)">a</a> <a href="jav&#x09;ascript:alert(9)">b</a>',
    '<a href="data:text/html,<script>alert(10)</script>">c</a>',
    '<div style="background:url(javascript:alert(11))"><style>@import url(x)</style>',
    "<math><mtext></form><form><mglyph><svg><mtext><style><img src=x onerror=alert(12)>",
    "&lt;img src=x onerror=alert(13)&gt; &#60;script&#62;alert(13)&#60;/script&#62;",
    'https://x.example/"onmouseover="alert(14)"autofocus/onfocus="alert(14)',
    "[d](javascript:alert(15)) javascript:alert(15)",
    "{{ 7|add:7 }} {% debug %} ${alert(16)}",
    "<img src=x onerror=alert(17) <b",
]
ALL = "\n\n".join(HOSTILE)
TITLE = "Mops </title><script>alert(20)</script>"
NAME = '"><img src=x onerror=alert(21)>'
EMAIL = "mops@example.nhs.uk"
STORY = {
    "title": TITLE,
    "teller": NAME,
    "organisation": NAME,
    "story": ALL + "\n\n" + "A ward asked us about mops, and we found two trials. " * 10,
    "what_changed": HOSTILE[1],
    "moral": HOSTILE[2],
    "summary": f"{HOSTILE[3]} A ward asked us about mops, and we found two trials.",
    "consent": "yes",
}
# What would act if somebody touched it, in what we make of their words.
ARMED = """() => [...document.querySelectorAll("*")].filter(element =>
    [...element.attributes].some(({name, value}) =>
        (name.startsWith("on") || name === "srcdoc" || name === "style") &&
            /alert/.test(value)
        || /^(javascript|data):/i.test(value.trim()) && /alert/.test(value)
    ) || /^(script|style|svg)$/i.test(element.tagName) && element.type !==
        "application/json" && /^\\s*alert/.test(element.textContent)
).map(element => element.outerHTML.slice(0, 200))"""


@pytest.fixture
def looked_at():
    """What ran in the browsers that `watched` watches."""
    return []


@pytest.fixture
def watched(looked_at):
    """Watch a page: whatever opens a dialog is noted. Its policy is off, so that it is
    our own escaping that holds."""

    def watch(page):
        def note(dialog):
            looked_at.append((page.url, dialog.message))
            dialog.dismiss()

        page.on("dialog", note)
        return page

    return watch


def look(page, *addresses):
    """Open pages, and see that nothing runs there, nor would at a touch."""
    for address in addresses or (page.url,):
        assert page.goto(address).status in (200, 410), address
        page.wait_for_timeout(500)
        for frame in page.frames:
            assert frame.evaluate(ARMED) == [], (address, frame.url)


def test_what_the_walk_listens_for_is_heard(open_page, watched, looked_at):
    page = watched(open_page("/share/", bypass_csp=True))
    page.set_content(ALL)
    page.wait_for_timeout(500)
    assert looked_at
    assert page.evaluate(ARMED)


def send_story(reader, database):
    """Send it in, and confirm it; the secret link."""
    answer(reader, STORY)
    draft = re.match(r".+/share/draft/[^/]+/", reader.url)[0]
    look(reader, f"{draft}1/", draft, f"{draft}send/")
    reader.fill("[name=name]", NAME)
    reader.fill("[name=email]", EMAIL)
    reader.fill("[name=note]", ALL[:900])
    reader.check("[name=written][value=person]")
    reader.check("[name=consent]")
    reader.wait_for_timeout(3100)
    press(reader, "button:has-text('Send it')")
    link = link_in(last_letter(database), "follow")
    look(reader, link)
    press(reader, "button:has-text('Yes, send it')")
    look(reader, link, f"{link}text/", f"{link}words/", f"{link}details/")
    return link


def send_words(reader, database, address, kind):
    """Send a message or a reply, and confirm it."""
    reader.goto(address)
    reader.fill("[name=words]", ALL)
    reader.fill("[name=name]", NAME)
    reader.fill("[name=email]", EMAIL)
    reader.check("[name=consent]")
    reader.wait_for_timeout(3100)
    press(reader, "button:has-text('Send it')")
    look(reader, re.search(rf"\S+/{kind}/confirm/\S+", last_letter(database))[0])
    press(reader, "button:has-text('Yes, send it')")


def read_in_the_admin(moderator):
    """Every screen of the admin on which the words of a story stand."""
    moderator.goto("/admin/editorial/review/")
    look(moderator)
    follow(moderator, "main a:has-text('Mops')")
    look(moderator)
    follow(moderator, "a:has-text('Their own words beside it')")
    look(moderator)
    follow(moderator, "a:has-text('Edit the draft')")
    edit = moderator.url
    look(moderator, edit, edit.replace("edit/", "history/"), "/admin/sent-in/", "/admin/")
    look(moderator, "/admin/pages/search/?q=mops")


def test_no_word_that_is_sent_in_ever_runs(
    open_page, signed_in, database, watched, looked_at
):
    reader = watched(open_page("/share/km-story/", bypass_csp=True))
    live = send_story(reader, database)
    moderator = watched(signed_in("moderator", "/admin/", bypass_csp=True))
    read_in_the_admin(moderator)
    moderator.goto("/admin/editorial/review/")
    approve(moderator, "Mops")

    look(reader, live)
    follow(reader, "a:has-text('Read it')")
    public = reader.url
    look(reader, public, "/stories/", "/search/?q=mops", "/")
    reader.goto(public)
    reply = reader.get_attribute("a:has-text('Leave a reply')", "href")
    send_words(reader, database, reply, "reply")
    send_words(reader, database, f"/contact/?kind=problem&about={public}", "contact")
    other = watched(signed_in("moderator2", "/admin/messages/", bypass_csp=True))
    look(other)
    follow(other, "main h2 a:has-text('Something on a page is wrong')")
    look(other, other.url, "/admin/replies/")
    follow(other, "main h2 a:has-text('Mops')")
    look(other)
    press(other, "button:has-text('Approve it')")
    look(other, "/admin/editorial/decisions/")
    look(reader, public, secret_link(database, "withdraw"))
    reader.goto(public)
    assert HOSTILE[2] in reader.inner_text("#replies")
    assert HOSTILE[0] in reader.inner_text("main")

    # The other tests find the lists as they were.
    reader.goto(live)
    reader.click("summary:has-text('Take it back')")
    press(reader, "button:has-text('Take it back now')")
    look(reader, live, public)
    assert looked_at == []
