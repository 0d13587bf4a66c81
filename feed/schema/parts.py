"""The parts of an item that are objects: what each holds, and its schema beside it."""

from core.choices import Licence, MeasureBasis, MeasureKind, MeasurePeriod, Scope
from core.models.media import SIZES
from core.pages.citation import absolute, attribution
from core.pages.items import PageLink
from feed.schema.json_schema import (
    ADDRESS,
    KEY,
    MOMENT,
    NUMBER,
    TEXT,
    WORDS,
    maybe,
    members,
    one_of,
)
from feed.schema.types import TYPES
from feed.schema.values import file_form, moment, number, page_rows

TERM = members({"id": WORDS, "label": WORDS})
LINK = {"id": KEY, "type": one_of(TYPES), "title": WORDS, "url": ADDRESS}

ALIGNMENT = members(
    {
        "driver": maybe(members({"id": KEY, "title": WORDS, "url": ADDRESS})),
        "label": WORDS,
        "level": maybe(one_of(Scope.values)),
    }
)


def alignment(row):
    """How the page serves one driver."""
    driver = row.public_driver
    shown = driver and {"id": str(driver.id), "title": driver.title, "url": driver.url}
    return {"driver": shown, "label": row.label, "level": row.level or None}


PIXELS = {"type": "integer", "minimum": 1}
IMAGE = members(
    {"src": ADDRESS, "srcset": WORDS, "width": PIXELS, "height": PIXELS, "alt": TEXT}
)


def image(page):
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


LICENCE = members(
    {
        "id": one_of(Licence.values),
        "label": WORDS,
        "url": maybe(ADDRESS),
        "attribution": WORDS,
    }
)


def licence(page):
    """What others may do with the page, and the sentence they must show."""
    return {
        "id": page.licence,
        "label": page.licence_label,
        "url": page.licence_url or None,
        "attribution": attribution(page),
    }


MEASURE = members(
    {
        "kind": one_of(MeasureKind.values),
        "value": {"type": "number"},
        "unit": TEXT,
        "period": one_of(MeasurePeriod.values),
        "basis": one_of(MeasureBasis.values),
    }
)


def measure(row):
    """One figure."""
    return {
        "kind": row.kind,
        "value": number(row.value),
        "unit": row.unit,
        "period": row.period,
        "basis": row.basis,
    }


# Empty where the bytes cannot be read.
SHA256 = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
ATTACHMENT = members(
    {"title": WORDS, "url": ADDRESS, "type": TEXT, "bytes": NUMBER, "sha256": SHA256}
)


def attachments(page, content):
    """The files of a page, each once."""
    rows = [(row.document, row.title) for row in page_rows(page, "attachments")]
    found: dict[int, dict] = {}
    for document, title in [*((file, "") for file in content.files if file), *rows]:
        found.setdefault(document.pk, file_form(document, title))
    return list(found.values())


NOTE = members({"at": MOMENT, "note": WORDS})


def note(change_note):
    """One change that readers are told of."""
    return {"at": moment(change_note.at), "note": change_note.note}


REPLY = members({"id": KEY, "at": MOMENT, "name": WORDS, "text": WORDS, "to": maybe(KEY)})


def reply(given):
    """What one reader replied."""
    return {
        "id": str(given.id),
        "at": moment(given.at),
        "name": given.name,
        "text": given.text,
        "to": given.to and str(given.to),
    }


RELATED = members({**LINK, "why": TEXT})


def ref_form(ref):
    """Another item, as far as this one shows it."""
    return {"id": str(ref.id), "type": ref.type, "title": ref.title, "url": ref.url}


def related(page, content, refs):
    """What to read next: an editor's choice, then what belongs together by its nature."""
    rows = page.linked["related_pages"]
    links = [*(PageLink(row.target_id, row.why) for row in rows), *content.related]
    found: dict[int, dict] = {}
    for link in links:
        ref = refs.get(link.pk)
        if ref and ref.type:
            found.setdefault(ref.id, {**ref_form(ref), "why": link.why})
    return list(found.values())


# The schemas of these parts by the names under which the feed's description has them.
PART_SCHEMAS = {
    "OtherPage": members({"title": WORDS, "url": ADDRESS}),
    "Term": TERM,
    "Alignment": ALIGNMENT,
    "Image": IMAGE,
    "Licence": LICENCE,
    "Measure": MEASURE,
    "Attachment": ATTACHMENT,
    "Link": members(LINK),
    "Reply": REPLY,
    "Related": RELATED,
}
