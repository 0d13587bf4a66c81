"""`make load`: everybody at once on a site from nothing, as many as it must bear."""

import itertools
import os
import random
import re
import selectors
import statistics
import sys
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import psutil
import requests

from bench.load import Line, request_for
from mapcms.local.bootstrap import say
from mapcms.local.environment import chosen_port
from mapcms.local.faults.people import Browser, People
from mapcms.local.faults.site import site_from_nothing

SECONDS = float(os.environ.get("SECONDS", "60"))
CONNECTIONS = int(os.environ.get("CONNECTIONS", "200"))
RATE = int(os.environ.get("RATE", "1000"))
USUAL_PORT = "8005"
FEED = "/api/feed/v1"
REUSERS = (
    *(f"{FEED}/items", f"{FEED}/items?form=full&limit=100", f"{FEED}/changes"),
    *(f"{FEED}/items?type=map-story&total=0", f"{FEED}/facets", f"{FEED}/items.atom"),
)
SEARCHES = ("evidence", "cost", "patients", "wards", "strategy", "time saved")
READERS_SHARE = 0.7
STEADY_CONNECTIONS = 64
PAUSE = 5  # seconds between two things that a person does
PERSONS = 10  # of each kind that writes
NO_ANSWER = "no answer"


@dataclass
class Tally:
    """How long answers of one kind took, in seconds, and which were errors."""

    waits: list = field(default_factory=list)
    errors: Counter = field(default_factory=Counter)

    def line(self, name, seconds):
        """A line of the table."""
        if not self.waits:
            return f"| {name} | 0 | | | | |"
        cuts = statistics.quantiles(self.waits, n=100, method="inclusive")
        figures = " | ".join(f"{cuts[n] * 1000:.0f}" for n in (49, 94, 98))
        errors = ", ".join(f"{k}: {n}" for k, n in self.errors.items()) or "0"
        rate = len(self.waits) / seconds
        return f"| {name} | {rate:,.1f} | {figures} | {errors} |"


class Crowd:
    """
    Connections over which is asked, each for one kind of people.

    Args:
        port: where the site listens.
        kinds: by the name of a kind, (requests without end, how many connections).
    """

    def __init__(self, port, kinds):
        self.tallies = defaultdict(Tally)
        self.selector = selectors.DefaultSelector()
        self.lines = []
        for kind, (asked, count) in kinds.items():
            for _ in range(count):
                line = Line(port, asked)
                line.kind = kind
                self.lines.append(line)
                self.selector.register(line.socket, selectors.EVENT_READ, line)

    def ask_on_and_on(self, seconds):
        """Have each connection ask again as soon as it was answered."""
        end = time.perf_counter() + seconds
        for line in self.lines:
            line.send()
        while time.perf_counter() < end:
            for line in self.answered(1):
                line.send()
        self.close()

    def ask_steadily(self, rate, seconds):
        """
        Ask so many times a second, whether answers come or not.

        An answer's time counts from when it was to be asked for.
        """
        free, due = list(self.lines), time.perf_counter()
        end = due + seconds
        while due < end:
            while free and due <= time.perf_counter():
                line = free.pop()
                line.send()
                line.started, due = due, due + 1 / rate
            free += self.answered(max(0, min(due - time.perf_counter(), 0.05)))
        self.close()

    def answered(self, timeout):
        """The connections whose answer is complete; each is noted."""
        for key, _ in self.selector.select(timeout):
            line = key.data
            try:
                status = line.receive()
            except (ConnectionError, ValueError):
                status = NO_ANSWER
            if status is not None:
                self.note(line, status)
                yield line

    def note(self, line, status):
        """Write down how an answer was; connect again where there was none."""
        tally = self.tallies[line.kind]
        tally.waits.append(time.perf_counter() - line.started)
        if status == NO_ANSWER:
            self.selector.unregister(line.socket)
            line.open()
            self.selector.register(line.socket, selectors.EVENT_READ, line)
        if status != 200:
            tally.errors[status] += 1

    def close(self):
        """End all connections."""
        for line in self.lines:
            line.socket.close()


