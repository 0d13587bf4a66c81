"""What can be asked at each address, and what is answered there."""

from feed.api.responses import JSON
from feed.query.parameters import CHANGES, LISTING
from feed.schema.json_schema import KEY, TEXT, many, members, ref


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


def item_door():
    """What can be asked of one item."""
    described = reading_door(
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
    id_parameter = path_parameter("id", KEY, "The id of an item.")
    described["get"]["parameters"] = [id_parameter]
    return described


def preview_door():
    """What can be asked of one draft."""
    described = reading_door(
        "One draft as a full item, by a signed link",
        JSON,
        {"type": "object"},
        **{"404": problem("The link does not work, or not any more.")},
    )
    token = path_parameter("token", TEXT, "The end of the link that an editor made.")
    described["get"]["parameters"] = [token]
    return described


def paths():
    """Every address under the base."""
    return {
        "/items": reading_door("A part of a list", JSON, ref("Items"), LISTING),
        "/items/{id}": item_door(),
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
        "/preview/{token}": preview_door(),
        "/acknowledgements": acknowledgements(),
        "/openapi.json": reading_door("This description", JSON, {"type": "object"}),
        "/docs": reading_door("Documentation for people", "text/html"),
    }
