"""The feed described for machines, as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""

from functools import cache

from django.conf import settings

from core.choices import Licence
from feed.api.responses import json_answer
from feed.api.routing import BASE, route
from feed.index.details import details_schemas
from feed.query import selectors
from feed.query.parameters import CHANGES, LISTING
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

JSON = "application/json"

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


# Addresses


def parameter(declared):
    """A parameter as OpenAPI has it."""
    schema = declared.schema
    if declared.many:
        schema = many(schema)
    return {
        "name": declared.name,
        "in": "query",
        "description": f"It {declared.takes}",
        "schema": schema,
        **({"style": "form", "explode": True} if declared.many else {}),
    }


def content(media_type, schema=None):
    """What an answer is made of."""
    return {media_type: {"schema": schema or {"type": "string"}}}


def problem(words):
    """An answer that says what is wrong."""
    return {
        "description": words,
        "content": content("application/problem+json", ref("Problem")),
    }


HEADERS = {name: {"schema": TEXT} for name in ("ETag", "Last-Modified", "Cache-Control")}
NOT_MODIFIED = {"description": "You have it already: `If-None-Match` or later."}
NOT_ALLOWED = problem("Only reading is possible here.")
BUSY = problem("The database does not answer; try again in a minute.")
BAD = problem("A parameter is unknown, repeated, or holds what it cannot.")


def reading_door(summary, media_type, schema=None, parameters=(), **more):
    """What can be asked at an address."""
    answers = {
        "200": {
            "description": summary,
            "headers": HEADERS,
            "content": content(media_type, schema),
        },
        "304": NOT_MODIFIED,
        "400": BAD,
        "405": NOT_ALLOWED,
        "503": BUSY,
        **more,
    }
    asked = {"summary": summary, "responses": answers}
    if parameters:
        asked["parameters"] = [parameter(declared) for declared in parameters]
    return {"get": asked}


def path_parameter(name, schema, words):
    """The part of a path that is free."""
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": words,
        "schema": schema,
    }


def acknowledgements():
    """What can be told at the one address where something is written."""
    body = members({"sequence": {"type": "integer", "minimum": 0}})
    asked = {
        "summary": "Say how far you have taken the changes in",
        "security": [{"key": []}],
        "requestBody": {"required": True, "content": content(JSON, body)},
        "responses": {
            "204": {"description": "Noted."},
            "400": problem("The body is something else."),
            "401": problem("There is no key, or none that holds."),
            "405": problem("Nothing can be read here."),
            "409": problem("The feed has not come to this sequence yet."),
        },
    }
    return {"post": asked}


FORMATS = (
    ("atom", "application/atom+xml", "A list as Atom, with what was withdrawn"),
    ("rss", "application/rss+xml", "A list as RSS 2.0"),
    ("jsonfeed", "application/feed+json", "A list as a JSON Feed"),
    ("csv", "text/csv", "Every match as a table"),
    ("ris", "application/x-research-info-systems", "Every match for reference managers"),
    ("bib", "application/x-bibtex", "Every match as BibTeX"),
    ("ndjson", "application/x-ndjson", "Every match, one full item a line"),
)


def schema_of(media_type):
    """The schema of a format: text, but for what is JSON as a whole."""
    return {"type": "object"} if media_type.endswith("+json") else TEXT


def paths():
    """Every address under the base."""
    one = reading_door(
        "An item in full",
        JSON,
        ref("Item"),
        **{
            "404": problem("No item has ever had this id."),
            "410": {
                "description": "The item was withdrawn; this is its tombstone.",
                "content": content(JSON, ref("Tombstone")),
            },
        },
    )
    one["get"]["parameters"] = [path_parameter("id", KEY, "The id of an item.")]
    draft = reading_door(
        "One draft as a full item, by a signed link",
        JSON,
        {"type": "object"},
        **{"404": problem("The link does not work, or not any more.")},
    )
    draft["get"]["parameters"] = [
        path_parameter("token", TEXT, "The end of the link that an editor made.")
    ]
    return {
        "/items": reading_door("A part of a list", JSON, ref("Items"), LISTING),
        "/items/{id}": one,
        "/changes": reading_door("What changed", JSON, ref("Changes"), CHANGES),
        "/facets": reading_door(
            "How many items have each value", JSON, ref("Facets"), LISTING
        ),
        "/vocabularies": reading_door(
            "Every term of every vocabulary", JSON, ref("Vocabularies")
        ),
        **{
            f"/items.{ending}": reading_door(words, kind, schema_of(kind), LISTING)
            for ending, kind, words in FORMATS
        },
        "/preview/{token}": draft,
        "/acknowledgements": acknowledgements(),
        "/openapi.json": reading_door("This description", JSON, {"type": "object"}),
        "/docs": reading_door("Documentation for people", "text/html"),
    }


@cache
def description():
    """The whole document, as a dictionary."""
    items = item_schemas()
    every = {"oneOf": [ref(name) for name in items]}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "MAP: everything public, for reuse",
            "version": "1.0.0",
            "description": (
                "Everything that MAP (Making Alignment a Priority) makes public. Within "
                "version 1 fields are only added. Beside this base there are OAI-PMH at "
                "/oai, lists for frames at /embed, and oEmbed at /oembed."
            ),
            "license": {"name": "CC BY 4.0", "url": Licence.CC_BY.url},
        },
        "servers": [{"url": f"{settings.BASE_URL}{BASE}"}],
        "paths": paths(),
        "components": {
            "schemas": {**SCHEMAS, **items, "Item": every},
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


@route()
def openapi(values):
    """The feed described for machines."""
    return json_answer(description(), selectors.now())
