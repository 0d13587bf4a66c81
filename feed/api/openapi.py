"""The feed described for machines, as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""

from functools import cache

from django.conf import settings
from django.db import models

from core.choices import Licence, MeasureBasis, MeasureKind, MeasurePeriod, Scope
from core.models import CustomDocument, Term
from core.pages.items import RichText
from feed.api.responses import json_answer
from feed.api.routing import BASE, route
from feed.index.loading import item_models
from feed.query import selectors
from feed.query.parameters import CHANGES, LISTING, STATUSES, TYPES

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
ADDRESS = {"type": "string", "format": "uri"}
MOMENT = {"type": "string", "format": "date-time"}
JSON = "application/json"
DAY = {"type": "string", "format": "date"}
KEY = {"type": "string", "format": "uuid"}


def ref(name):
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(schema):
    """A value, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema):
    """A list of values."""
    return {"type": "array", "items": schema}


def form(properties, **more):
    """An object with exactly these members."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        **more,
    }


def one_of(values):
    """One of a few words."""
    return {"type": "string", "enum": [str(value) for value in values]}


CARD = {
    "id": KEY,
    "type": one_of(TYPES),
    "url": ADDRESS,
    "title": TEXT,
    "summary": TEXT,
    "language": TEXT,
    "published_at": MOMENT,
    "updated_at": MOMENT,
    "reviewed_at": maybe(DAY),
    "review_due": maybe(DAY),
    "status": maybe(one_of(STATUSES)),
    **{
        name: many(ref("Term"))
        for name in (
            *("themes", "nations", "regions", "ics"),
            *("settings", "staff_groups", "impacts"),
        )
    },
    "scope": maybe(ref("Term")),
    "organisation": maybe(ref("Term")),
    "year": NUMBER,
    "authors": many(TEXT),
    "alignments": many(ref("Alignment")),
    "image": maybe(ref("Image")),
    "licence": ref("Licence"),
    "sequence": NUMBER,
    "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}
FULL = {
    "html": TEXT,
    "markdown": TEXT,
    "details": {"type": "object"},
    "measures": many(ref("Measure")),
    "attachments": many(ref("Attachment")),
    "history": many(form({"at": MOMENT, "note": TEXT})),
    "related": many(ref("Related")),
}
LINK = {"id": KEY, "type": one_of(TYPES), "title": TEXT, "url": ADDRESS}
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
    "Term": form({"id": TEXT, "label": TEXT}),
    "Alignment": form(
        {
            "driver": maybe(form({"id": KEY, "title": TEXT, "url": ADDRESS})),
            "label": TEXT,
            "level": maybe(one_of(Scope.values)),
        }
    ),
    "Image": form(
        {"src": ADDRESS, "srcset": TEXT, "width": NUMBER, "height": NUMBER, "alt": TEXT}
    ),
    "Licence": form(
        {
            "id": one_of(Licence.values),
            "label": TEXT,
            "url": maybe(ADDRESS),
            "attribution": TEXT,
        }
    ),
    "Measure": form(
        {
            "kind": one_of(MeasureKind.values),
            "value": {"type": "number"},
            "unit": TEXT,
            "period": one_of(MeasurePeriod.values),
            "basis": one_of(MeasureBasis.values),
        }
    ),
    "Attachment": form(
        {
            "title": TEXT,
            "url": ADDRESS,
            "type": TEXT,
            "bytes": NUMBER,
            "sha256": TEXT,
        }
    ),
    "Link": form(LINK),
    "Related": form({**LINK, "why": TEXT}),
    "Card": form(CARD),
    "Upsert": form(
        {
            "sequence": NUMBER,
            "at": MOMENT,
            "action": {"const": "upsert"},
            "item": ref("Item"),
        }
    ),
    "Tombstone": form(TOMBSTONE),
    "Items": form(
        {
            "items": many({"anyOf": [ref("Card"), ref("Item")]}),
            "total": maybe(NUMBER),
            "next": maybe(ADDRESS),
        }
    ),
    "Changes": form(
        {
            "changes": many({"oneOf": [ref("Upsert"), ref("Tombstone")]}),
            "cursor": TEXT,
            "more": {"type": "boolean"},
        }
    ),
    "Facets": form(
        {
            "facets": {
                "type": "object",
                "additionalProperties": many(
                    form({"id": TEXT, "label": TEXT, "count": NUMBER})
                ),
            },
            "total": NUMBER,
        }
    ),
    "Vocabularies": form(
        {
            "vocabularies": {
                "type": "object",
                "additionalProperties": many(ref("VocabularyTerm")),
            }
        }
    ),
    "VocabularyTerm": form(
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


# What only some types have


def details_schemas():
    """The schema of `details` for each type, from what its page types declare."""
    found = {}
    for model in item_models():
        details = model().feed_item().details
        own = {name: detail_schema(model, name, value) for name, value in details.items()}
        found.setdefault(model.feed_type, []).append(form(own))
    return {
        name: schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        for name, schemas in sorted(found.items())
    }


def detail_schema(model, name, value):
    """The schema of one of a type's own fields."""
    fields = {field.name: field for field in model._meta.get_fields()}
    field = fields.get(name)
    if isinstance(value, list):
        is_terms = field is not None and field.many_to_many
        return many(ref("Term") if is_terms else {})
    if isinstance(value, RichText) or field is None:
        return maybe(TEXT)
    return maybe(field_schema(field))


# Schemas of fields, the special kinds before the general ones.
FIELD_SCHEMAS = (
    (models.DateTimeField, MOMENT),
    (models.DateField, DAY),
    (models.URLField, ADDRESS),
    (models.IntegerField, NUMBER),
    (models.CharField, TEXT),
    (models.TextField, TEXT),
)


def field_schema(field):
    """The schema of a model's field."""
    if field.is_relation:
        if issubclass(field.related_model, Term):
            return ref("Term")
        if issubclass(field.related_model, CustomDocument):
            return ref("Attachment")
        return {"type": "object"}
    if field.choices:
        return one_of(value for value, _ in field.choices if value)
    return next(schema for kind, schema in FIELD_SCHEMAS if isinstance(field, kind))


def item_schemas():
    """The schema of a full item of each type."""
    return {
        f"Item-{name}": form(
            {**CARD, **FULL, "type": {"const": name}, "details": details}
        )
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
    body = form({"sequence": {"type": "integer", "minimum": 0}})
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


@route("/openapi.json")
def openapi(values):
    """The feed described for machines."""
    return json_answer(description(), selectors.now())
