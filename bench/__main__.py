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
from pathlib import Path

import django
import psutil

from bench import alone, large, pages, publishing
from bench.content import column, prepare, say
from bench.requests import rotating
from bench.works import FEED, PORT, V2_FULL, Side, get, works
from mapcms.local import postgres

STORIES = int(os.environ.get("STORIES", "2000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
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
        prepare(folder, PORT, STORIES)
        django.setup()
        server = start()
        measure(server)
    finally:
        if server:
            server.terminate()
            server.wait(20)
        postgres.stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


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


def sharing_lines():
    """How the form to share something bears people, as lines."""
    from bench import sharing  # noqa: PLC0415  (Django must be set up)

    return sharing.lines()


def measure(server):
    """Everything in turn; print what came of it."""
    random.seed(1)
    compare(server)
    print("\n".join(pages.lines(ROUNDS)))
    print("\n| limit | a second |\n|---|---|")
    for name, rate in alone.rates().items():
        print(f"| PostgreSQL alone: {name} | {rate:,.0f} |")
    ours, without, bare = publishing.cost()
    print(
        f"\nPublishing a page takes {ours:.1f} ms, {without:.1f} ms without the feed, and"
        f" {bare:.1f} ms in Wagtail alone (medians): {ours / bare:.2f} of it (goal 1.4)."
    )
    print("\n".join(sharing_lines()))
    print("\n| | | | |\n|---|---|---|---|")
    print("\n".join(large.sizes()))
    count, seconds = publishing.large_change()
    print(f"\nA change that touched {count:,} items was written in {seconds:.1f} s.")


def compare(server):
    """Ours beside Wagtail's own, in interleaved rounds, and the limits in Django."""
    table = works()
    key = column("SELECT id::text FROM feed_item WHERE is_public LIMIT 1")[0]
    limits = {
        "Django with cached bytes": Side(rotating(["/media/bench/bytes"])),
        "Django with one row by its key": Side(rotating([f"/bench/row/{key}"])),
    }
    for number in range(ROUNDS):
        say(f"Round {number + 1} of {ROUNDS}")
        for part in (*table, *limits.values()):
            part.round()
    print("\n| work | ours a second | p50 ms | p99 ms | v2 | v3 | ratio to v2 | goal |")
    print("|---|---|---|---|---|---|---|---|")
    for work in table:
        print(work.line())
    print(export())
    print("\n| limit | a second |\n|---|---|")
    for name, side in limits.items():
        print(f"| {name} | {side.rate:,.0f} |")
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
        f"| all {count} in full, seconds | {mine:.3f} | | | {theirs:.2f} ({pages}) |"
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
