"""What is posted to those who want to be told (https://www.standardwebhooks.com)."""

from feed.api.openapi.operations import content
from feed.api.responses import JSON
from feed.schema.json_schema import MOMENT, WORDS, members, ref

EVENTS = {
    "item.published": ("Something became public", "Upsert"),
    "item.updated": ("Something public changed", "Upsert"),
    "item.withdrawn": ("Something is public no more, or fits no more", "Tombstone"),
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
            "data": ref(data) if data else members({"message": WORDS}),
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
