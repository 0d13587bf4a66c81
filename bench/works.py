"""What is asked, of our doors and of Wagtail's own interfaces: the lines of the table."""

import json
import os
import random
import statistics
import urllib.request
from dataclasses import dataclass, field
from urllib.parse import quote

from bench.content import ask, column
from bench.load import run
from bench.requests import rotating, up_to_moments

PORT = int(os.environ.get("PORT", "8390"))
SECONDS = float(os.environ.get("SECONDS", "3"))
FEED = "/api/feed/v1"
STORY = "/v2/pages/?type=stories.MapStoryPage"
V2 = f"{STORY}&fields=summary,last_published_at,themes,alignments&limit=20"
V2_LIST = f"{V2}&order=-first_published_at"
V2_FULL = f"{STORY}&fields=*"
V3 = "/v3/pages/?type=stories.MapStoryPage&limit=20"
# How many different words are looked for.
WORDS = 40


@dataclass
class Side:
    """
    One who answers.

    Args:
        requests: endless requests.
        status: what every answer must be.
    """

    requests: object
    status: int = 200
    outcomes: list = field(default_factory=list)

    def round(self):
        """Ask for a while."""
        outcome = run(PORT, self.requests, SECONDS, expected=self.status)
        self.outcomes.append(outcome)

    @property
    def rate(self):
        """The middle of the rounds, in answers a second."""
        return statistics.median(outcome.rate for outcome in self.outcomes)

    def wait(self, share):
        """The time in milliseconds that this share of the answers took at most."""
        waits = sorted(wait for outcome in self.outcomes for wait in outcome.waits)
        return waits[min(int(len(waits) * share), len(waits) - 1)] * 1000


@dataclass
class Work:
    """
    One line of the table.

    Args:
        name: what is measured.
        goal: the ratio to Wagtail's version 2 that we mean to reach.
        ours: the `Side` of our door.
        v2: that of Wagtail's version 2, asked for the same.
        v3: that of its version 3, which shows titles alone in lists; or None.
    """

    name: str
    goal: int
    ours: Side
    v2: Side
    v3: Side | None = None

    def round(self):
        """Measure all, one after the other."""
        for side in (self.ours, self.v2, self.v3):
            if side:
                side.round()

    def line(self):
        """The line of the table."""
        v3 = f"{self.v3.rate:.0f}" if self.v3 else ""
        return (
            f"| {self.name} | {self.ours.rate:,.0f} | {self.ours.wait(0.5):.1f}"
            f" | {self.ours.wait(0.99):.1f} | {self.v2.rate:.1f} | {v3}"
            f" | {self.ours.rate / self.v2.rate:.0f} | {self.goal} |"
        )


def fetch(path):
    """An answer of the site, with its headers."""
    return urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=60)


def get(path):
    """The body of an answer."""
    with fetch(path) as answer:
        return answer.read()


def words_hitting(share):
    """
    Whole words of the stories that about this share of our items has, nearest first.

    The index itself knows stems alone, which Wagtail's would cut once more.
    """
    count = column("SELECT count(*) FROM feed_item WHERE is_public")[0]
    rows = ask(
        "WITH known AS (SELECT word, ndoc FROM"
        " ts_stat('SELECT vector FROM feed_item WHERE is_public')),"
        " whole AS (SELECT DISTINCT regexp_split_to_table(lower(\"full\"), '[^a-z]+')"
        " AS word FROM feed_item WHERE is_public AND type = 'map-story')"
        " SELECT DISTINCT ON (k.word) w.word, k.ndoc FROM whole w JOIN known k"
        " ON ts_lexize('english_stem', w.word) = ARRAY[k.word]"
        " WHERE length(w.word) > 3 AND k.ndoc BETWEEN %s AND %s ORDER BY k.word, w.word",
        [count * share / 2, count * share * 2],
    )
    near = sorted(rows, key=lambda row: abs(row[1] / count - share))
    return [word for word, _ in near]


