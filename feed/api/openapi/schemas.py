"""What answers are made of."""

from feed.index.details import details_schemas
from feed.schema.fields import CARD, FULL
from feed.schema.json_schema import (
    ADDRESS,
    KEY,
    MOMENT,
    NUMBER,
    TEXT,
    many,
    maybe,
    members,
    one_of,
    ref,
)
from feed.schema.parts import PART_SCHEMAS
from feed.schema.types import TYPES

TOMBSTONE = {
    "sequence": NUMBER,
    "at": MOMENT,
    "action": {"const": "withdraw"},
    "id": KEY,
    "type": one_of(TYPES),
    "reason": maybe(TEXT),
    "replaced_by": maybe(KEY),
}
SCHEMAS = {
    **PART_SCHEMAS,
    "Card": members(CARD),
    "Upsert": members(
        {
            "sequence": NUMBER,
            "at": MOMENT,
            "action": {"const": "upsert"},
            "item": ref("Item"),
        }
    ),
    "Tombstone": members(TOMBSTONE),
    "Items": members(
        {
            "items": many({"anyOf": [ref("Card"), ref("Item")]}),
            "total": maybe(NUMBER),
            "next": maybe(ADDRESS),
        }
    ),
    "Changes": members(
        {
            "changes": many({"oneOf": [ref("Upsert"), ref("Tombstone")]}),
            "cursor": TEXT,
            "more": {"type": "boolean"},
        }
    ),
    "Facets": members(
        {
            "facets": {
                "type": "object",
                "additionalProperties": many(
                    members({"id": TEXT, "label": TEXT, "count": NUMBER})
                ),
            },
            "total": NUMBER,
        }
    ),
    "Vocabularies": members(
        {
            "vocabularies": {
                "type": "object",
                "additionalProperties": many(ref("VocabularyTerm")),
            }
        }
    ),
    "VocabularyTerm": members(
        {
            "id": TEXT,
            "label": TEXT,
            "description": TEXT,
            "retired": {"type": "boolean"},
            "replaced_by": maybe(TEXT),
            "count": NUMBER,
        }
    ),
    "Problem": {
        "type": "object",
        "properties": {
            "type": TEXT,
            "title": TEXT,
            "status": NUMBER,
            "detail": TEXT,
            "parameter": TEXT,
            "takes": TEXT,
        },
        "required": ["type", "title", "status", "detail"],
    },
}


def item_schemas():
    """The schema of a full item of each type."""
    return {
        f"Item-{name}": members({**FULL, "type": {"const": name}, "details": details})
        for name, details in details_schemas().items()
    }
