"""What answers are made of."""

from feed.index.details import details_schemas
from feed.schema.brief import BRIEF
from feed.schema.facets import FACETS, VOCABULARY_FACETS
from feed.schema.fields import CARD, FULL
from feed.schema.json_schema import (
    ADDRESS,
    CURSOR,
    DAY,
    DIGEST,
    KEY,
    MOMENT,
    NUMBER,
    SEQUENCE,
    TEXT,
    WORDS,
    many,
    maybe,
    members,
    one_of,
    ref,
)
from feed.schema.parts import PART_SCHEMAS
from feed.schema.types import TYPES

BOOLEAN = {"type": "boolean"}
WITHDRAWN = {
    "sequence": SEQUENCE,
    "at": MOMENT,
    "action": {"type": "string", "const": "withdraw"},
    "id": KEY,
    "type": one_of(TYPES),
    "reason": maybe(WORDS),
    "replaced_by": maybe(KEY),
}
CHANGED = {
    "sequence": SEQUENCE,
    "at": MOMENT,
    "action": {"type": "string", "const": "upsert"},
    "item": ref("Item"),
}
ITEMS = {
    # The fullest first: clients take the first that fits.
    "items": many({"anyOf": [ref("Item"), ref("Card"), ref("Brief")]}),
    "total": maybe(NUMBER),
    "next": maybe(ADDRESS),
}
CHANGES = {
    "changes": many({"oneOf": [ref("Upsert"), ref("Tombstone")]}),
    "cursor": CURSOR,
    "more": BOOLEAN,
}
FACET_VALUE = {"id": WORDS, "label": TEXT, "count": NUMBER}
VOCABULARY_TERM = {
    "id": WORDS,
    "label": WORDS,
    "description": TEXT,
    "retired": BOOLEAN,
    "replaced_by": maybe(WORDS),
    "count": NUMBER,
}
DUMP = {
    "date": DAY,
    "url": ADDRESS,
    "bytes": NUMBER,
    "sha256": DIGEST,
    "items": NUMBER,
    "sequence": NUMBER,
    "epoch": KEY,
    "digest": DIGEST,
    "cursor": CURSOR,
}
PROBLEM = {
    "type": ADDRESS,
    "title": WORDS,
    "status": {"type": "integer", "minimum": 400, "maximum": 599},
    "detail": WORDS,
    "parameter": TEXT,
    "takes": WORDS,
}
KIND_OF_PROBLEM = {"type": ADDRESS, "title": WORDS, "meaning": WORDS}
OEMBED = {
    "version": {"type": "string", "const": "1.0"},
    "type": {"type": "string", "const": "rich"},
    "provider_name": WORDS,
    "provider_url": ADDRESS,
    "cache_age": NUMBER,
    "width": SEQUENCE,
    "height": SEQUENCE,
    "html": WORDS,
    "title": WORDS,
}
# What only the answer about a single page holds.
OEMBED_OF_PAGES = {
    "author_name": WORDS,
    "author_url": ADDRESS,
    "thumbnail_url": ADDRESS,
    "thumbnail_width": SEQUENCE,
    "thumbnail_height": SEQUENCE,
}


def by_name(facets, schema):
    """An object with a list for each of some facets."""
    return members({facet.name: many(schema) for facet in facets})


SCHEMAS = {
    **PART_SCHEMAS,
    "Card": members(CARD),
    "Brief": members(BRIEF),
    "Upsert": members(CHANGED),
    "Tombstone": members(WITHDRAWN),
    "Items": members(ITEMS),
    "Changes": members(CHANGES),
    "Facets": members(
        {"facets": by_name(FACETS, ref("FacetValue")), "total": maybe(NUMBER)}
    ),
    "FacetValue": members(FACET_VALUE),
    "Vocabularies": members(
        {"vocabularies": by_name(VOCABULARY_FACETS, ref("VocabularyTerm"))}
    ),
    "VocabularyTerm": members(VOCABULARY_TERM),
    "Dumps": members({"dumps": many(ref("Dump"))}),
    "Dump": members(DUMP),
    "Problem": members(PROBLEM, required=["type", "title", "status", "detail"]),
    "KindOfProblem": members(KIND_OF_PROBLEM),
    "OEmbed": members({**OEMBED, **OEMBED_OF_PAGES}, required=list(OEMBED)),
}


def item_schemas():
    """The schema of a full item of each type."""
    return {
        f"Item-{name}": members(
            {**FULL, "type": {"type": "string", "const": name}, "details": details}
        )
        for name, details in details_schemas().items()
    }
