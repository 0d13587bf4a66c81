"""Pieces of which the description of an address is made."""

from feed.schema.json_schema import TEXT, WORDS, many, ref

PROBLEM_TYPE = "application/problem+json"


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


def path_parameter(name, schema, words):
    """The part of a path that is free."""
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": words,
        "schema": schema,
    }


def content(media_type, schema=None):
    """What an answer is made of."""
    return {media_type: {"schema": schema or TEXT}}


def problem(words, **headers):
    """An answer that says what is wrong."""
    described = {
        "description": words,
        "content": content(PROBLEM_TYPE, ref("Problem")),
    }
    return {**described, **({"headers": header_forms(headers)} if headers else {})}


def header_forms(schemas):
    """Headers with their schemas, as OpenAPI has them."""
    return {
        name.replace("_", "-"): {"schema": schema, "required": True}
        for name, schema in schemas.items()
    }


def header_refs(*names):
    """Headers by their names in `HEADERS`."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


HEADERS = {
    **header_forms(
        {
            "ETag": {"type": "string", "pattern": '^"[^"]+"$'},
            "Cache-Control": {"type": "string", "pattern": "^public, max-age=[0-9]+"},
            "Access-Control-Allow-Origin": {"type": "string", "const": "*"},
            "Vary": WORDS,
            "Surrogate-Key": WORDS,
        }
    ),
    # Given once no further change can fall into the second that it names.
    "Last-Modified": {"schema": {"type": "string", "pattern": "GMT$"}},
    "Link": {"schema": WORDS},
}
NOT_MODIFIED = {
    "description": "You have it already: `If-None-Match`, or `If-Modified-Since`.",
    "headers": header_refs("ETag", "Cache-Control", "Vary"),
}
NOT_ALLOWED = problem("Only reading is possible here.", Allow=WORDS)
BUSY = problem(
    "The database does not answer; try again in a minute.",
    Retry_After={"type": "string", "pattern": "^[0-9]+$"},
)
BAD = problem("A parameter is unknown, repeated, or holds what it cannot.")


def reading_door(name, summary, media_type, schema=None, parameters=(), **more):
    """
    What can be asked at an address.

    Args:
        name: what programs call it, its `operationId`.
        summary: what it gives, in words.
        media_type: of the answer.
        schema: of the answer; text without one.
        parameters: those it knows, as `feed.query.parameters.Parameter`s or as OpenAPI
            has them.
        more: other answers, by status.

    Returns:
        A path item of OpenAPI.
    """
    answers = {
        "200": {
            "description": summary,
            "headers": header_refs(*HEADERS),
            "content": content(media_type, schema),
        },
        "304": NOT_MODIFIED,
        "400": BAD,
        "405": NOT_ALLOWED,
        "503": BUSY,
    }
    asked = {"operationId": name, "summary": summary, "responses": answers | more}
    shown = [p if isinstance(p, dict) else parameter(p) for p in parameters]
    return {"get": {**asked, **({"parameters": shown} if shown else {})}}
