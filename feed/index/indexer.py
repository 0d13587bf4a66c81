"""Keeping the table true: whatever a transaction changes, its last step writes.

Signal handlers only mark what may have changed (`feed.index.changes`). Just before the
commit, under one lock, the items are made anew from what the database then holds, so
that no two transactions can write over each other's changes, and are numbered together.
"""

import json
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models.expressions import RawSQL
from psycopg2.extras import execute_values

from feed.index import progress
from feed.index.loading import load
from feed.index.references import PageBundle, refs_of
from feed.index.serializers import serialize
from feed.models import Item

# Of the advisory lock under which items are written and numbered. Any number will do.
LOCK = 7_461_001
BATCH = 200

# Constraints that wait for the commit are checked now: a check may wait for others.
TAKE_LOCK = """
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
SELECT set_config('lock_timeout', '60s', true),
    set_config('statement_timeout', '120s', true);
SELECT pg_advisory_xact_lock(%s)
"""

# What tells whether an item has to be written; the hash stands for both its forms.
COMPARED = {"hash", "sources", "shown_on", "facets", "title", "url"}

TEXTS = ("card", "full", "hash", "url", "title", "sort_title", "listed", "names")

UPSERT = """
INSERT INTO feed_item (
    page, id, type, is_public, card, "full", hash, url, title, sort_title,
    published_at, updated_at, facets, sets, vector, listed, names,
    sources, shown_on, reason, replacement, replaced_by, sequence, changed_at
) VALUES %s
ON CONFLICT (page) DO UPDATE SET
    type = excluded.type, is_public = true,
    card = excluded.card, "full" = excluded."full", hash = excluded.hash,
    url = excluded.url, title = excluded.title, sort_title = excluded.sort_title,
    published_at = excluded.published_at, updated_at = excluded.updated_at,
    facets = excluded.facets, sets = excluded.sets, vector = excluded.vector,
    listed = excluded.listed, names = excluded.names,
    sources = excluded.sources, shown_on = excluded.shown_on,
    reason = '', replacement = NULL, replaced_by = NULL,
    sequence = excluded.sequence, changed_at = excluded.changed_at
"""
# The words of an item in their four weights.
VECTOR = """
    setweight(to_tsvector('feed_english', %s), 'A') ||
    setweight(to_tsvector('feed_english', %s), 'B') ||
    setweight(to_tsvector('feed_english', %s), 'C') ||
    setweight(to_tsvector('feed_english', %s), 'D')
"""
ROW = f"""(
    %s, %s::uuid, %s, true, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
    {VECTOR},
    %s, %s, %s, %s::bigint[], '', NULL, NULL, nextval('feed_sequence'), %s
)"""
# What an item is found by, and what lists show of it; no reader of the feed sees it, so
# it needs no new sequence.
FINDINGS = """
UPDATE feed_item AS i SET vector = v.vector, listed = v.listed, names = v.names
FROM (VALUES %s) AS v(page, vector, listed, names) WHERE i.page = v.page
"""
FOUND = f"(%s, {VECTOR}, %s, %s)"
# The latest sequence, once all rows of a transaction have theirs.
LATEST = """
UPDATE feed_state SET changed_at = %s,
    sequence = coalesce((SELECT max(sequence) FROM feed_item), 0)
"""
# A clock that never goes back, whatever the machine's does.
NEXT_STATE = """
UPDATE feed_state SET
    generation = generation + 1,
    changed_at = greatest(clock_timestamp(), changed_at)
RETURNING changed_at
"""


@dataclass(frozen=True)
class Change:
    """
    What happened to one item in a transaction.

    Args:
        item: the row as it is now, without its long texts.
        kind: “published”, “updated” or “withdrawn”.
        old_url: its address before, or an empty string.
        old_facets: what filters found it by before; empty where it was not public.
    """

    item: Item
    kind: str
    old_url: str
    old_facets: frozenset


# Functions that are told of the changes of each transaction, inside it.
listeners = []


def listener(function):
    """Have a function told of changes: it is given the `Keeper`, which reads them."""
    listeners.append(function)
    return function


