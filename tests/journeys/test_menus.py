"""Every address of everybody's menu opens, and what those lead to."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.urls import resolve

from editorial.models import WithdrawalReason
from home.demo.people import ACCOUNTS

MENU = re.compile(r'"(/admin/[^"]*)"')
ELSEWHERE = "/admin/logout/"
# Without the rows that somebody ticked there is nothing to open.
NEEDS_TICKS = "wagtail_bulk_action"


def menu_of(browser):
    """The addresses of somebody's main menu, with those of its sub menus."""
    home = BeautifulSoup(browser.get("/admin/").content, "html.parser")
    props = json.loads(home.select_one("#wagtail-sidebar-props").string)
    return sorted(set(MENU.findall(json.dumps(props))) - {ELSEWHERE})


def ways_on(response):
    """The first address of each kind that a screen leads to."""
    page = BeautifulSoup(response.content, "html.parser")
    links = {link["href"].partition("#")[0] for link in page.select("a[href^='/admin/']")}
    kinds = {}
    for link in sorted(links - {ELSEWHERE}):
        kinds.setdefault(kind_of(link), link)
    kinds.pop(NEEDS_TICKS, None)
    return set(kinds.values())


def kind_of(link):
    """The name of the screen that an address leads to."""
    return resolve(link.partition("?")[0]).view_name


@pytest.mark.parametrize("username", ACCOUNTS)
def test_every_menu_opens(signed_in, username):
    browser = signed_in(username)
    screens = {a: browser.get(a, follow=True) for a in menu_of(browser)}
    shut = {a: s.status_code for a, s in screens.items() if s.status_code != 200}
    assert not shut
    ways = set().union(*map(ways_on, screens.values())) - set(screens)
    answers = {address: browser.get(address).status_code for address in ways}
    assert not {a: status for a, status in answers.items() if status >= 400}


def test_reasons_for_withdrawal_say_in_words_how_they_stand(signed_in):
    retired, used, *_ = WithdrawalReason.objects.all()
    WithdrawalReason.objects.filter(pk=retired.pk).update(retired=True)
    screen = signed_in("steering").get("/admin/editorial/withdrawalreason/")
    rows = BeautifulSoup(screen.content, "html.parser").select("tbody tr")
    words = {reason: words_beside(reason.sentence, rows) for reason in (retired, used)}
    assert "Retired" in words[retired]
    assert "In use" in words[used]


def words_beside(sentence, rows):
    """The words of the row that holds a sentence."""
    return next(row.text for row in rows if sentence in row.text)
