"""`make bench`: one command, one run, the same content for all."""

import itertools
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg2

from bench.load import request_for, run
from mapcms import postgres

PORT = int(os.environ.get("PORT", "8390"))
STORIES = int(os.environ.get("STORIES", "2000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
SECONDS = float(os.environ.get("SECONDS", "3"))
FEED = "/api/feed/v1"
STORY = "/v2/pages/?type=stories.MapStoryPage"
V2 = (
    f"{STORY}&fields=summary,last_published_at,themes,alignments"
    "&order=-first_published_at&limit=20"
)
V2_FULL = f"{STORY}&fields=*"
SERVER = (
    *("-m", "granian", "--interface=wsgi", "--host=127.0.0.1", "--no-ws"),
    *("--workers=2", "--blocking-threads=4", "--log-level=error"),
)


def main():
    """Prepare, measure, print, and leave nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="mapcms-bench-", dir="/tmp"))
    folder.chmod(0o711)
    server = None
    try:
        prepare(folder)
        server = start()
        measure(server)
    finally:
        if server:
            server.terminate()
            server.wait(20)
        postgres.stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


def prepare(folder):
    """A database with the content."""
    os.environ.update(
        DATABASE_URL=postgres.ensure_running(folder, throwaway=True),
        DJANGO_SETTINGS_MODULE="bench.settings",
        DJANGO_SECRET_KEY="for measuring only",
        MAPCMS_VAR=str(folder / "var"),
        BASE_URL=f"http://localhost:{PORT}",
    )
    for command in (
        ("migrate", "-v0"),
        ("collectstatic", "--noinput", "-v0"),
        ("load_demo", "-v0"),
        ("make_content", f"--stories={STORIES}"),
    ):
        say(f"manage.py {' '.join(command)}")
        subprocess.run([sys.executable, "manage.py", *command], check=True)
    ask_database("ANALYZE")


def ask_database(statement):
    """Run one statement; return its rows."""
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def start():
    """The servers, as in production."""
    command = [sys.executable, *SERVER, f"--port={PORT}", "mapcms.wsgi:application"]
    server = subprocess.Popen(command)
    for _ in range(300):
        try:
            get("/robots.txt")
        except OSError:
            time.sleep(0.1)
        else:
            return server
    raise RuntimeError("The servers did not start.")


def get(path):
    """The body of an answer."""
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=60) as answer:
        return answer.read()


def say(text):
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


# What is asked


@dataclass
class Work:
    """
    One line of the table.

    Args:
        name: what is measured.
        goal: the ratio to Wagtail's version 2 that we mean to reach.
        ours: endless requests to our door.
        v2: endless requests for the same to Wagtail's.
        status: what our answers must be.
    """

    name: str
    goal: int
    ours: object
    v2: object
    status: int = 200
    our_outcomes: list = field(default_factory=list)
    v2_outcomes: list = field(default_factory=list)

    def round(self):
        """Measure both, one after the other."""
        self.our_outcomes.append(run(PORT, self.ours, SECONDS, expected=self.status))
        self.v2_outcomes.append(run(PORT, self.v2, SECONDS))

    def line(self):
        """The line of the table."""
        rate, v2 = median_rate(self.our_outcomes), median_rate(self.v2_outcomes)
        waits = sorted(w for outcome in self.our_outcomes for w in outcome.waits)
        middle, late = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
        return (
            f"| {self.name} | {rate:,.0f} | {middle * 1000:.1f} | {late * 1000:.1f}"
            f" | {v2:.0f} | {rate / v2:.0f} | {self.goal} |"
        )


def median_rate(outcomes):
    """The middle of several rounds, in answers a second."""
    return statistics.median(outcome.rate for outcome in outcomes)


def rotating(paths, extra=""):
    """Requests in turn, without end."""
    return itertools.cycle([request_for(path, extra) for path in paths])


def column(statement):
    """The first column of a statement's rows."""
    return [row[0] for row in ask_database(statement)]


def words_hitting(share):
    """Words that about this share of all items has."""
    rows = ask_database(
        "SELECT word, ndoc FROM ts_stat('SELECT vector FROM feed_item WHERE is_public')"
    )
    total = column("SELECT count(*) FROM feed_item WHERE is_public")[0]
    near = sorted(rows, key=lambda row: abs(row[1] / total - share))
    return [word for word, _ in near[:40]]


def moments(count):
    """Different moments of the last years, as the feed's parameters take them."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        (start - timedelta(minutes=number * 701)).strftime("%Y-%m-%dT%H:%M:%SZ")
        for number in range(count)
    ]


def filters():
    """Combinations of a driver and a theme that items have, in no order."""
    pairs = ask_database(
        "SELECT DISTINCT d, t FROM feed_item i, unnest(i.facets) d, unnest(i.facets) t"
        " WHERE d LIKE 'driver:%' AND t LIKE 'theme:%'"
    )
    random.shuffle(pairs)
    return [f"{d.replace(':', '=')}&{t.replace(':', '=')}" for d, t in pairs]


def works():
    """The lines of the table, ready to be measured."""
    ids = column("SELECT id::text FROM feed_item WHERE is_public")
    pages = column("SELECT page FROM feed_item WHERE is_public AND type = 'map-story'")
    random.shuffle(ids)
    random.shuffle(pages)
    words = words_hitting(0.05)
    searches = [
        f"{FEED}/items?q={quote(word)}&order=relevance&published_before={moment}"
        for moment in moments(60)
        for word in words
    ]
    lists = [f"{FEED}/items?published_before={moment}" for moment in moments(3000)]
    narrow = filters()
    v2_pages = [f"{V2}&offset={number * 7 % 1200}" for number in range(400)]
    v2_search = V2.replace("&order=-first_published_at", "")
    tag = f"If-None-Match: {tag_of(f'{FEED}/items')}\r\n"
    return [
        Work("20 cards, nothing repeats", 45, rotating(lists), rotating(v2_pages)),
        Work("the same list repeated", 100, rotating([f"{FEED}/items"]), rotating([V2])),
        Work(
            "one item in full, ids rotating",
            25,
            rotating([f"{FEED}/items/{key}" for key in ids]),
            rotating([f"/v2/pages/{key}/" for key in pages]),
        ),
        Work(
            "filtered list with total",
            45,
            rotating([f"{FEED}/items?{narrowed}" for narrowed in narrow]),
            rotating(v2_pages),
        ),
        Work(
            "all facet counts of a filter",
            15,
            rotating([f"{FEED}/facets?{narrowed}" for narrowed in narrow]),
            rotating(v2_pages),
        ),
        Work(
            "search hitting 5 %, ranked",
            45,
            rotating(searches),
            rotating([f"{v2_search}&search={quote(word)}" for word in words]),
        ),
        Work("304", 120, rotating([f"{FEED}/items"], tag), rotating([V2]), status=304),
    ]


def tag_of(path):
    """The tag of an answer."""
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=60) as answer:
        return answer.headers["ETag"]


def measure(server):
    """All works in interleaved rounds; print the table."""
    random.seed(1)
    table = works()
    key = column("SELECT id::text FROM feed_item WHERE is_public LIMIT 1")[0]
    limits = {
        "Django with cached bytes": (rotating(["/bench/bytes"]), []),
        "Django with one row by its key": (rotating([f"/bench/row/{key}"]), []),
    }
    for number in range(ROUNDS):
        say(f"Round {number + 1} of {ROUNDS}")
        for work in table:
            work.round()
        for requests, outcomes in limits.values():
            outcomes.append(run(PORT, requests, SECONDS))
    print("\n| work | ours a second | p50 ms | p99 ms | v2 | ratio | goal |")
    print("|---|---|---|---|---|---|---|")
    for work in table:
        print(work.line())
    print(export())
    for name, (_, outcomes) in limits.items():
        print(f"| {name} | {median_rate(outcomes):,.0f} | | | | | |")
    print(f"\nA web process took {memory(server):.0f} MB at most after the exports.")


def export():
    """Everything in full, each in its own way; the line of the table."""
    ours, v2 = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        count = get(f"{FEED}/items.ndjson?type=map-story").count(b"\n")
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        pages = sum(map(len, v2_parts()))
        v2.append(time.perf_counter() - start)
    mine, theirs = statistics.median(ours), statistics.median(v2)
    return (
        f"| all {count} in full, seconds | {mine:.3f} | | | {theirs:.2f} ({pages})"
        f" | {theirs / mine:.0f} | 60 |"
    )


def v2_parts():
    """Every page by Wagtail's version 2, a hundred at a time, all fields of each."""
    for offset in itertools.count(0, 100):
        part = json.loads(get(f"{V2_FULL}&limit=100&offset={offset}"))["items"]
        if not part:
            return
        yield part


def memory(server):
    """The resident memory of the largest web process, in megabytes."""
    workers = psutil.Process(server.pid).children(recursive=True)
    return max(worker.memory_info().rss for worker in workers) / 1e6


if __name__ == "__main__":
    main()
