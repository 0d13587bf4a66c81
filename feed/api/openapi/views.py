"""The description as a whole, and its door."""

from functools import cache

from django.conf import settings

from core.choices import Licence
from feed.api.openapi.paths import paths
from feed.api.openapi.schemas import SCHEMAS, item_schemas
from feed.api.responses import json_answer
from feed.api.routing import BASE, route
from feed.query import selectors
from feed.schema.json_schema import ref


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
