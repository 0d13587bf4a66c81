"""What `make leaks` does in processes of the site: plant, walk, say what was found."""

from functools import partial

import requests

from mapcms.local.leaks import planting
from mapcms.local.leaks.planting import Plan
from mapcms.local.leaks.walking import Answer, Walk
from mapcms.local.leaks.words import HIDDEN, PUBLIC, words_in

MOST_SHOWN = 5


def plant(path):
    """Plant everything; note it in a file."""
    plan = planting.plant()
    plan.save(path)
    hidden, public = (len(plan.words_of(kind)) for kind in (HIDDEN, PUBLIC))
    print(f"Planted {hidden} words that no reader may see, and {public} that readers do.")


def asker(port, cookie=""):
    """What asks the server at a port, as anybody or with somebody's cookie."""
    browser = requests.Session()
    browser.trust_env = False
    if cookie:
        browser.headers["Cookie"] = cookie
    return partial(ask, browser, f"http://localhost:{port}")


def ask(browser, origin, address, method="GET"):
    """The answer to an address."""
    answer = browser.request(method, origin + address, allow_redirects=False, timeout=60)
    headers = answer.headers
    kind, location = (headers.get(name, "") for name in ("Content-Type", "Location"))
    return Answer(answer.status_code, answer.content, kind, location)


def walk(path, port):
    """Walk as anybody, and say what was met."""
    plan = Plan.read(path)
    show_open_links(plan, port)
    tell("As anybody", plan, Walk(asker(port), plan))


def show_open_links(plan, port):
    """See that secret links show their holder what they should."""
    for link, word in plan.open.items():
        if word not in words_in(asker(port)(link).body):
            print(f"NOT SEEN: {plan.meaning[word]} at its secret link")


def walk_behind(path, port):
    """Walk behind a shared cache, after somebody with rights asked the same of it."""
    plan = Plan.read(path)
    knowing = Walk(asker(port, plan.session), plan, few=1)
    seen = knowing.go().leaks
    print(
        f"Somebody with rights asked {len(knowing.known)} addresses and saw {len(seen)}."
    )
    if not seen:
        print("NOT SEEN: anything by somebody with rights")
    tell("Behind a shared cache, afterwards", plan, Walk(asker(port), plan, few=1))


def follow(path, port):
    """End all secret links, and ask them again."""
    plan = Plan.read(path)
    planting.shut()
    found = {}
    for link in [*plan.open, *plan.closed]:
        for word in words_in(asker(port)(link).body) & plan.words_of(HIDDEN):
            found.setdefault(word, []).append(link)
    print(f"Secret links that have ended: {len(plan.open) + len(plan.closed)} asked.")
    tell_leaks(plan, found)


def tell(who, plan, walk):
    """Say what a walk met."""
    report = walk.go()
    statuses = ", ".join(f"{s}: {n}" for s, n in sorted(report.statuses.items()))
    print(f"{who}: {len(walk.known)} addresses. Answers by status: {statuses}.")
    print(f"Words that readers do see: {len(report.seen)} found.")
    for word in plan.words_of(PUBLIC) - set(report.seen):
        print(f"NOT SEEN: {plan.meaning[word]}")
    tell_leaks(plan, report.leaks)
    if report.differing:
        shown = report.differing[:MOST_SHOWN]
        print(f"LEAK: {len(report.differing)} answers tell that a word is there: {shown}")
    if report.broken:
        print(f"BROKEN: {len(report.broken)} errors: {report.broken[:MOST_SHOWN]}")


def tell_leaks(plan, found):
    """Say where words were found that readers must not have."""
    print(f"Words that no reader may see: {len(found)} found.")
    for word, places in found.items():
        print(f"LEAK: {plan.meaning[word]}, at {places[:MOST_SHOWN]}")
