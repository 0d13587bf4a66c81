"""What all formats have in common: a list read in full, its addresses, its words."""

import json
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.utils.html import escape

from feed.api.links import address_of
from feed.api.responses import Answer
from feed.api.routing import route
from feed.api.titles import title_of
from feed.query import selectors
from feed.query.parameters import LISTING, is_appended
from feed.query.queries import Query, query_of

DESCRIPTION = (
    "Strategic drivers, templates, plans, examples and stories that help NHS libraries "
    "to show their value."
)


# Makes a function the door of a format: people subscribe to its address.
format_door = partial(route, parameters=LISTING, passes_over=is_appended)


@dataclass(frozen=True)
class ItemList:
    """
    A part of a list for a feed reader.

    Args:
        now: the state it was read in.
        title: what the list is called.
        items: full items, as dictionaries.
        url: the address of this part.
        next_url: the address of the next part, or an empty string.
        home_url: the address of the site.
    """

    now: selectors.Now
    title: str
    items: list
    url: str
    next_url: str
    home_url: str


def read_list(values, name):
    """Read a part of a list in full, as an `ItemList`."""
    found = selectors.listing(in_full(query_of(values)))
    after = address_of(values, name, cursor=found.next) if found.next else ""
    items = [json.loads(item) for item in found.items]
    return ItemList(
        now=found.now,
        title=title_of(values),
        items=items,
        url=address_of(values, name),
        next_url=after,
        home_url=f"{settings.BASE_URL}/",
    )


def content_of(item):
    """What feed readers show of an item: its text, or its summary while it has none."""
    return item["html"] or f"<p>{escape(item['summary'] or item['title'])}</p>"


def in_full(query):
    """The same query for full items, whichever form was asked for."""
    return Query(**{**query.__dict__, "form": "full"})


def export(values, ending, media_type, write):
    """
    Every item of a list, or as many as `limit` says, as a file that is sent as it grows.

    Args:
        values: parameters by name.
        ending: of the door's name and of the file's, for example "csv".
        media_type: with its character set.
        write: given batches of full items as finished JSON, it yields text.

    Returns:
        An `Answer`.
    """
    query = in_full(query_of(values, usual_limit=None))
    disposition = f'attachment; filename="map-items.{ending}"'
    headers = {"Content-Disposition": disposition}
    if query.limit is not None:
        found = selectors.listing(query)
        if found.next:
            after = address_of(values, f"feed_items_{ending}", cursor=found.next)
            headers["Link"] = f'<{after}>; rel="next"'
        now, batches = found.now, iter([found.items])
    else:
        batches = selectors.export(query)
        now = next(batches)
    body = Stream(batches, partial(write))
    return Answer(body, media_type, now, headers=headers)


class Stream:
    """Text made of batches of items as bytes; closing it ends the reading."""

    def __init__(self, batches, write):
        self.batches = batches
        self.parts = write(batches)

    def __iter__(self):
        try:
            for part in self.parts:
                yield part.encode()
        finally:
            self.close()

    def close(self):
        """End the reading, also before its end."""
        getattr(self.batches, "close", lambda: None)()
