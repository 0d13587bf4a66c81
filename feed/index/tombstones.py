"""What is left of pages that are not public any more, and may be said of them."""

from wagtail.models import Page

from core import signals
from feed.index.columns import Kind, emptied, in_tombstones
from feed.index.loading import type_of
from feed.index.references import refs_of
from feed.index.rows import SETS
from feed.schema.types import TYPE_LABELS

TYPE, NATION = SETS


def tombstones_of(rows, said=(), anew=False):
    """
    What the tombstones of some pages must hold.

    Args:
        rows: the rows of pages that are not public, as they are.
        said: what readers were told in this transaction, as (sentence, key of the
            page to read instead) by page.
        anew: whether pages and withdrawals are asked wherever they can tell, and a row
            is believed only in what nobody else remembers.

    Returns:
        Values by column for each row, by page.
    """
    told = {row.page: (row.reason, row.replacement) for row in rows}
    remains = remains_of(told) if anew else {}
    told |= reasons_of(remains) if anew else {}
    told |= {key: said[key] for key in told.keys() & dict(said).keys()}
    wanted = {replacement for _, replacement in told.values() if replacement}
    refs = refs_of(wanted)
    existing = refs.keys() | existing_among(wanted - refs.keys())
    return {
        row.page: {
            **emptied(in_tombstones(Kind.EMPTY)),
            **left_of(row, remains.get(row.page)),
            **said_of(*told[row.page], refs, existing),
        }
        for row in rows
    }


def left_of(row, remaining):
    """What a tombstone keeps of the page: its id, its type and its sets."""
    key, kind = remaining or (row.pk, known_type(row))
    own, sets = TYPE + kind, [name for name in row.sets if name.startswith(NATION)]
    return {"id": key, "type": kind, "is_public": False, "sets": [own, *sets]}


def known_type(row):
    """The type a tombstone names; its sets name it as well, should that be unknown."""
    named = [name.removeprefix(TYPE) for name in row.sets if name.startswith(TYPE)]
    known = (kind for kind in (row.type, *named) if kind in TYPE_LABELS)
    return next(known, row.type)


def said_of(reason, replacement, refs, existing):
    """What a tombstone says to readers; a page that is gone for good replaces nothing."""
    replacement = replacement if replacement in existing else None
    ref = refs.get(replacement)
    return {
        "reason": reason,
        "replacement": replacement,
        "replaced_by": ref.id if ref and ref.type else None,
        "sources": [f"page:{replacement}"] if replacement else [],
    }


def remains_of(keys):
    """The id and the type of those of some pages that still exist, by primary key."""
    pages = Page.objects.filter(pk__in=keys).only("translation_key", "content_type")
    kinds = {page: type_of(page.specific_class) for page in pages}
    return {page.pk: (page.translation_key, kind) for page, kind in kinds.items() if kind}


def reasons_of(keys):
    """What was said when some pages were taken away; of others, nothing was said."""
    answers = signals.withdrawals_wanted.send(None, pages=list(keys))
    found = dict.fromkeys(keys, ("", None))
    for _, answer in answers:
        found |= answer
    return found


def existing_among(keys):
    """Those of some primary keys that are of a page."""
    pages = Page.objects.filter(pk__in=keys).values_list("pk", flat=True)
    return set(pages) if keys else set()
