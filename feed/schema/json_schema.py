"""Pieces of JSON Schema (draft 2020-12), of which the feed is described."""

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
ADDRESS = {"type": "string", "format": "uri"}
MOMENT = {"type": "string", "format": "date-time"}
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


def members(properties, **more):
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
