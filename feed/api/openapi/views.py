"""The description as a whole, and its door."""

from functools import cache

from django.conf import settings

from core.choices import Licence
from feed.api.openapi.operations import HEADERS
from feed.api.openapi.paths import paths
from feed.api.openapi.root_paths import root_paths
from feed.api.openapi.schemas import SCHEMAS, item_schemas
from feed.api.openapi.webhooks import webhooks
from feed.api.responses import json_answer
from feed.api.routing import BASE, route
from feed.query import selectors
from feed.schema.json_schema import ref


@cache
def description():
    """The whole document, as a dictionary."""
    items = item_schemas()
    every = {"oneOf": [ref(name) for name in items], "discriminator": by_type(items)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "MAP: everything public, for reuse",
            "version": "1.0.0",
            "description": (
                "Everything that MAP (Making Alignment a Priority) makes public. Within "
                "version 1 fields are only added. Lists of values are “or” where a name "
                "is repeated; different names are “and”."
            ),
            "license": {"name": "CC BY 4.0", "url": Licence.CC_BY.url},
        },
        "servers": [{"url": f"{settings.BASE_URL}{BASE}"}],
        "paths": paths() | root_paths(),
        "webhooks": webhooks(),
        "components": {
            "headers": HEADERS,
            "schemas": {**SCHEMAS, **items, "Item": every},
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def by_type(items):
    """What tells programs which schema an item has."""
    schemas = {name.removeprefix("Item-"): ref(name)["$ref"] for name in items}
    return {"propertyName": "type", "mapping": schemas}


@route()
def openapi(values):
    """The feed described for machines."""
    return json_answer(description(), selectors.now())