def words_both_find(share):
    """
    Those that about this share of Wagtail's pages has as well.

    Its index does not look at the titles of drivers that a story names.
    """
    least = v2_count("") * share / 2
    found = [word for word in words_hitting(share) if v2_count(word) >= least]
    if not found:
        raise LookupError(f"No word is in about {share:.0%} of the stories.")
    return found[:WORDS]


def v2_count(word):
    """How many pages Wagtail's version 2 finds by a word."""
    search = f"&search={quote(word)}" if word else ""
    return json.loads(get(f"{STORY}&limit=1{search}"))["meta"]["total_count"]


def filters():
    """Combinations of a driver and a theme that items have, in no order."""
    pairs = ask(
        "SELECT DISTINCT d, t FROM feed_item i, unnest(i.facets) d, unnest(i.facets) t"
        " WHERE d LIKE 'driver:%' AND t LIKE 'theme:%'"
    )
    random.shuffle(pairs)
    return [f"{d.replace(':', '=')}&{t.replace(':', '=')}" for d, t in pairs]


def works():
    """The lines of the table, ready to be measured."""
    return [*lists(), *items(), *searches(), *unchanged()]


def lists():
    """Lists: whole, in brief, filtered, and all counts of a filter."""
    narrow = [f"{FEED}/items?{narrowed}" for narrowed in filters()]
    brief = [f"{path}&form=brief" for path in narrow]
    counts = [path.replace("/items", "/facets") for path in narrow]
    first = f"{FEED}/items"
    offsets = [number * 7 % 1200 for number in range(400)]
    v2 = [f"{V2_LIST}&offset={offset}" for offset in offsets]
    v3 = [f"{V3}&offset={offset}" for offset in offsets]

    def beside_v2(name, goal, requests, paths=v2):
        return Work(name, goal, Side(requests), Side(rotating(paths)))

    whole = beside_v2("20 cards, nothing repeats", 45, up_to_moments([first]))
    whole.v3 = Side(rotating(v3))
    short = f"{first}?form=brief&total=0"
    return [
        whole,
        beside_v2("20 brief cards, nothing repeats", 55, up_to_moments([short])),
        beside_v2("the same list repeated", 100, rotating([first]), [V2_LIST]),
        beside_v2("filtered list with total", 45, up_to_moments(narrow)),
        beside_v2("the same in brief", 50, up_to_moments(brief)),
        beside_v2("all facet counts of a filter", 15, up_to_moments(counts)),
    ]


def items():
    """One item after the other."""
    ids = column("SELECT id::text FROM feed_item WHERE is_public")
    pages = column("SELECT page FROM feed_item WHERE is_public AND type = 'map-story'")
    random.shuffle(ids)
    random.shuffle(pages)
    yield Work(
        "one item in full, ids rotating",
        36,
        Side(rotating([f"{FEED}/items/{key}" for key in ids])),
        Side(rotating([f"/v2/pages/{key}/" for key in pages])),
        Side(rotating([f"/v3/pages/{key}/" for key in pages])),
    )


def searches():
    """Words that a tenth of the stories has, in the feed and on the search page."""
    words = words_both_find(0.1)
    asked = [f"?q={quote(word)}&order=relevance" for word in words]
    v2 = [f"{V2}&search={quote(word)}" for word in words]
    yield Work(
        "search hitting 10 %, ranked",
        45,
        Side(up_to_moments([f"{FEED}/items{search}" for search in asked])),
        Side(rotating(v2)),
        Side(rotating([f"{V3}&search={quote(word)}" for word in words])),
    )
    yield Work(
        "the site's search page, with facets",
        8,
        Side(up_to_moments([f"/search/{search}" for search in asked])),
        Side(rotating(v2)),
    )


def unchanged():
    """A list that somebody has already."""
    with fetch(f"{FEED}/items") as answer:
        tag = f"If-None-Match: {answer.headers['ETag']}\r\n"
    ours = Side(rotating([f"{FEED}/items"], tag), status=304)
    yield Work("304", 120, ours, Side(rotating([V2_LIST])))
