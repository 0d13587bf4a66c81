"""Making the table anew, and proving that it says what the pages say."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Subquery
from django.utils import timezone
from wagtail.models import Page

from feed.index.changes import PendingChanges
from feed.index.indexer import BATCH, Indexer
from feed.index.loading import load
from feed.index.numbering import take_index_lock, wrongly_numbered
from feed.index.references import PageBundle
from feed.index.rows import item_values, other_columns, pages_with_other_words, rows_of
from feed.index.serializers import serialize
from feed.index.tombstones import tombstones_of
from feed.models import Item, State
from feed.origin import require_origin
from feed.schema.types import TYPE_LABELS

MISSING = "is public and not in the feed."
LEFT_OVER = "is in the feed and not public."
OTHERWISE = "is otherwise in the feed than on the page: {}."
OTHER_TOMBSTONE = "has a tombstone that holds something else than it must: {}."
OTHER_PAGE = "is in the feed as page {}, but its id is that of page {}."
NO_STATE = "The feed has no state, or more than one."
# Counted up whenever a release writes items in another way; it makes them all anew.
FORM = 5


@dataclass(frozen=True)
class Done:
    """What a rebuilding did: pages looked at, items written anew."""

    pages: int
    changed: int


def rebuild(total=lambda count: None, progress=lambda count: None):
    """
    Make every item anew, in batches that each commit.

    Ids never change, and the sequence of an item that is as it was does not either.

    Args:
        total: called once with the number of pages.
        progress: called with the number of pages dealt with, again and again.

    Returns:
        A `Done`.
    """
    put_state_right()
    put_rows_to_their_pages()
    misnumbered = wrongly_numbered().keys()
    # What bears a number beyond all others goes first, or it would be the latest.
    keys = sorted(all_keys(), key=lambda key: (key not in misnumbered, key))
    total(len(keys))
    changed = 0
    for start in range(0, len(keys), BATCH):
        marks = PendingChanges()
        marks.pages.update(keys[start : start + BATCH])
        indexer = Indexer(marks, anew=True, misnumbered=misnumbered & marks.pages)
        with transaction.atomic():
            indexer.run()
        changed += len(indexer.before)
        progress(len(marks.pages))
    State.objects.update(form=FORM)
    return Done(len(keys), changed)


@transaction.atomic
def put_state_right():
    """Keep one state; a new one has another epoch, so that readers begin anew."""
    take_index_lock()
    states = State.objects.order_by("pk")
    if first := states.first():
        states.exclude(pk=first.pk).delete()
    else:
        latest = Item.objects.aggregate(at=Max("changed_at"), number=Max("sequence"))
        now, sequence = latest["at"] or timezone.now(), latest["number"] or 0
        State.objects.create(changed_at=now, sequence=sequence, origin=settings.BASE_URL)


@transaction.atomic
def move_to(origin):
    """
    Keep another origin; every item is to be written anew.

    Args:
        origin: the one that this process writes from now on.

    Returns:
        The origin before, or an empty string if there was none or the same.
    """
    put_state_right()
    before = State.objects.get().origin
    if before == origin:
        return ""
    State.objects.update(origin=origin, form=0)
    return before


@transaction.atomic
def put_rows_to_their_pages():
    """Put rows that stand for another page than their id says to the right one."""
    take_index_lock()
    for row in misplaced_rows():
        Item.objects.filter(page=row.own).exclude(pk=row.pk).delete()
        Item.objects.filter(pk=row.pk).update(page=row.own)


def misplaced_rows():
    """The rows whose id is that of another page, each with `own`, that page's key."""
    pages = Page.objects.filter(translation_key=OuterRef("pk"))
    return (
        Item.objects.only("page")
        .annotate(own=Subquery(pages.values("pk")[:1]))
        .filter(~Exists(pages.filter(pk=OuterRef("page"))), own__isnull=False)
    )


def is_needed():
    """Whether the items were written in the way of an older release, or not at all."""
    return State.objects.exclude(form=FORM).exists() or not Item.objects.exists()


def all_keys():
    """The primary keys of all pages there are, and of all that the feed knows."""
    now = Page.objects.values_list("pk", flat=True)
    return {*now, *Item.objects.values_list("page", flat=True)}


@dataclass(frozen=True)
class Difference:
    """Something the feed and the pages do not agree about."""

    what: str
    sentence: str

    def __str__(self):
        return f"{self.what} {self.sentence}".strip()


def differences(total=lambda count: None, progress=lambda count: None):
    """
    Compare every item with its page, without changing anything.

    Args:
        total: called once with the number of pages.
        progress: called with the number of pages dealt with, again and again.

    Yields:
        A `Difference` for everything that does not agree.
    """
    require_origin()
    yield from differences_of_table()
    numbers = wrongly_numbered()
    keys = sorted(all_keys())
    total(len(keys))
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        with transaction.atomic():
            yield from differences_among(batch, numbers)
        progress(len(batch))


def differences_of_table():
    """What is wrong with the one row of state, and with the keys of the table."""
    if State.objects.count() != 1:
        yield Difference("", NO_STATE)
    for row in misplaced_rows():
        yield Difference(str(row.pk), OTHER_PAGE.format(row.page, row.own))


def differences_among(keys, numbers):
    """The differences of a few pages, given the sentences about wrong numbers."""
    pages = load(keys)
    world = PageBundle(pages)
    made = [serialize(page, world) for page in pages]
    rows = rows_of(keys)
    other_words = pages_with_other_words(keys, made)
    for page, item in zip(pages, made, strict=True):
        row = rows.get(page.pk)
        sentences = (difference_of(row, item, other_words), numbers.get(page.pk))
        yield from (Difference(page.url_path, words) for words in sentences if words)
    left = [rows[key] for key in rows.keys() - {page.pk for page in pages}]
    wanted = tombstones_of(left, anew=True)
    for row in left:
        found = difference_of_tombstone(row, wanted[row.page], other_words)
        what = row.url or str(row.pk)
        sentences = (found, numbers.get(row.page))
        yield from (Difference(what, words) for words in sentences if words)


def difference_of(row, made, other_words):
    """What the row of a public page gets wrong, in a sentence, or an empty string."""
    if row is None or not row.is_public:
        return MISSING
    columns = other_columns(item_values(made), row)
    return sentence(OTHERWISE, columns, row, other_words)


def difference_of_tombstone(row, values, other_words):
    """What the row of a page that is not public gets wrong."""
    if row.is_public:
        return LEFT_OVER
    columns = other_columns(values, row)
    if row.type not in TYPE_LABELS:
        columns.add("type")
    return sentence(OTHER_TOMBSTONE, columns, row, other_words)


def sentence(pattern, columns, row, other_words):
    """A sentence that names columns; an empty string if there are none."""
    columns = {*columns, *(["vector"] if row.page in other_words else [])}
    return pattern.format(", ".join(sorted(columns))) if columns else ""
