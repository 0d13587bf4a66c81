"""What is posted to those who want to be told (https://www.standardwebhooks.com)."""

from feed.api.openapi.operations import content
from feed.api.openapi.schemas import CHANGED, WITHDRAWN
from feed.api.responses import JSON
from feed.schema.json_schema import KEY, MOMENT, WORDS, members

EVENTS = {
    "item.published": ("Something became public", CHANGED),
    "item.updated": ("Something public changed", CHANGED),
    "item.withdrawn": ("Something is public no more, or fits no more", WITHDRAWN),
    "webhook.test": ("Somebody pressed the test button", None),
}
SIGNED = {
    "webhook-id": WORDS,
    "webhook-timestamp": {"type": "string", "pattern": "^[0-9]+$"},
    "webhook-signature": {"type": "string", "pattern": "^v1,"},
}
TAKEN = {
    "2XX": {"description": "Taken."},
    "410": {"description": "No more news is wanted; the webhook is switched off."},
    "default": {"description": "It is tried again after growing pauses for a day."},
}


def webhooks():
    """Every event by its type."""
    return {
        name: {"post": posted(name, words, data)}
        for name, (words, data) in EVENTS.items()
    }


def posted(name, words, data):
    """One event."""
    body = members(
        {
            "type": {"type": "string", "const": name},
            "timestamp": MOMENT | {"pattern": "^[0-9]{4}-"},
            "data": members({**data, "epoch": KEY} if data else {"message": WORDS}),
        }
    )
    first, second = name.split(".")
    return {
        "operationId": f"{first}{second.capitalize()}",
        "summary": words,
        "parameters": [
            {"name": header, "in": "header", "required": True, "schema": schema}
            for header, schema in SIGNED.items()
        ],
        "requestBody": {"required": True, "content": content(JSON, body)},
        "responses": TAKEN,
    }
