"""Making items: what a page says, in the words of the feed's contract."""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

import rfc8785

from core.models import ChangeNote
from core.models.search_wordings import wordings_of
from core.pages.linked import LEADING_ROWS
from core.vocabularies.proposals import typed_names
from feed.index.details import json_value
from feed.index.html import body_of, markdown_of
from feed.index.loading import NOTES
from feed.index.references import walk
from feed.index.search_fields import (
    SearchTexts,
    facets_of,
    known_by,
)
from feed.query.wire import compact, unfinished
from feed.schema.brief import brief_form
from feed.schema.fields import FIELDS, ONLY_FULL, Source
from feed.schema.values import page_rows

ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
# The same within the address of a link, where “@” is written otherwise.
IN_A_LINK = re.compile(r"[\w.+'-]+%(?:25)*40[\w-]+(?:\.[\w-]+)+")

LEFT_OUT = "(address left out)"


@dataclass
class ItemRow:
    """An item as it is to be written: see the columns of `feed.models.Item`."""

    page: int
    id: object
    type: str
    card: str
    full: str
    brief: str
    hash: str
    url: str
    title: str
    sort_title: str
    published_at: datetime
    updated_at: datetime
    facets: list
    texts: SearchTexts
    listed: str
    names: str
    sources: list
    shown_on: list

    @property
    def words_hash(self):
        """Says whether the item is found by other words than before."""
        return self.texts.hash


def serialize(page, bundle, known=None):
    """
    Make the item of a page.

    Args:
        page: a page of `bundle`, as `load` reads it, or a version of one.
        bundle: the `PageBundle` that knows what its item shows of other pages.
        known: the body of before as (HTML, Markdown), to save the work if it is the same.

    Returns:
        An `ItemRow`.
    """
    content = bundle.contents[page.pk]
    full = full_form(page, content, bundle, known)
    names = [full["title"], *content.other_names, *wordings_of(page)]
    typed = [name for _, name in typed_names(page)]
    full["hash"] = item_hash(full)
    card = {name: value for name, value in full.items() if name not in ONLY_FULL}
    return ItemRow(
        page=page.pk,
        id=page.translation_key,
        type=full["type"],
        card=unfinished(card),
        full=unfinished(full),
        brief=compact(brief_form(card)),
        hash=full["hash"],
        url=full["url"],
        title=full["title"],
        sort_title=sort_title(full["title"]),
        published_at=page.first_published_at,
        updated_at=page.last_published_at,
        facets=facets_of(full),
        texts=SearchTexts(full, names, typed),
        listed=listed(full, content, getattr(page, "organisation_name", "")),
        names=known_by(full, names),
        sources=sorted(bundle.sources[page.pk]),
        shown_on=sorted(set(content.shown_on)),
    )


def listed(full, content, place):
    """What lists show besides the card, as JSON; the place where no term says it."""
    date = full["details"].get("date") or full["published_at"]
    shown = {
        "line": content.line,
        "figure": list(content.figure),
        "date": date,
        "change": next(iter(full["history"]), None),
        **({} if full["organisation"] or not place else {"place": place}),
    }
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))


def item_hash(full):
    """SHA-256 of the full form without sequence and hash, canonical by RFC 8785."""
    return hashlib.sha256(canonical(full)).hexdigest()


def canonical(form):
    """A form as RFC 8785 writes it. But for fractions, Python does so, and quickly."""
    if any(isinstance(value, float) for value in walk(form)):
        return rfc8785.dumps(form)
    written = json.dumps(
        form, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False
    )
    return written.encode()


def sort_title(title):
    """A title as lists by title order it: without case, accents and quotation marks."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return "".join(c for c in plain if c.isalnum() or c == " ").strip()[:200]


def full_form(page, content, bundle, known):
    """The full form as a dictionary, without sequence and hash."""
    link_rows(page, bundle.refs)
    html = body_of(content.parts)
    source = Source(
        page=page,
        content=content,
        refs=bundle.refs,
        html=html,
        markdown=known[1] if known and known[0] == html else markdown_of(html),
        details=json_value(content.details, bundle.refs),
        notes=notes_of(page),
    )
    return without_addresses({field.name: field.value(source) for field in FIELDS})


def link_rows(page, refs):
    """Join the page's rows to the public pages they lead to."""
    page.linked = {}
    for name, key in LEADING_ROWS.items():
        page.linked[name] = page_rows(page, name)
        for row in page.linked[name]:
            setattr(row, f"public_{key}", refs.get(getattr(row, f"{key}_id")))


def notes_of(page):
    """What changed on the page, as readers are told; a version of a new page has none."""
    if (notes := getattr(page, NOTES, None)) is not None:
        return notes
    return page.change_notes.all() if page.pk else ChangeNote.objects.none()


def without_addresses(value):
    """The same without e-mail addresses, wherever somebody wrote one."""
    if isinstance(value, dict):
        return {name: without_addresses(part) for name, part in value.items()}
    if isinstance(value, list):
        return [without_addresses(part) for part in value]
    if isinstance(value, str) and ("@" in value or "40" in value):
        return IN_A_LINK.sub("address-left-out", ADDRESS.sub(LEFT_OUT, value))
    return value
