"""The doors of daily dumps: which there are, and each as a file."""

import re
from datetime import date

from feed.api.etags import listing_tag
from feed.api.links import address
from feed.api.responses import Answer, json_answer
from feed.api.routing import route
from feed.models import Dump
from feed.query import selectors
from feed.query.connection import alias
from feed.query.cursors import cursor
from feed.query.problems import Gone, NotFound
from feed.query.wire import EVERY_LIST

NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.ndjson\.gz")


@route(kept_in=None)
def dumps(values):
    """The dumps that may be had, the newest first."""
    now = selectors.now()
    found = list(Dump.objects.using(alias()).there(now.epoch))
    changed = max([now.changed_at, *(dump.written_at for dump in found)])
    marks = " ".join(dump.sha256 for dump in found)
    return json_answer(
        {"dumps": list(map(form_of, found))},
        now,
        tag=listing_tag(now, f"dumps {marks}"),
        changed_at=changed,
    )


def form_of(dump):
    """What is said of one dump."""
    return {
        "date": dump.date.isoformat(),
        "url": address("feed_dump", arguments=(f"{dump.date}.ndjson.gz",)),
        "bytes": dump.size,
        "sha256": dump.sha256,
        "items": dump.items,
        "sequence": dump.sequence,
        "epoch": str(dump.epoch),
        "digest": dump.digest,
        "cursor": cursor(dump.epoch.hex, dump.sequence),
    }


@route(kept_in=None)
def one_dump(values, name):
    """One dump as a file, which is packed already."""
    day = day_of(name)
    now = selectors.now()
    rows = Dump.objects.using(alias())
    there = {dump.date for dump in rows.there(now.epoch)}
    dump = rows.filter(date=day).first()
    if dump is None:
        raise NotFound("There never was a dump of this day.")
    if day not in there:
        raise Gone("This dump is not given any more; /dumps names those that are.")
    return Answer(
        bytes(dump.data),
        "application/gzip",
        now,
        tag=dump.sha256[:32],
        changed_at=dump.written_at,
        keys=(EVERY_LIST,),
        headers={"Content-Disposition": f'attachment; filename="map-{name}"'},
        is_packed=True,
    )


def day_of(name):
    """The day that the name of a file stands for."""
    found = NAME.fullmatch(name)
    try:
        return date.fromisoformat(found[1] if found else "")
    except ValueError as error:
        raise NotFound("There never was a dump of this name.") from error
