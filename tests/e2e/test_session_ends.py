"""Whose session ends at their screen is warned, signs in again, and loses nothing."""

import re

import psycopg2
import pytest
from playwright.sync_api import expect

from home.demo.people import PASSWORD
from tests.e2e.forms import give_password, open_form
from tests.e2e.test_reading import problems

PATIENTLY = {"timeout": 20_000}
WIDTHS = (390, 1366)
SIGN_IN = "dialog.map-sign-in:has(iframe)"
WARNING = "dialog[role=alertdialog]"


@pytest.fixture
def ends_in(database):
    """A maker of ends: all sessions of the site end in so many seconds."""

    def move(seconds):
        connection = psycopg2.connect(database)
        connection.autocommit = True
        connection.cursor().execute(
            "UPDATE core_accountsession SET expire_date = now() + %s * interval '1 s'",
            [seconds],
        )
        connection.close()

    return move


@pytest.fixture
def at_work(signed_in):
    """A maker of screens with a clock that tests move: `at_work("/admin/account/")`."""

    def make(address, username="editor2", **options):
        page = signed_in(username, **options)
        page.clock.install()
        page.goto(address)
        page.locator(".footer, #main").first.wait_for()
        return page

    return make


def sign_in(page, username="editor2"):
    """Sign in over the screen, with the keyboard alone: the first field has the focus."""
    frame = page.frame_locator(f"{SIGN_IN} iframe")
    expect(frame.locator("[name=username]")).to_be_focused(**PATIENTLY)
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def of_dialogs(found):
    """What axe found within windows of ours."""
    return [rule for rule in found if "map-" in str(rule) or "dialog" in str(rule)]


def write(page, words):
    """Type into a field as somebody does."""
    page.locator("[name=team]").click()
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def save_too_late(page, name, ends_in):
    """Change the name in one's account, and save it once the session has ended."""
    page.fill("[name=name_email-last_name]", name)
    ends_in(0)
    page.get_by_role("button", name="Save", exact=True).click()


def saved(page, field="team"):
    """What another tab shows of a field."""
    other = page.context.new_page()
    other.goto(page.url)
    words = other.input_value(f"[name={field}]")
    other.close()
    return words


