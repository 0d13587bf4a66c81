"""Pages that people read: given from memory, made anew, beside those of stock Wagtail."""

import itertools
import random

from bench.content import column
from bench.requests import never_the_same, rotating
from bench.works import FEED, Side, fetch

GZIP = "Accept-Encoding: gzip\r\n"
# How many pages are asked for in turn.
PAGES = 60


def addresses(of_type):
    """The paths of public items of a type, in no order."""
    urls = column(f"SELECT url FROM feed_item WHERE is_public AND type = '{of_type}'")
    paths = ["/" + url.split("/", 3)[3] for url in urls]
    random.shuffle(paths)
    return paths[:PAGES]


def made(paths):
    """Requests for pages that nobody can have kept, so that each has to be made."""
    return never_the_same(paths, "q", itertools.count(), GZIP)


def sides():
    """Who answers, by what is measured."""
    stories, drivers = addresses("map-story"), addresses("driver")
    with fetch(stories[0]) as answer:
        tag = f"If-None-Match: {answer.headers['ETag']}\r\n"
    with fetch(f"{FEED}/items") as answer:
        feed_tag = f"If-None-Match: {answer.headers['ETag']}\r\n"
    first = ["/"]
    return {
        "stories from memory": Side(rotating(stories, GZIP)),
        "front page from memory": Side(rotating(first, GZIP)),
        "a story, 304": Side(rotating(stories[:1], tag), status=304),
        "the feed's list repeated": Side(rotating([f"{FEED}/items"], GZIP)),
        "the feed's list, 304": Side(rotating([f"{FEED}/items"], feed_tag), status=304),
        "a story made": Side(made(stories)),
        "a driver made": Side(made(drivers)),
        "the front page made": Side(made(first)),
        "the list of stories made": Side(made(["/stories/"])),
        "a page of stock Wagtail": Side(rotating([f"/bench/stock{p}" for p in stories])),
        "bytes of a Django view": Side(rotating(["/media/bench/bytes"])),
        "a static file": Side(rotating([static_file()])),
    }


def static_file():
    """The address of a script as long as a short page, which WhiteNoise gives."""
    from django.templatetags.static import static  # noqa: PLC0415  (Django must be set up)

    return static("editorial/form.js")


def lines(rounds):
    """The table of pages, measured in turn, as lines of Markdown."""
    table = sides()
    # A first round does not count: it has pages made that others are given from memory.
    for side in table.values():
        side.round()
        side.outcomes.clear()
    for _ in range(rounds):
        for side in table.values():
            side.round()
    yield "\n| pages | a second | p50 ms | p99 ms |\n|---|---|---|---|"
    for name, side in table.items():
        waits = f"{side.wait(0.5):.1f} | {side.wait(0.99):.1f}"
        yield f"| {name} | {side.rate:,.0f} | {waits} |"
    hit, stock = table["stories from memory"].rate, table["a page of stock Wagtail"].rate
    feed = table["the feed's list repeated"].rate
    unchanged = table["a story, 304"].rate / table["the feed's list, 304"].rate
    yield f"\nFrom memory: {hit / feed:.2f} of the feed's list (goal 0.8),"
    yield f"{hit / stock:.0f} times stock Wagtail (goal 25);"
    yield f"304: {unchanged:.2f} of the feed's (goal 0.9);"
    yield f"a story made: {table['a story made'].rate / stock:.2f} of stock (goal 1)."
