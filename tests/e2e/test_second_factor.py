"""Signing in with two steps in a browser: with an app, and with a passkey."""

import re
from base64 import b32decode

import psycopg2
import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import TOTP

from tests.e2e.forms import give_password

LIST = "/admin/account/second-step/"
CODE = re.compile(r"[2-9a-z]{5}-[2-9a-z]{5}")
# What a computer with a fingerprint reader does, as Chromium's own tools play it.
READER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def _gone_afterwards(database):
    """Other tests sign in with the password alone."""
    yield
    with psycopg2.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute("DELETE FROM otp_totp_totpdevice; DELETE FROM community_passkey")


@pytest.fixture(params=[390, 1366])
def width(request):
    """A phone's width, and a desk's."""
    return request.param


def faults(page):
    """What axe finds wrong with our part of a screen."""
    page.wait_for_load_state("networkidle")
    found = Axe().run(page, context="main").response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found]


def take_first_step(page, name):
    """Sign in anew, as far as the password goes."""
    page.context.clear_cookies()
    page.goto("/admin/login/")
    give_password(page, name)
    page.wait_for_url("**/second-step/**")


def keep_codes(page):
    """Write the recovery codes down; they are shown once."""
    page.wait_for_selector("#recovery-codes")
    assert not faults(page)
    codes = CODE.findall(page.inner_text("#recovery-codes"))
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url(f"**{LIST}")
    return codes


def test_with_an_app_and_then_a_recovery_code(signed_in, width):
    name = {390: "editor", 1366: "editor2"}[width]
    page = signed_in(name, LIST, width=width)
    page.get_by_role("link", name="Set up a second step").click()
    assert not faults(page)
    page.get_by_role("link", name="Use an app").click()
    assert not faults(page)
    page.get_by_text("does scanning not work?").click()
    key = b32decode(page.inner_text(".second-step__secret").replace(" ", ""))
    page.fill("[name=code]", f"{TOTP(key).token():06d}")
    page.get_by_role("button", name="Save").click()
    codes = keep_codes(page)
    assert len(codes) == 10
    assert not faults(page)
    take_first_step(page, name)
    assert not faults(page)
    page.fill("[name=code]", "12")
    page.press("[name=code]", "Enter")
    page.get_by_text("That code is not right").wait_for()
    assert not faults(page)
    page.fill("[name=code]", codes[0])
    page.press("[name=code]", "Enter")
    page.wait_for_url("**/admin/")
    page.goto(LIST)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_text("You have 9 left").is_visible()


def test_with_a_passkey(signed_in, width):
    name = {390: "moderator", 1366: "moderator2"}[width]
    page = signed_in(name, LIST, width=width)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": READER})
    page.get_by_role("link", name="Set up a second step").click()
    page.get_by_role("link", name="Use a passkey").click()
    assert not faults(page)
    page.get_by_label("What you call it").fill("The ward’s computer")
    page.get_by_role("button", name="Go on").click()
    assert len(keep_codes(page)) == 10
    assert page.get_by_text("The ward’s computer").is_visible()
    for _ in range(2):
        take_first_step(page, name)
        assert not faults(page)
        page.get_by_role("button", name="Use your passkey").click()
        page.wait_for_url("**/admin/")
    page.goto(f"{LIST}codes/")
    assert "second-step/codes" in page.url, "it was shown a moment ago"


def test_a_passkey_that_is_stopped_leaves_the_code(signed_in):
    page = signed_in("steering", LIST)
    page.goto("/admin/login/second-step/passkey/")
    page.evaluate(
        "() => { navigator.credentials.create = () => Promise.reject(Error()); }"
    )
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("That did not work").wait_for()
    assert page.get_by_role("link", name="Choose something else").is_visible()


def test_without_javascript_there_are_codes(open_page):
    page = open_page("/admin/login/", java_script_enabled=False)
    give_password(page, "steering")
    page.goto("/admin/login/second-step/passkey/")
    assert page.get_by_text("This browser has no passkeys").is_visible()
    assert not page.get_by_role("button", name="Go on").is_visible()
