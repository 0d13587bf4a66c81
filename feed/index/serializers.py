"""Making items: what a page says, in the words of the feed's contract."""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import rfc8785
from django.db.models import Model

from core.choices import Scope
from core.models import ChangeNote, CustomDocument
from core.models.media import SIZES
from core.pages.citation import absolute, attribution
from core.pages.items import Blocks, PageLink, RichText
from core.pages.linked import LEADING_ROWS
from feed.index.html import body_of, markdown_of, tidy
from feed.index.html import markup_of as expanded
from feed.index.loading import NOTES
from feed.index.search_fields import facets_of, names_of, weighted_words
from feed.query.vocabulary import TERMS

# Fields of the full form that the card leaves out.
ONLY_FULL = {
    *("html", "markdown", "details", "measures", "attachments", "history", "related"),
}
ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass
class ItemRow:
    """An item as it is to be written: see the columns of `feed.models.Item`."""

    page: int
    id: object
    type: str
    card: str
    full: str
    hash: str
    url: str
    title: str
    sort_title: str
    published_at: datetime
    updated_at: datetime
    facets: list
    words: tuple
    listed: str
    names: str
    sources: list
    shown_on: list


def serialize(page, world, known=None):
    """
    Make the item of a page.

    Args:
        page: a page of `world`, as `load` reads it, or a version of one.
        known: the body of before as (HTML, Markdown), to save the work if it is the same.

    Returns:
        A `Made`.
    """
    content = world.contents[page.pk]
    full = full_form(page, content, world, known)
    full["hash"] = item_hash(full)
    card = {name: value for name, value in full.items() if name not in ONLY_FULL}
    return ItemRow(
        page=page.pk,
        id=page.translation_key,
        type=full["type"],
        card=unfinished(card),
        full=unfinished(full),
        hash=full["hash"],
        url=full["url"],
        title=full["title"],
        sort_title=sort_title(full["title"]),
        published_at=page.first_published_at,
        updated_at=page.last_published_at,
        facets=facets_of(full, page),
        words=weighted_words(full, content),
        listed=listed(full, content),
        names=names_of(full, content),
        sources=sorted(world.sources[page.pk]),
        shown_on=sorted(set(content.shown_on)),
    )


def listed(full, content):
    """What lists of pages show of an item besides its card, as JSON."""
    date = full["details"].get("date") or full["published_at"]
    shown = {"line": content.line, "figure": list(content.figure), "date": date}
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))


def item_hash(full):
    """SHA-256 of the full form without sequence and hash, canonical by RFC 8785."""
    return hashlib.sha256(rfc8785.dumps(full)).hexdigest()


def unfinished(form):
    """A form as JSON without its last brace, ready for the sequence to be added."""
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"))[:-1]


def finished(text, sequence):
    """A form as whole JSON."""
    return f'{text},"sequence":{sequence}}}'


def sort_title(title):
    """A title as lists by title order it: without case, accents and quotation marks."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return "".join(c for c in plain if c.isalnum() or c == " ").strip()[:200]


def full_form(page, content, world, known):
    """The full form as a dictionary, without sequence and hash."""
    link_rows(page, world.faces)
    html = body_of(content.parts)
    markdown = known[1] if known and known[0] == html else markdown_of(html)
    published = page.first_published_at
    organisation = getattr(page, "organisation", None)
    form = {
        "id": str(page.translation_key),
        "type": page.feed_type,
        "url": absolute(page.get_url() or "/"),
        "title": page.title,
        "summary": page.summary,
        "language": page.locale.language_code,
        "published_at": moment(published),
        "updated_at": moment(page.last_published_at),
        "reviewed_at": day(page.last_reviewed),
        "review_due": day(page.next_review_due),
        "status": content.status or None,
        **{name: term_forms(page, relation) for name, _, relation in TERMS},
        "scope": choice_form(Scope, content.scope),
        "organisation": organisation and term_form(organisation),
        "year": content.year or (published and published.astimezone(UTC).year),
        "authors": [row.shown_name for row in page.public_authors],
        "alignments": [alignment(row) for row in page.public_alignments],
        "image": picture(page),
        "licence": licence(page),
        "html": html,
        "markdown": markdown,
        "details": json_value(content.details, world),
        "measures": [measure(row) for row in page_rows(page, "measures")],
        "attachments": attachments(page, content),
        "history": [{"at": moment(n.at), "note": n.note} for n in notes_of(page)],
        "related": related_forms(page, content, world),
    }
    return without_addresses(form)


def link_rows(page, faces):
    """Join the page's rows to the public pages they lead to."""
    page.linked = {}
    for name, key in LEADING_ROWS.items():
        page.linked[name] = page_rows(page, name)
        for row in page.linked[name]:
            setattr(row, f"public_{key}", faces.get(getattr(row, f"{key}_id")))


def page_rows(page, name):
    """The rows of one relation; none where the type has no such relation."""
    return list(getattr(page, name).all()) if hasattr(page, name) else []


