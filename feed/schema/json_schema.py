"""Pieces of JSON Schema (draft 2020-12), of which the feed is described."""

TEXT = {"type": "string"}
# Text that is never empty.
WORDS = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 0}
SEQUENCE = {"type": "integer", "minimum": 1}
YEAR = {"type": "integer", "minimum": 1000, "maximum": 9999}
ADDRESS = {"type": "string", "format": "uri", "pattern": "^https?://"}
MOMENT = {
    "type": "string",
    "format": "date-time",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
}
DAY = {"type": "string", "format": "date"}
KEY = {
    "type": "string",
    "format": "uuid",
    "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
}
DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
LANGUAGE = {"type": "string", "pattern": "^[a-z]{2,3}(-[a-z0-9]{2,8})*$"}
CURSOR = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": 600}


def ref(name):
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(schema):
    """A value, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema):
    """A list of values."""
    return {"type": "array", "items": schema}


def members(properties, **more):
    """An object with these members and no others, each of them needed unless said."""
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
