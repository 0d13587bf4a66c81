"""Words that no reader may see stand nowhere in public, whatever is asked."""

import pytest
from django.core.management import call_command
from django.test import Client

from feed.api.routing import BASE
from mapcms.local.leaks.planting import plant, shut
from mapcms.local.leaks.walking import Answer, Walk, neutral, words_in
from mapcms.local.leaks.words import HIDDEN, PUBLIC

# Where the words of one public page must be found, or the walk sees nothing.
SHOWN_AT = {"/search/", "/stories/", f"{BASE}/items", f"{BASE}/changes"} | {
    f"{BASE}/items.{form}" for form in ("csv", "atom", "bib", "ndjson")
}


def asker(browser):
    """What asks as somebody with a browser does."""

    def ask(address, method="GET"):
        answer = browser.generic(method, address)
        body = answer.getvalue() if answer.streaming else answer.content
        kind, location = (answer.get(name, "") for name in ("Content-Type", "Location"))
        return Answer(answer.status_code, body, kind, location)

    return ask


@pytest.fixture
def plan(run_site):
    """Words in every state, with what the worker makes of them."""
    plan = plant(whole=False)
    call_command("worker", once=True)
    return plan


def test_nothing_hidden_is_found_and_all_that_is_public(plan, visitor):
    report = Walk(asker(visitor), plan, few=1).go()
    assert set(report.seen) == plan.words_of(PUBLIC)
    story = next(w for w, what in plan.meaning.items() if what == "public, KM Story")
    assert {path.partition("?")[0] for path in report.seen[story]} > SHOWN_AT
    assert {plan.meaning[word]: at[:3] for word, at in report.leaks.items()} == {}
    assert report.differing == []
    assert report.broken == []


def test_a_secret_link_shows_its_holder_what_it_should_until_it_ends(plan, visitor):
    ask = asker(visitor)
    assert len(plan.words_of(HIDDEN)) > 70
    for link, word in plan.open.items():
        assert word in words_in(ask(link).body), plan.meaning[word]
    shut()
    for link in (*plan.open, *plan.closed):
        assert not words_in(ask(link).body) & plan.words_of(HIDDEN), link


def test_a_walk_finds_what_somebody_with_rights_may_read(plan):
    browser = Client(headers={"host": "localhost", "cookie": plan.session})
    ask = asker(browser)
    found = set().union(*(words_in(ask(path).body) for path in plan.paths))
    meant = {plan.meaning[word] for word in found if word.startswith(HIDDEN)}
    assert any(what.startswith("for accounts") for what in meant)


def test_the_moment_of_an_answer_tells_nothing():
    first, later = (
        f"<responseDate>2026-11-28T21:18:0{second}Z</responseDate> {word} no such item, "
        f"Sat, 28 Nov 2026 21:18:0{second} GMT".encode()
        for second, word in ((7, "zorblatA"), (8, "zorblatb"))
    )
    assert neutral(first, "zorblata") == neutral(later, "zorblatb")
    assert neutral(first, "zorblata") != neutral(later + b"!", "zorblatb")
