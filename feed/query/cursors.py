"""Cursors: where a list goes on, told to clients as a text that they need not read."""

import base64
import binascii
import json
import re
from datetime import datetime

from feed.query.problems import BadParameter, StaleCursor
from feed.query.sql import ORDERS

TAKES = "takes what the answer before gave, for the same list."


def cursor(*parts):
    """Parts of a cursor as one text that needs no escaping in an address."""
    text = json.dumps(parts, separators=(",", ":"), default=str)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def parts_of_cursor(text):
    """The parts of a cursor, or None if it is none."""
    try:
        padded = text + "=" * (-len(text) % 4)
        parts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    return parts if isinstance(parts, list) else None


def list_cursor(query, epoch, key, item_id):
    """The cursor of the items after one."""
    shown = key.isoformat() if isinstance(key, datetime) else key
    return cursor(query.digest, epoch.hex, shown, item_id)


def read_list_cursor(text, query):
    """
    Where a list goes on.

    Args:
        text: the cursor.
        query: the `feed.query.queries.Query` that it is given with.

    Returns:
        The epoch it was given in, and (key, id) of the item before.

    Raises:
        BadParameter: it is no cursor.
        StaleCursor: it is one of another list.
    """
    parts = parts_of_cursor(text)
    if parts is None or len(parts) != 4:
        raise BadParameter("cursor", TAKES)
    digest, epoch, key, item_id = parts
    if digest != query.digest:
        raise StaleCursor
    if not is_key(key, query.order) or not is_id(item_id):
        raise BadParameter("cursor", TAKES)
    return epoch, (key, item_id)


def read_changes_cursor(text):
    """
    Where changes go on.

    Args:
        text: the cursor, or None.

    Returns:
        The epoch it was given in and the sequence before; None and 0 without a cursor.

    Raises:
        BadParameter: it is no cursor.
    """
    if text is None:
        return None, 0
    parts = parts_of_cursor(text)
    if parts is None or len(parts) != 2 or not isinstance(parts[0], str):
        raise BadParameter("cursor", TAKES)
    if type(parts[1]) is not int or not 0 <= parts[1] < 2**63:
        raise BadParameter("cursor", TAKES)
    return parts


def is_key(key, order):
    """Whether a value can be one that a list is sorted by."""
    if ORDERS[order].cast == "float8":
        return isinstance(key, float) and 0 <= key < 1e9
    if not isinstance(key, str) or "\x00" in key or len(key) > 250:
        return False
    if ORDERS[order].cast == "text":
        return not any("\ud800" <= c <= "\udfff" for c in key)
    try:
        return bool(datetime.fromisoformat(key).tzinfo)
    except ValueError:
        return False


def is_id(text):
    """Whether a text is the id of an item."""
    return isinstance(text, str) and bool(re.fullmatch(r"[0-9a-f-]{36}", text))
