"""How answers hold when there are many items: the same requests at several sizes."""

import random
import time
from urllib.parse import quote
from uuid import UUID

from bench.content import ask, column, multiply, say
from bench.requests import rotating
from bench.works import FEED, WORDS, Side, get, words_hitting

SIZES = (5_000, 100_000)
DEPTHS = 40
COMBINATIONS = 120


def sizes():
    """
    Measure at the size that is there and at each of `SIZES`.

    Returns:
        The lines of a table.
    """
    words, common = words_hitting(0.05)[:WORDS], words_hitting(0.4)[:WORDS]
    columns = [measure(words, common)]
    for size in SIZES:
        multiply(size)
        columns.append(measure(words, common))
    return [
        f"| {name} | {' | '.join(shown(found[name]) for found in columns)} |"
        for name in columns[0]
    ]


def measure(words, common):
    """What is measured at one size, by name."""
    count = column("SELECT count(*) FROM feed_item WHERE is_public")[0]
    say(f"With {count:,} items")
    sides = {
        "items": f"{count:,}",
        "lists at any depth without total, a second": rate(pages_at_depths()),
        "one item, a second": rate(
            f"{FEED}/items/{key}"
            for key in column(
                "SELECT id::text FROM feed_item WHERE is_public"
                " ORDER BY random() LIMIT 500"
            )
        ),
        "changes at any depth, a second": rate(changes_at_depths()),
    }
    for name, some in (("5 %", words), ("40 %", common)):
        waits = combined(some)
        sides[f"word of {name}, three filters, all counts: ms at median"] = middle(waits)
        sides[f"word of {name}, three filters, all counts: ms at 95th"] = late(waits)
    waits = timed(f"{FEED}/items?q={quote(word)}&order=relevance" for word in words)
    sides["ranked search of 5 % with total: ms at median"] = middle(waits)
    waits = timed(f"/search/?q={quote(word)}" for word in words)
    sides["the search page of 5 %: ms at median"] = middle(waits)
    return sides


def rate(paths):
    """Answers a second of paths in turn."""
    side = Side(rotating(list(paths)))
    for _ in range(3):
        side.round()
    return side.rate


def pages_at_depths():
    """Pages of the whole list, from the beginning to the end."""
    from feed.query.cursors import list_cursor  # noqa: PLC0415  (Django must be set up)
    from feed.query.queries import Query  # noqa: PLC0415

    rows = ask(
        "SELECT published_at, id::text FROM feed_item WHERE is_public"
        " ORDER BY random() LIMIT %s",
        [DEPTHS * 10],
    )
    epoch = UUID(column("SELECT epoch::text FROM feed_state")[0])
    return [f"{FEED}/items?cursor={list_cursor(Query(), epoch, *row)}" for row in rows]


def changes_at_depths():
    """Parts of the changes, from the beginning to the end."""
    from feed.query.cursors import cursor  # noqa: PLC0415

    epoch = column("SELECT replace(epoch::text, '-', '') FROM feed_state")[0]
    sequences = column(
        "SELECT sequence FROM feed_item WHERE sequence IS NOT NULL"
        f" ORDER BY random() LIMIT {DEPTHS * 10}"
    )
    return [f"{FEED}/changes?cursor={cursor(epoch, number)}" for number in sequences]


def combined(words):
    """How long words with three filters and all counts take, in milliseconds."""
    triples = ask(
        "SELECT DISTINCT a, b, c FROM (SELECT facets FROM feed_item WHERE is_public"
        " AND page < 1000000) i, unnest(facets) a, unnest(facets) b, unnest(facets) c"
        " WHERE a LIKE 'type:%' AND b LIKE 'theme:%' AND c LIKE 'nation:%'"
    )
    random.shuffle(triples)
    found = [
        "&".join([f"q={quote(word)}", *(part.replace(":", "=") for part in triple)])
        for word, triple in zip(words * 3, triples * COMBINATIONS, strict=False)
    ][:COMBINATIONS]
    waits = []
    for text in found:
        begun = time.perf_counter()
        get(f"{FEED}/items?{text}&order=relevance")
        get(f"{FEED}/facets?{text}")
        waits.append((time.perf_counter() - begun) * 1000)
    return sorted(waits)


def timed(paths):
    """How long each answer takes, in milliseconds, in ascending order."""
    waits = []
    for path in paths:
        begun = time.perf_counter()
        get(path)
        waits.append((time.perf_counter() - begun) * 1000)
    return sorted(waits)


def middle(waits):
    """The median."""
    return waits[len(waits) // 2]


def late(waits):
    """What 95 of 100 stay below."""
    return waits[len(waits) * 95 // 100]


def shown(value):
    """A number as the table shows it."""
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
