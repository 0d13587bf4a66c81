"""Daily dumps: written by the worker, taken away with the first item that leaves."""

import gzip
import hashlib
import io
import json
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from background.outbox import NotYet, handler, send_later
from background.schedule import every
from feed.index.indexer import listener
from feed.index.numbering import take_index_lock
from feed.models import Dump, Item, State
from feed.query import selectors
from feed.query.queries import Query
from feed.query.wire import ndjson_lines

KIND = "dump"
# How an item begins to say what readers replied, if they did.
HAS_REPLIES = '"replies":[{'


@listener
def take_dumps_away(indexer):
    """
    Take every dump away that holds what is public no more.

    Next: `write_dump`, which the worker calls after the commit.
    """
    gone = [change.item.pk for change in indexer.changes if change.kind == "withdrawn"]
    gone += items_that_lost_a_reply(indexer)
    if gone and Dump.objects.holding(gone).take_away():
        ask_for_dump()


def items_that_lost_a_reply(indexer):
    """The ids of items that do not hold a reply any more which they held before."""
    had = {
        key: replies
        for key, row in indexer.before.items()
        if row and (replies := replies_in(row.full))
    }
    rows = Item.objects.filter(page__in=had).only("page", "full") if had else ()
    return [item.pk for item in rows if had[item.page] - replies_in(item.full)]


def replies_in(unfinished):
    """The ids of the replies in a full form, as it stands in its row."""
    if HAS_REPLIES not in unfinished:
        return set()
    try:
        return {reply["id"] for reply in json.loads(f"{unfinished}}}")["replies"]}
    except ValueError:
        # Somebody altered it by hand; what it held is not known.
        return {unfinished}


def ask_for_dump():
    """Have the worker write the newest dump anew."""
    send_later(KIND, {}, subject="The feed's dump of today", supersedes=KIND)


@every(minutes=10, name="Write the feed's dump of today")
def ask_for_dump_of_today():
    """Ask for a dump where there is none of today and of this epoch."""
    there = Dump.objects.filter(is_there=True, date=today())
    if not there.filter(epoch=State.objects.get().epoch).exists():
        ask_for_dump()


@handler(KIND)
def write_dump(message=None):
    """
    Write the dump of today.

    Returns:
        A few words about it.

    Raises:
        NotYet: an item was withdrawn while it was written, or one with replies changed.
    """
    made = read_everything()
    with transaction.atomic():
        take_index_lock()
        if is_overtaken(made):
            raise NotYet("Something was withdrawn while the dump was written.")
        Dump.objects.update_or_create(date=today(), defaults=made.columns)
        Dump.objects.all().forget_old()
    return f"{len(made.held)} items"


def today():
    """The day in UTC, as all moments of the feed are."""
    return timezone.now().date()


@dataclass
class Reading:
    """Everything public as it was at one moment, packed."""

    now: selectors.Now
    file: io.BytesIO = field(default_factory=io.BytesIO)
    held: list = field(default_factory=list)
    replied: list = field(default_factory=list)
    digest: int = 0

    def add(self, items):
        """Take up some items, as finished JSON."""
        for form in map(json.loads, items):
            self.held.append(form["id"])
            if form["replies"]:
                self.replied.append(form["id"])
            proof = hashlib.sha256(f"{form['id']}:{form['hash']}".encode("ascii"))
            self.digest = (self.digest + int.from_bytes(proof.digest())) % 2**256

    @property
    def columns(self):
        """What the row of the dump holds."""
        data = self.file.getvalue()
        return {
            "is_there": True,
            "data": data,
            "sha256": hashlib.sha256(data).hexdigest(),
            "size": len(data),
            "held": self.held,
            "items": len(self.held),
            "epoch": self.now.epoch,
            "sequence": self.now.sequence,
            "digest": f"{self.digest:064x}",
        }


def read_everything():
    """Read every public item as it is at one moment, as a `Reading`."""
    batches = selectors.export(Query(form="full", limit=None))
    made = Reading(next(batches))
    with gzip.GzipFile(fileobj=made.file, mode="wb", mtime=0) as packed:
        for line in ndjson_lines(noted(made, batches)):
            packed.write(line.encode())
    return made


def noted(made, batches):
    """Batches of items as they come, each taken up by a reading."""
    for items in batches:
        made.add(items)
        yield items


def is_overtaken(made):
    """Whether what was read may hold something that is public no more."""
    may_be_gone = Q(is_public=False) | Q(pk__in=made.replied)
    later = Item.objects.filter(may_be_gone, sequence__gt=made.now.sequence)
    return State.objects.get().epoch != made.now.epoch or later.exists()