def notes_of(page):
    """What changed on the page, as readers are told; a version of a new page has none."""
    if (notes := getattr(page, NOTES, None)) is not None:
        return notes
    return page.change_notes.all() if page.pk else ChangeNote.objects.none()


def moment(value):
    """A moment in ISO 8601, UTC, to the second, or None."""
    return value and value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(value):
    """A day in ISO 8601, or None."""
    return value and value.isoformat()


def term_form(value):
    """A term of a vocabulary."""
    return {"id": value.slug, "label": value.name}


def term_forms(page, relation):
    """The terms of one vocabulary that a page has, by label."""
    return sorted(
        (term_form(value) for value in getattr(page, relation).all())
        if hasattr(page, relation)
        else (),
        key=lambda shown: shown["label"],
    )


def choice_form(choices, value):
    """One of a fixed list, with its label, or None."""
    return {"id": str(value), "label": choices(value).label} if value else None


def alignment(row):
    """How the page serves one driver."""
    driver = row.public_driver
    shown = driver and {"id": str(driver.id), "title": driver.title, "url": driver.url}
    return {"driver": shown, "label": row.label, "level": row.level or None}


def picture(page):
    """The page's picture in the sizes that readers receive, or None."""
    if not page.image:
        return None
    sizes = sorted(
        page.image.get_renditions(*SIZES).values(), key=lambda size: size.width
    )
    largest = sizes[-1]
    return {
        "src": absolute(largest.url),
        "srcset": ", ".join(f"{absolute(size.url)} {size.width}w" for size in sizes),
        "width": largest.width,
        "height": largest.height,
        "alt": page.image_text,
    }


def licence(page):
    """What others may do with the page, and the sentence they must show."""
    return {
        "id": page.licence,
        "label": page.licence_label,
        "url": page.licence_url or None,
        "attribution": attribution(page),
    }


def measure(row):
    """One figure."""
    return {
        "kind": row.kind,
        "value": number(row.value),
        "unit": row.unit,
        "period": row.period,
        "basis": row.basis,
    }


def number(value):
    """A decimal as a number of JSON, whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def attachments(page, content):
    """The files of a page, each once."""
    rows = [(row.document, row.title) for row in page_rows(page, "attachments")]
    found = {}
    for document, title in [*((file, "") for file in content.files if file), *rows]:
        found.setdefault(document.pk, file_form(document, title))
    return list(found.values())


def file_form(document, title=""):
    """One file to download."""
    return {
        "title": title or document.title,
        "url": absolute(document.url),
        "type": document.content_type,
        "bytes": document.get_file_size(),
        "sha256": document.sha256_of_file(),
    }


def related_forms(page, content, world):
    """What to read next: an editor's choice, then what belongs together by its nature."""
    rows = page.linked["related_pages"]
    links = [*(PageLink(row.target_id, row.why) for row in rows), *content.related]
    found = {}
    for link in links:
        face = world.faces.get(link.pk)
        if face and face.type:
            found.setdefault(face.id, {**face_form(face), "why": link.why})
    return list(found.values())


def face_form(face):
    """Another item, as far as this one shows it."""
    return {
        "id": str(face.id),
        "type": face.type,
        "title": face.title,
        "url": face.url,
    }


def json_value(value, world):
    """A value of `core.pages.items` as JSON can hold it; pages that are not public go."""
    if isinstance(value, dict):
        return {name: json_value(part, world) for name, part in value.items()}
    if isinstance(value, list):
        return [json_value(part, world) for part in value if is_visible(part, world)]
    if isinstance(value, PageLink):
        return link_form(value, world)
    if isinstance(value, (RichText, Blocks)):
        return tidy(expanded(value)) or None
    return simple(value)


def is_visible(value, world):
    """Whether a value of a list stays: it is no page, or a public one."""
    return not isinstance(value, PageLink) or value.pk in world.faces


def link_form(link, world):
    """Another page as a value, or None where it is not public."""
    face = world.faces.get(link.pk)
    if face is None:
        return None
    return face_form(face) if face.type else {"title": face.title, "url": face.url}


def simple(value):
    """A single value as JSON can hold it; an empty text becomes None."""
    for kind, write in SIMPLE:
        if isinstance(value, kind):
            return write(value)
    return None if value == "" else value


# How single values are written, the special kinds before the general ones.
SIMPLE = (
    (CustomDocument, file_form),
    (Model, term_form),
    (Decimal, number),
    (datetime, moment),
    (date, day),
)


def without_addresses(value):
    """The same without e-mail addresses, wherever somebody wrote one."""
    if isinstance(value, dict):
        return {name: without_addresses(part) for name, part in value.items()}
    if isinstance(value, list):
        return [without_addresses(part) for part in value]
    if isinstance(value, str) and "@" in value:
        return ADDRESS.sub("(address left out)", value)
    return value
