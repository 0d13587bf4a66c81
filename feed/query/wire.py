"""How forms and cache keys are written, the same for writers and readers."""

import json

# The name under which a cache keeps every answer that any change may change.
EVERY_LIST = "feed"


def key_of(item_id):
    """The name under which a cache keeps one item."""
    return f"item-{item_id}"


def unfinished(form):
    """A form as JSON without its last brace, ready for the sequence to be added."""
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"))[:-1]


def finished(text, sequence):
    """A form as whole JSON."""
    return f'{text},"sequence":{sequence}}}'
