"""The admin speaks of approval, addresses and the public, not of how it is built."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from tests.journeys.test_buttons import screens_of

JARGON = re.compile(
    r"awaiting moderation|in moderation|for moderation|reviewers for this task|workflow"
    r"|aging pages|\bslug\b|\binspect(ing)?\b|initial revision|- wagtail$|\bunpublish"
    r"|visit the live page|\bdesignates\b|@/\./",
    re.IGNORECASE,
)
# The names that people gave.
NAMES = re.compile("MAP editorial workflow")
FEWEST_SCREENS = 20
SAID = ("aria-label", "title", "placeholder")


def said_on(page):
    """Every text of a screen, its menus' and what screen readers say among them."""
    props = page.select_one("#wagtail-sidebar-props")
    labels = re.findall(r'"label": "([^"]*)"', json.dumps(json.loads(props.string)))
    for silent in page.select("script, style"):
        silent.extract()
    spoken = [tag[name] for name in SAID for tag in page.select(f"[{name}]")]
    return {*labels, *page.stripped_strings, *spoken}


def is_jargon(text):
    """Whether a text says how something is built."""
    return JARGON.search(NAMES.sub("", text)) is not None


@pytest.mark.parametrize("username", ["editor", "moderator", "steering"])
def test_no_screen_speaks_of_how_it_is_built(signed_in, username):
    found, screens = {}, 0
    for address, answer, page in screens_of(signed_in(username)):
        if answer.status_code == 200 and page.select_one("#wagtail-sidebar-props"):
            screens += 1
            found |= dict.fromkeys(filter(is_jargon, said_on(page)), address)
    assert found == {}
    assert screens > FEWEST_SCREENS


@pytest.mark.parametrize(
    ("username", "reports"),
    [
        ("editor", {"What was done"}),
        ("moderator", {"Decisions", "Due for review", "Bin", "What was done"}),
    ],
)
def test_the_reports_are_those_that_a_role_needs(signed_in, username, reports):
    home = signed_in(username).get("/admin/")
    page = BeautifulSoup(home.content, "html.parser")
    props = json.loads(page.select_one("#wagtail-sidebar-props").string)
    assert labels_below(props, "Reports") == reports


def labels_below(value, label):
    """The labels of what stands in a sub menu, as the admin hands it to its script."""
    if isinstance(value, dict):
        first, *below = value.get("_args") or [{}]
        if isinstance(first, dict) and first.get("label") == label and below:
            return {item["_args"][0]["label"] for item in below[0]}
    parts = value.values() if isinstance(value, dict) else value
    is_nested = isinstance(value, dict | list)
    return (
        set().union(*(labels_below(part, label) for part in parts))
        if is_nested
        else set()
    )
