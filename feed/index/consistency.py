"""Making the table anew, and proving that it says what the pages say."""

from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Page

from feed.index.changes import PendingChanges
from feed.index.indexer import BATCH, Indexer
from feed.index.loading import load
from feed.index.references import PageBundle, refs_of
from feed.index.serializers import serialize
from feed.models import Item, State

MISSING = "is public and not in the feed."
LEFT_OVER = "is in the feed and not public."
OTHER_WORDS = "says something else in the feed than on the page."
OTHER_FINDINGS = "is found by other words or filters in the feed than on the page."
OTHER_ID = "has another id in the feed than the page."
NOT_NUMBERED = "has no sequence in the feed."
OTHER_REPLACEMENT = "has a tombstone that names another page to read instead."
TOO_HIGH = "The feed holds a sequence beyond the latest one it knows of."
# Counted up whenever a release writes items in another way; it makes them all anew.
FORM = 2
NO_STATE = "The feed has no state, or more than one."


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
    keys = sorted(all_keys())
    total(len(keys))
    changed = 0
    for start in range(0, len(keys), BATCH):
        marks = PendingChanges()
        marks.pages.update(keys[start : start + BATCH])
        keeper = Indexer(marks, anew=True)
        with transaction.atomic():
            keeper.run()
        changed += len(keeper.before)
        progress(len(marks.pages))
    State.objects.update(form=FORM)
    return Done(len(keys), changed)


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
    yield from differences_of_state()
    keys = sorted(all_keys())
    total(len(keys))
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        with transaction.atomic():
            yield from differences_among(batch)
        progress(len(batch))


def differences_of_state():
    """What is wrong with the one row of state."""
    states = list(State.objects.all())
    if len(states) != 1:
        yield Difference("", NO_STATE)
    elif Item.objects.filter(sequence__gt=states[0].sequence).exists():
        yield Difference("", TOO_HIGH)


def differences_among(keys):
    """The differences of a few pages."""
    pages = load(keys)
    world = PageBundle(pages)
    items = Item.objects.filter(page__in=keys).in_bulk(field_name="page")
    for page in pages:
        item = items.pop(page.pk, None)
        if sentence := difference_of(item, serialize(page, world)):
            yield Difference(page.url_path, sentence)
    faces = refs_of([item.replacement for item in items.values() if item.replacement])
    for item in items.values():
        if sentence := difference_of_tombstone(item, faces):
            yield Difference(item.url or str(item.pk), sentence)


def difference_of(item, made):
    """What the row of a public page gets wrong, in a sentence, or an empty string."""
    if item is None or not item.is_public:
        return MISSING
    checks = (
        (item.pk == made.id, OTHER_ID),
        (item.sequence is not None, NOT_NUMBERED),
        ((item.full, item.card) == (made.full, made.card), OTHER_WORDS),
        ((item.url, item.title) == (made.url, made.title), OTHER_WORDS),
        (item.facets == made.facets, OTHER_FINDINGS),
        ((item.listed, item.names) == (made.listed, made.names), OTHER_FINDINGS),
        (item.sources == made.sources, OTHER_FINDINGS),
        (item.published_at == made.published_at, OTHER_FINDINGS),
    )
    return next((sentence for holds, sentence in checks if not holds), "")


def difference_of_tombstone(item, faces):
    """What the row of a page that is not public gets wrong."""
    if item.is_public or item.full or item.card or item.facets:
        return LEFT_OVER
    if item.sequence is None:
        return NOT_NUMBERED
    face = faces.get(item.replacement)
    replaced_by = face.id if face and face.type else None
    return "" if replaced_by == item.replaced_by else OTHER_REPLACEMENT
