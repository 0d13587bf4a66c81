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
from pathlib import Path
from urllib.parse import quote

import psutil

from bench.load import request_for, run
from mapcms import postgres

PORT = int(os.environ.get("PORT", "8390"))
STORIES = int(os.environ.get("STORIES", "2000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
SECONDS = float(os.environ.get("SECONDS", "3"))
FEED = "/api/feed/v1"
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
        DJANGO_SECRET_KEY="for measuring only",  # noqa: S106
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
    import psycopg2  # noqa: PLC0415

    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def start():
    """The servers, as in production."""
    server = subprocess.Popen([sys.executable, *SERVER, f"--port={PORT}", "mapcms.wsgi:application"])
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
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=60) as answer:  # noqa: S310
        return answer.read()


def say(text):
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


# What is asked


def rotating(paths, extra=""):
    """Requests in turn, without end."""
    return itertools.cycle([request_for(path, extra) for path in paths])


def words_hitting(share):
    """Words that about this share of all items has."""
    rows = ask_database(
        "SELECT word, ndoc FROM ts_stat('SELECT vector FROM feed_item WHERE is_public')"
    )
    total = max(count for _, count in rows)
    near = sorted(rows, key=lambda row: abs(row[1] / total - share))
    return [word for word, _ in near[:40]]


def works():
    """The works of the table: name, goal, ours, v2's, v3's, as lists of requests."""
    random.seed(1)
    ids = [row[0] for row in ask_database("SELECT id::text FROM feed_item WHERE is_public")]
    pages = [row[0] for row in ask_database("SELECT page FROM feed_item WHERE is_public AND type LIKE '%story'")]
    pairs = ask_database(
        "SELECT DISTINCT d, n FROM feed_item i, unnest(i.facets) d, unnest(i.facets) n"
        " WHERE d LIKE 'driver:%' AND n LIKE 'theme:%'"
    )
    random.shuffle(pairs)
    filters = [f"driver={d.partition(':')[2]}&theme={n.partition(':')[2]}" for d, n in pairs[:1500]]
    lists = [f"{FEED}/items?published_before={2026 - n // 300}-{n % 12 + 1:02}-{n % 28 + 1:02}T{n % 24:02}:{n % 60:02}:{n % 59:02}" for n in range(1, 3000)]
    words = words_hitting(0.05)
    searches = [f"{FEED}/items?q={quote(a)}&order=relevance&limit={20 - n % 8}&published_since=20{n % 10 + 10}-01-{n % 28 + 1:02}" for n, a in enumerate(itertools.islice(itertools.cycle(words), 1200))]
    v2 = "/v2/pages/?type=stories.MapStoryPage&fields=summary,last_published_at,themes,alignments&order=-first_published_at&limit=20"
    tag = head_of(f"{FEED}/items")["ETag"]
    return [
        ("list of 20 cards, nothing repeats", 45, rotating(lists), rotating([f"{v2}&offset={n * 7 % 1200}" for n in range(400)]), None, 200),
        ("the same list repeated", 100, rotating([f"{FEED}/items"]), rotating([v2]), None, 200),
        ("one item in full, ids rotating", 25, rotating([f"{FEED}/items/{key}" for key in random.sample(ids, len(ids))]), rotating([f"/v2/pages/{key}/" for key in random.sample(pages, len(pages))]), None, 200),
        ("filtered list with total", 45, rotating([f"{FEED}/items?{f}" for f in filters]), rotating([f"{v2}&offset={n * 7 % 1200}" for n in range(400)]), None, 200),
        ("all facet counts of a filter", 15, rotating([f"{FEED}/facets?{f}" for f in filters]), rotating([f"{v2}&offset={n * 7 % 1200}" for n in range(400)]), None, 200),
        ("search hitting 5 %, ranked", 45, rotating(searches), rotating([f"{v2.replace('&order=-first_published_at', '')}&search={quote(w)}" for w in words]), None, 200),
        ("304", 120, rotating([f"{FEED}/items"], f"If-None-Match: {tag}\r\n"), rotating([v2]), None, (304, 200)),
    ]


def head_of(path):
    """The headers of an answer."""
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=60) as answer:  # noqa: S310
        return answer.headers


def measure(server):
    """All works in interleaved rounds; print the table."""
    table = works()
    results = {name: ([], []) for name, *_ in table}
    limits = {"Django, cached bytes": [], "Django, one row by key": []}
    key = ask_database("SELECT id::text FROM feed_item WHERE is_public LIMIT 1")[0][0]
    for number in range(ROUNDS):
        say(f"Round {number + 1} of {ROUNDS}")
        for name, _, ours, v2, _, expected in table:
            mine, theirs = expected if isinstance(expected, tuple) else (expected, expected)
            results[name][0].append(run(PORT, ours, SECONDS, expected=mine))
            results[name][1].append(run(PORT, v2, SECONDS, expected=theirs))
        limits["Django, cached bytes"].append(run(PORT, rotating(["/bench/bytes"]), SECONDS))
        limits["Django, one row by key"].append(run(PORT, rotating([f"/bench/row/{key}"]), SECONDS))
    print(f"\n{'work':38} {'ours/s':>8} {'p50 ms':>7} {'p99 ms':>7} {'v2/s':>7} {'ratio':>7} {'goal':>5}")
    for name, goal, *_ in table:
        ours, theirs = results[name]
        rate, v2 = (statistics.median(o.rate for o in side) for side in (ours, theirs))
        waits = sorted(wait for outcome in ours for wait in outcome.waits)
        print(f"{name:38} {rate:8.0f} {waits[len(waits) // 2] * 1000:7.1f} {waits[len(waits) * 99 // 100] * 1000:7.1f} {v2:7.1f} {rate / v2:7.1f} {goal:5}")
    export(server)
    for name, outcomes in limits.items():
        print(f"{name:38} {statistics.median(o.rate for o in outcomes):8.0f}")


def export(server):
    """Everything in full, once by each way."""
    times = {"ours": [], "v2": []}
    for _ in range(ROUNDS):
        start = time.perf_counter()
        lines = get(f"{FEED}/items.ndjson").count(b"\n")
        times["ours"].append(time.perf_counter() - start)
        start = time.perf_counter()
        found = 0
        for offset in itertools.count(0, 20):
            page = json.loads(get(f"/v2/pages/?fields=*&limit=20&offset={offset}"))
            found += len(page["items"])
            if not page["items"]:
                break
        times["v2"].append(time.perf_counter() - start)
    ours, v2 = (statistics.median(side) for side in times.values())
    print(f"{'all in full, seconds':38} {ours:8.3f} {'':15} {v2:7.2f} {v2 / ours:7.1f} {60:5}  ({lines} and {found} pages)")
    most = max(child.memory_info().rss for child in psutil.Process(server.pid).children(recursive=True))
    print(f"{'web process after it, MB':38} {most / 1e6:8.0f}")


if __name__ == "__main__":
    main()