class Indexer:
    """
    Brings items up to date, under the lock.

    Args:
        marks: a `feed.index.changes.PendingChanges`.
        anew: whether nothing that was written before is relied on.
    """

    def __init__(self, marks, anew=False):
        self.marks = marks
        self.anew = anew
        self.done = set()
        self.before = {}
        self.shown_on = {}
        self.turned = set()

    def run(self):
        """Renew what was marked, then what shows it; tell readers and listeners."""
        take_index_lock()
        self.renew(self.marks.keys())
        self.renew(self.dependents() - self.done)
        if self.before or self.marks.vocabulary:
            note_latest(self.stamp)
        if self.before:
            for tell in listeners:
                tell(self)

    @cached_property
    def stamp(self):
        """The moment of this transaction's changes; its first use makes a new state."""
        return next_state()

    def dependents(self):
        """Pages whose items show something that turned out to be different."""
        names = {f"page:{key}" for key in self.turned} | self.marks.sources
        items = Item.objects.filter(sources__overlap=list(names)) if names else ()
        shown = {key for item in self.touching() for key in item}
        return {item.page for item in items.only("page")} | shown if names else shown

    def touching(self):
        """Pages that show a page of this transaction, or showed it before."""
        for key, item in self.before.items():
            then, now = {*(item.shown_on if item else ())}, self.shown_on[key]
            yield then | now if key in self.turned else then ^ now

    def renew(self, keys):
        """Make the items of some pages anew, in batches."""
        keys = sorted(keys)
        for start in range(0, len(keys), BATCH):
            if len(keys) > BATCH:
                progress.tell(start, len(keys))
            self.renew_batch(keys[start : start + BATCH])

    def renew_batch(self, keys):
        """Make a few items anew, and turn those that are not public into tombstones."""
        self.done.update(keys)
        kept = (
            Item.objects.filter(page__in=keys)
            .defer("card", "vector")
            .in_bulk(field_name="page")
        )
        pages = load(keys)
        world = PageBundle(pages)
        made = [serialize(page, world, self.body_of(kept.get(page.pk))) for page in pages]
        new = [item for item in made if self.differs(item, kept.get(item.page))]
        if new:
            upsert(new, self.stamp)
        if self.anew:
            written = {item.page for item in new}
            find_anew([item for item in made if item.page not in written])
        for item in new:
            self.note(item.page, kept.get(item.page), item)
        public = {page.pk for page in pages}
        self.note_pages_that_are_no_items(set(keys) - public - set(kept))
        if gone := [item for key, item in kept.items() if key not in public]:
            self.withdraw(gone)

    def body_of(self, item):
        """The body of an item as it was last written, as (HTML, Markdown), or None."""
        if self.anew or item is None or not item.full:
            return None
        form = json.loads(item.full + "}")
        return form["html"], form["markdown"]

    def differs(self, made, item):
        """Whether an item is not yet as it was made."""
        if item is None or not item.is_public or item.sequence is None:
            return True
        names = COMPARED | ({"full", "card"} if self.anew else set())
        return any(getattr(item, name) != getattr(made, name) for name in names)

    def note(self, key, before, after):
        """Remember that an item changed, and whether others that show it must too."""
        self.before[key] = before
        self.shown_on[key] = {*(after.shown_on if after else ())}
        if face(before) != face(after):
            self.turned.add(key)

    def note_pages_that_are_no_items(self, keys):
        """Profiles and lists have no row to compare with: what shows them is renewed."""
        self.turned |= keys

    def withdraw(self, items):
        """Turn items into tombstones, or bring what tombstones say up to date."""
        reasons = self.marks.withdrawn
        keys = [replacement for _, replacement in reasons.values() if replacement]
        keys += [item.replacement for item in items if item.replacement]
        faces = refs_of(keys)
        for item in items:
            if item.page in reasons:
                item.reason, item.replacement = reasons[item.page]
            elif item.is_public:
                item.reason, item.replacement = "", None
            face = faces.get(item.replacement)
            replaced_by = face.id if face and face.type else None
            if item.is_public or item.page in reasons or replaced_by != item.replaced_by:
                self.note(item.page, Item(**simple_columns(item)), None)
                bury(item, replaced_by, self.stamp)

    @cached_property
    def changes(self):
        """What happened to each item, as `Change`s in the order of the sequence."""
        rows = Item.objects.filter(page__in=self.before).defer("card", "full", "vector")
        return [
            change_of(item, self.before[item.page]) for item in rows.order_by("sequence")
        ]


def take_index_lock():
    """
    Wait for the one lock of the feed; nothing after it waits for another transaction.

    Waits longer than a request waits for other locks: whoever holds it is about to
    commit, be it after thousands of items.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE_LOCK, [LOCK])


def next_state():
    """Count one generation more; return the moment to stamp its changes with."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_STATE)
        return cursor.fetchone()[0]


def note_latest(stamp):
    """Note the moment of the latest changes, and the latest sequence."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST, [stamp])


def face(item):
    """What other items show of one; None where it is not public."""
    public = item is not None and getattr(item, "is_public", True)
    return (item.title, item.url, item.type) if public else None


def simple_columns(item):
    """What is remembered of an item that changes."""
    names = ("id", "page", "type", "is_public", "title", "url", "shown_on", "facets")
    return {name: getattr(item, name) for name in names}


def sets_of(made):
    """The sets of OAI-PMH that an item belongs to."""
    return [facet for facet in made.facets if facet.startswith(("type:", "nation:"))]


def upsert(made, stamp):
    """Write items in one statement, each with its sequence."""
    rows = [
        (
            *(item.page, str(item.id), item.type, item.card, item.full, item.hash),
            *(item.url, item.title, item.sort_title),
            *(item.published_at, item.updated_at, item.facets, sets_of(item)),
            *item.words,
            *(item.listed, item.names, item.sources, item.shown_on, stamp),
        )
        for item in made
    ]
    with connection.cursor() as cursor:
        execute_values(cursor.cursor, UPSERT, rows, ROW, page_size=BATCH)


def find_anew(made):
    """Write what items are found by, of items that say what they said."""
    rows = [(item.page, *item.words, item.listed, item.names) for item in made]
    if rows:
        with connection.cursor() as cursor:
            execute_values(cursor.cursor, FINDINGS, rows, FOUND, page_size=BATCH)


def bury(item, replaced_by, stamp):
    """Leave nothing of an item but what its tombstone says."""
    sources = [f"page:{item.replacement}"] if item.replacement else []
    Item.objects.filter(pk=item.pk).update(
        **dict.fromkeys(TEXTS, ""),
        **dict.fromkeys(["published_at", "updated_at", "vector"], None),
        sequence=RawSQL("nextval('feed_sequence')", ()),
        changed_at=stamp,
        is_public=False,
        facets=[],
        sources=sources,
        shown_on=[],
        reason=item.reason,
        replacement=item.replacement,
        replaced_by=replaced_by,
    )


def change_of(item, before):
    """What happened to an item, given how it was before, or None."""
    if before is None or not before.is_public:
        return Change(item, "published", "", frozenset())
    kind = "updated" if item.is_public else "withdrawn"
    return Change(item, kind, before.url, frozenset(before.facets))