@pytest.mark.parametrize("width", WIDTHS)
def test_idle_while_writing_a_story_loses_nothing(signed_in, ends_in, width):
    page = signed_in("editor2", width=width)
    page.clock.install()
    open_form(page, "wound-care")
    words = f"Written before a long tea break at {width}"
    page.context.set_offline(True)
    write(page, words)
    page.context.set_offline(False)
    ends_in(0)
    page.clock.fast_forward("31:00")
    expect(page.locator(SIGN_IN)).to_be_visible(**PATIENTLY)
    frame = page.frame_locator(f"{SIGN_IN} iframe")
    expect(frame.locator("[name=username]")).to_be_focused(**PATIENTLY)
    assert of_dialogs(problems(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sign_in(page)
    expect(page.locator(SIGN_IN)).to_have_count(0, **PATIENTLY)
    expect(page.locator("[name=team]")).to_have_value(words)
    page.keyboard.press("Control+s")
    expect(page.get_by_text(re.compile("Draft saved|saved"))).not_to_have_count(0)
    page.wait_for_timeout(3_000)
    assert saved(page) == words


@pytest.mark.parametrize("width", WIDTHS)
def test_a_warning_with_a_button_to_stay(at_work, ends_in, width):
    page = at_work("/admin/account/", width=width)
    ends_in(110)
    page.clock.fast_forward("28:30")
    dialog = page.locator(WARNING)
    expect(dialog).to_be_visible(**PATIENTLY)
    expect(dialog.locator("button")).to_be_focused()
    assert of_dialogs(problems(page)) == []
    with page.expect_response("**/session/stay/") as answer:
        page.keyboard.press("Enter")
    assert answer.value.json()["seconds"] > 29 * 60
    expect(dialog).to_have_count(0)


def test_it_is_no_warning_if_another_tab_is_busy(at_work, ends_in):
    page = at_work("/admin/account/")
    with page.expect_response("**/pages/session/"):
        page.clock.fast_forward("28:30")
    page.wait_for_timeout(500)
    expect(page.locator("dialog.map-sign-in")).to_have_count(0)


def test_whoever_types_is_not_idle(at_work):
    page = at_work("/admin/account/")
    page.clock.fast_forward("02:00")
    with page.expect_response("**/session/stay/") as answer:
        page.locator("[name=name_email-first_name]").press_sequentially("x")
    assert answer.value.status == 200


@pytest.mark.parametrize("width", WIDTHS)
def test_any_form_goes_on_after_signing_in(at_work, ends_in, width):
    page = at_work("/admin/account/", width=width)
    ends_in(0)
    page.fill("[name=name_email-last_name]", f"Fraser {width}")
    page.get_by_role("button", name="Save", exact=True).click()
    sign_in(page)
    page.wait_for_load_state()
    expect(page.locator(".messages li.success")).to_be_visible(**PATIENTLY)
    assert saved(page, "name_email-last_name") == f"Fraser {width}"


def test_signing_in_in_another_tab_is_noticed(at_work, ends_in):
    page = at_work("/admin/account/")
    save_too_late(page, "Fraser-Tab", ends_in)
    with page.context.expect_page() as opened:
        page.click("text=Sign in in a new tab instead")
    other = opened.value
    give_password(other, "editor2")
    expect(other.get_by_role("heading", name="You are signed in again")).to_be_visible()
    assert problems(other) == []
    other.close()
    page.bring_to_front()
    page.clock.run_for(3_000)
    expect(page.locator(".messages li.success")).to_be_visible(**PATIENTLY)
    assert saved(page, "name_email-last_name") == "Fraser-Tab"


def test_another_persons_session_sends_nothing(at_work, ends_in):
    page = at_work("/admin/account/")
    save_too_late(page, "Not for others", ends_in)
    sign_in(page, "moderator")
    dialog = page.locator(SIGN_IN)
    expect(dialog.locator("[role=alert]")).to_contain_text("so it is not sent")
    assert of_dialogs(problems(page)) == []
    expect(dialog.get_by_role("button", name="Sign out")).to_be_focused()
    page.keyboard.press("Enter")
    sign_in(page)
    expect(page.locator(".messages li.success")).to_be_visible(**PATIENTLY)
    assert saved(page, "name_email-last_name") == "Not for others"


def test_with_the_keyboard_alone_one_may_also_say_not_now(at_work, ends_in):
    page = at_work("/admin/account/")
    page.fill("[name=name_email-last_name]", "Kept here")
    ends_in(0)
    page.locator("[name=name_email-last_name]").press("Enter")
    frame = page.frame_locator(f"{SIGN_IN} iframe")
    expect(frame.locator("[name=username]")).to_be_focused(**PATIENTLY)
    page.keyboard.press("Escape")
    expect(page.locator(SIGN_IN)).to_have_count(0)
    expect(page.locator("[name=name_email-last_name]")).to_be_focused()
    expect(page.locator("[name=name_email-last_name]")).to_have_value("Kept here")


def test_without_scripts_the_words_come_back(open_page, ends_in):
    page = open_page("/admin/login/", java_script_enabled=False)
    give_password(page, "steering")
    page.goto("/admin/redirects/add/")
    page.fill("[name=old_path]", "/no-script")
    page.fill("[name=redirect_link]", "https://example.org/no-script")
    ends_in(0)
    page.press("[name=redirect_link]", "Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("not saved yet")
    expect(page.locator("dd").first).to_have_text("/no-script")
    with page.context.expect_page() as opened:
        page.click("text=Sign in again, in a new tab")
    give_password(opened.value, "steering")
    opened.value.wait_for_url("**/session/back/")
    for _ in range(2):
        page.click("button:has-text('Send it again')")
    expect(page.locator("main")).to_contain_text("/no-script")
    assert "/admin/redirects/" in page.url
