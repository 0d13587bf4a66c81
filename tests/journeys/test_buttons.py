"""Every link, button and form behind each menu answers, on the site of `make run`."""

import copy
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.urls import Resolver404, resolve

from tests.forms import data_of
from tests.journeys.test_menus import ELSEWHERE, menu_of

# Those who see most have a minute's walk each.
LONG_WALKS = [
    pytest.param(name, marks=pytest.mark.long) for name in ("steering", "admin")
]
# Without the rows that somebody ticked there is nothing to open.
NEEDS_TICKS = {"wagtail_bulk_action"}
# Forms that everybody has; with less the test has lost its way.
FEWEST = 10


def links_on(page, address):
    """The addresses of the admin that a screen leads to."""
    found = {urljoin(address, link["href"]) for link in page.select("a[href]")}
    return {link.partition("#")[0] for link in found if link.startswith("/admin/")}


def kind_of(address):
    """The screen behind an address and what it is asked, or None if nothing is there."""
    parts = urlsplit(address)
    try:
        screen = resolve(parts.path).view_name
    except Resolver404:
        return None
    return screen, frozenset(parse_qs(parts.query, keep_blank_values=True))


def screens_of(browser):
    """
    Go wherever links lead from somebody's menu, to each kind of screen once.

    Yields:
        (address, answer, the screen as it was read).
    """
    ahead, seen = menu_of(browser), {None, kind_of(ELSEWHERE)}
    while ahead:
        address = ahead.pop(0)
        if (kind := kind_of(address)) in seen or kind[0] in NEEDS_TICKS:
            continue
        seen.add(kind)
        answer = browser.get(address)
        is_page = "text/html" in answer.get("Content-Type", "") and not answer.streaming
        page = BeautifulSoup(answer.content if is_page else b"", "html.parser")
        yield address, answer, page
        ahead += sorted(links_on(page, address))


def presses(page, address):
    """
    Everything that can be sent from a screen.

    Yields:
        (method, address, data as a browser would send it): once for each button.
    """
    for form in page.select("form"):
        target = urljoin(address, form.get("action") or "")
        buttons = form.select("button[name][type=submit], input[name][type=submit]")
        for button in [{}, *buttons]:
            data = data_of(form)
            data.pop("csrfmiddlewaretoken", None)
            if button:
                data[button["name"]] = [button.get("value", "")]
            yield (form.get("method") or "get").lower(), target, data


def status_of(browser, press):
    """What somebody gets who presses a button; afterwards nobody has."""
    method, target, data = press
    session = copy.deepcopy(browser.cookies)
    with transaction.atomic():
        answer = getattr(browser, method)(target, data)
        transaction.set_rollback(True)
    browser.cookies = session
    return answer.status_code


@pytest.mark.parametrize("username", ["editor", "moderator", *LONG_WALKS])
def test_every_menu_button_and_form_answers(signed_in, username):
    browser = signed_in(username)
    shut, pressed = {}, set()
    for address, answer, page in screens_of(browser):
        if answer.status_code >= 400:
            shut[address] = answer.status_code
        for press in presses(page, address):
            method, target, data = press
            kind = (method, kind_of(target), frozenset(data))
            if kind not in pressed and target != ELSEWHERE:
                pressed.add(kind)
                if (status := status_of(browser, press)) >= 500:
                    shut[target, *data] = status
    assert not shut
    assert len(pressed) > FEWEST
