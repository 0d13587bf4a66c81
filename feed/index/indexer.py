"""Keeping the table true: whatever a transaction changes, its last step writes.

Signal handlers only mark what may have changed (`feed.index.changes`). Just before the
commit, under one lock, the items are made anew from what the database then holds, so
that no two transactions can write over each other's changes, and are numbered together.
"""

import json
from dataclasses import dataclass
from functools import cached_property

from core.caching import site_state
from core.signals import being_written
from feed.index import progress
from feed.index.columns import TOLD_OF_ITEMS, TOLD_OF_TOMBSTONES
from feed.index.loading import load
from feed.index.numbering import next_state, note_latest, take_index_lock
from feed.index.references import PageBundle
from feed.index.rows import (
    bury,
    item_values,
    mend,
    other_columns,
    pages_made_of,
    pages_with_other_words,
    rows_of,
    write,
)
from feed.index.serializers import serialize
from feed.index.tombstones import tombstones_of
from feed.models import Item
from feed.origin import require_origin

BATCH = 200
# What a row holds that says nothing of what happened to it.
UNSEEN = ("card", "full", "brief", "vector")


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
    """
    Have a function told of changes, inside the transaction that makes them.

    Args:
        function: it is given the `Indexer`, whose `changes` are read when it asks.

    Returns:
        The function, so that this serves as a decorator.
    """
    listeners.append(function)
    return function


class Indexer:
    """
    Brings items up to date, under the lock.

    Args:
        marks: a `feed.index.changes.PendingChanges`.
        anew: whether nothing that was written before is relied on.
        misnumbered: pages whose rows have a sequence or a moment that cannot be right.

    `before` holds the rows of all that changed as they were; readers were told of those
    in `quiet` as they are, so that these are no changes to them.

    Next: `feed.outbound.cdn.forget_items` and `feed.outbound.webhooks.tell_webhooks`, by
    `listeners`.
    """

    def __init__(self, marks, anew=False, misnumbered=()):
        self.marks = marks
        self.anew = anew
        self.misnumbered = misnumbered
        self.done = set()
        self.before = {}
        self.quiet = set()
        self.shown_on = {}
        self.turned = set()

    def run(self):
        """Renew what was marked, then what shows it; tell readers and listeners."""
        take_index_lock()
        require_origin()
        self.renew(self.marks.keys())
        self.renew(self.dependents() - self.done)
        being_written.send(type(self), keys=self.done)
        if self.before or self.marks.vocabulary or self.anew:
            site_state.changed()
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
        shown = {key for item in self.touching() for key in item}
        return pages_made_of(names) | shown if names else shown

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
        kept = rows_of(keys)
        pages = load(keys)
        world = PageBundle(pages)
        made = [serialize(page, world, self.body_of(kept.get(page.pk))) for page in pages]
        other_words = pages_with_other_words(keys, made) if self.anew else set()
        self.publish(made, kept, other_words)
        public = {page.pk for page in pages}
        self.note_pages_that_are_no_items(set(keys) - public - set(kept))
        if gone := [item for key, item in kept.items() if key not in public]:
            self.withdraw(gone, other_words)

    def body_of(self, item):
        """The body of an item as it was last written, as (HTML, Markdown), or None."""
        if self.anew or item is None or not item.full:
            return None
        try:
            form = json.loads(item.full + "}")
            return form["html"], form["markdown"]
        except (ValueError, KeyError):
            # Somebody altered it by hand; it is made anew like any other column.
            return None

    def publish(self, made, kept, other_words):
        """Write what is not yet as it was made; number what readers must be told of."""
        new, other = [], []
        for item in made:
            before = kept.get(item.page)
            columns = other_columns(item_values(item), before)
            if columns & TOLD_OF_ITEMS or self.is_misnumbered(before):
                new.append(item)
            elif columns or item.page in other_words:
                other.append(item)
        same_words = self.with_the_same_words(made, kept)
        write(new, self.stamp if new else None, same_words)
        mend(other, same_words)
        self.quiet.update(item.page for item in other)
        for item in (*new, *other):
            self.note(item.page, kept.get(item.page), item)

    def with_the_same_words(self, made, kept):
        """The pages whose rows have the vector that would be made for them."""
        known = {} if self.anew else {key: row.words_hash for key, row in kept.items()}
        return {item.page for item in made if known.get(item.page) == item.words_hash}

    def is_misnumbered(self, row):
        """Whether a row needs another sequence, whatever it says."""
        return row.sequence is None or row.page in self.misnumbered

    def note(self, key, before, after):
        """Remember that an item changed, and whether others that show it must too."""
        self.before[key] = before
        self.shown_on[key] = {*(after.shown_on if after else ())}
        if shown_elsewhere(before) != shown_elsewhere(after):
            self.turned.add(key)

    def note_pages_that_are_no_items(self, keys):
        """Profiles and lists have no row to compare with: what shows them is renewed."""
        self.turned |= keys

    def withdraw(self, rows, other_words):
        """Turn items into tombstones, or bring what tombstones say up to date."""
        wanted = tombstones_of(rows, self.marks.withdrawn, self.anew)
        for row in rows:
            columns = other_columns(wanted[row.page], row)
            if columns & TOLD_OF_TOMBSTONES or self.is_misnumbered(row):
                bury(row, wanted[row.page], self.stamp)
            elif columns or row.page in other_words:
                bury(row, wanted[row.page])
                self.quiet.add(row.page)
            else:
                continue
            self.note(row.page, row, None)

    @cached_property
    def changes(self):
        """What happened to each item, as `Change`s in the order of the sequence."""
        keys = self.before.keys() - self.quiet
        rows = Item.objects.filter(page__in=keys).defer(*UNSEEN)
        return [
            change_of(item, self.before[item.page]) for item in rows.order_by("sequence")
        ]


def shown_elsewhere(item):
    """What other items show of one; None where it is not public."""
    public = item is not None and getattr(item, "is_public", True)
    return (item.title, item.url, item.type) if public else None


def change_of(item, before):
    """What happened to an item, given how it was before, or None."""
    if before is None or not before.is_public:
        return Change(item, "published", "", frozenset())
    kind = "updated" if item.is_public else "withdrawn"
    return Change(item, kind, before.url, frozenset(before.facets))