def reader_paths(origin):
    """What readers ask for: pages of the sitemap, lists and searches."""
    text = requests.get(f"{origin}/sitemap.xml", timeout=60).text
    pages = [urlsplit(address).path for address in re.findall("<loc>([^<]+)", text)]
    return [*pages, *(f"/search/?q={words.replace(' ', '+')}" for words in SEARCHES)]


def endless(paths):
    """Requests for paths in an order of chance, without end, the same in each run."""
    chance = random.Random(1948)
    while True:
        yield request_for(chance.choice(paths))


def write(site, prepared, is_over, tallies):
    """Have editors save and people share, each at a person's pace; return the threads."""

    def go_on(name, do, number):
        is_over.wait(number * PAUSE / PERSONS)
        while not is_over.wait(PAUSE):
            begun = time.perf_counter()
            try:
                do()
            except (requests.RequestException, StopIteration) as error:
                tallies[name].errors[type(error).__name__] += 1
            tallies[name].waits.append(time.perf_counter() - begun)

    threads = []
    for number, draft in enumerate(prepared["submit"]):
        person = People(site, prepared | {"save": [draft]})
        kinds = {"Editors, who open a draft and save it": person.save}
        kinds |= {"Senders, who begin something": person.share}
        threads += [
            threading.Thread(target=go_on, args=(name, do, number))
            for name, do in kinds.items()
        ]
    for thread in threads:
        thread.start()
    return threads


def everybody(site):
    """All at once; return the lines of a table."""
    paths = reader_paths(site.origin)
    readers = int(CONNECTIONS * READERS_SHARE)
    prepared = site.step(f"prepare({PERSONS})")
    is_over, tallies = threading.Event(), defaultdict(Tally)
    kinds = {
        "Readers": (endless(paths), readers),
        "Re-users": (endless(REUSERS), CONNECTIONS - readers),
    }
    crowd = Crowd(site.port, kinds)
    threads = write(site, prepared, is_over, tallies)
    crowd.ask_on_and_on(SECONDS)
    is_over.set()
    for thread in threads:
        thread.join()
    found = itertools.chain(crowd.tallies.items(), tallies.items())
    return [tally.line(name, SECONDS) for name, tally in found]


def steady(site):
    """Hits at a steady rate; return the line of a table."""
    paths = [*reader_paths(site.origin)[:20], f"{FEED}/items", f"{FEED}/changes"]
    warm_up(site, paths)
    crowd = Crowd(site.port, {"hits": (endless(paths), STEADY_CONNECTIONS)})
    crowd.ask_steadily(RATE, SECONDS / 2)
    name = f"Hits, {RATE:,} a second asked for"
    return crowd.tallies["hits"].line(name, SECONDS / 2)


def warm_up(site, paths):
    """Have both processes make each page once."""
    browser = Browser(site.origin)
    for path in paths * 6:
        browser.get(path)


def main():
    """Build a site, ask of it what it must bear, and print what came."""
    os.environ.setdefault("PORT", USUAL_PORT)
    with site_from_nothing(int(chosen_port())) as site:
        site.start()
        site.children.start("manage.py", "worker")
        busy = psutil.getloadavg()[0]
        lines = [*everybody(site), steady(site)]
    say("| Who | Requests a second | p50 ms | p95 ms | p99 ms | Errors |")
    say("|---|---|---|---|---|---|", *lines)
    say(
        f"{CONNECTIONS} connections for {SECONDS:.0f} s and {PERSONS} editors and "
        f"{PERSONS} senders with a step every {PAUSE} s, on {psutil.cpu_count()} cores "
        f"and {psutil.virtual_memory().total / 1e9:.0f} GB, with who asks on the same "
        f"cores. Load of the machine before: {busy:.1f}."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
