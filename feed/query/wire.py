"""How forms and cache keys are written, the same for writers and readers."""

import json

# Many readers of lines take these for ends of a line too; JSON can name them instead.
ENDS_OF_LINES = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
# The name under which a cache keeps every answer that any change may change.
EVERY_LIST = "feed"


def key_of(item_id):
    """The name under which a cache keeps one item."""
    return f"item-{item_id}"


def unfinished(form):
    """A form as JSON without its last brace, ready for the sequence to be added."""
    return compact(form)[:-1]


def compact(form):
    """A form as whole JSON without a space too many, one line for every reader."""
    text = json.dumps(form, ensure_ascii=False, separators=(",", ":"))
    # Many times as fast as `translate`, which looks at each letter by itself.
    for sign, name in ENDS_OF_LINES.items():
        text = text.replace(sign, name)
    return text


def finished(text, sequence):
    """A form as whole JSON."""
    return f'{text},"sequence":{sequence}}}'


def ndjson_lines(batches):
    """Batches of whole items as text, each item with the end of its line."""
    for batch in batches:
        yield "\n".join([*batch, ""])
