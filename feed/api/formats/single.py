"""One item in another format, and what says where each of them is."""

import json
from collections.abc import Callable
from typing import NamedTuple

from django.utils.html import escape

from feed.api.formats.citations import BIBTEX_TYPE, CSL_TYPE, RIS_TYPE, bibtex, csl, ris
from feed.api.links import address
from feed.api.responses import JSON
from feed.index.html import markdown_of

MARKDOWN_TYPE = "text/markdown; charset=utf-8"


class ItemFormat(NamedTuple):
    """
    A format in which one item can be had.

    Args:
        media_type: with its character set.
        label: what people call it.
        write: makes text of batches of full items as JSON.
    """

    media_type: str
    label: str
    write: Callable


def markdown(batches):
    """Items as texts to read, each with the sentence that must be shown."""
    for batch in batches:
        for item in map(json.loads, batch):
            head = f"<h1>{escape(item['title'])}</h1><p>{escape(item['summary'])}</p>"
            foot = f"<hr><p>{escape(item['licence']['attribution'])}</p>"
            parts = (markdown_of(head), item["markdown"], markdown_of(foot))
            yield "\n\n".join(filter(None, parts)) + "\n"


# By the ending of the address.
ITEM_FORMATS = {
    "ris": ItemFormat(RIS_TYPE, "RIS", ris),
    "bib": ItemFormat(BIBTEX_TYPE, "BibTeX", bibtex),
    "csl.json": ItemFormat(CSL_TYPE, "CSL-JSON", csl),
    "md": ItemFormat(MARKDOWN_TYPE, "Markdown", markdown),
}


def alternates(item_id):
    """
    Where the other forms of an item are.

    Args:
        item_id: its id.

    Returns:
        (media type without parameters, whole address, label) of each, JSON first.
    """
    here = address("feed_item", arguments=(item_id,))
    others = [
        (kind.media_type.partition(";")[0], f"{here}.{ending}", kind.label)
        for ending, kind in ITEM_FORMATS.items()
    ]
    return [(JSON, here, "JSON"), *others]


def alternate_links(item_id):
    """The same as a header `Link` (RFC 8288)."""
    return ", ".join(
        f'<{url}>; rel="alternate"; type="{kind}"' for kind, url, _ in alternates(item_id)
    )
