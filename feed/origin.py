"""The one origin that all addresses of the feed begin with, kept in its state."""

import re

from django.conf import settings
from django.db import DatabaseError, connection

KEPT = "SELECT origin FROM feed_state WHERE origin <> '' LIMIT 1"
CLAIM = "UPDATE feed_state SET origin = %s WHERE origin = ''"
ORIGIN = re.compile(
    r"https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:]+\](:[0-9]{1,5})?"
)
REFUSAL = (
    "The addresses of this database begin with {kept}, and BASE_URL says {told}. Leave "
    "BASE_URL out, or move the site with: manage.py feed_rebuild --origin {told}"
)


class OtherOrigin(Exception):
    """
    A process was told another origin than the one that is kept.

    Args:
        kept: the origin in the feed's state.
        told: the one in BASE_URL.
    """

    def __init__(self, kept, told):
        super().__init__(REFUSAL.format(kept=kept, told=told))


def is_origin(text):
    """Whether a text is a scheme with a host, and a port where it needs one."""
    return bool(ORIGIN.fullmatch(text))


def require_origin():
    """
    See that this process writes under the origin that is kept; the first one is kept.

    Raises:
        OtherOrigin: it does not.
    """
    with connection.cursor() as cursor:
        cursor.execute(KEPT)
        if (kept := cursor.fetchone()) is None:
            cursor.execute(CLAIM, [settings.BASE_URL])
        elif kept[0] != settings.BASE_URL:
            raise OtherOrigin(kept[0], settings.BASE_URL)


def require_origin_to_serve():
    """
    The same for a process that is about to serve requests.

    Without a database it serves what needs none; whatever writes looks again.
    """
    try:
        require_origin()
    except DatabaseError:
        return
    finally:
        connection.close()
