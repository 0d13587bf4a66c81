"""Where the site stands, for commands: taken from the database, or held against it."""

import os
from contextlib import closing, suppress

import psycopg2

from feed.origin import KEPT, OtherOrigin
from mapcms.local.environment import connect_to
from mapcms.local.problems import StartProblem

# These write no address anywhere; `feed_rebuild` looks for itself, for it may move one.
WITHOUT_ADDRESSES = {
    *("check", "collectstatic", "feed_rebuild", "help", "makemigrations", "migrate"),
    *("showmigrations", "version", "--help", "--version"),
}
# These put another site in the place of the one in the database.
OF_ANOTHER_SITE = {"restore"}


def settle_origin(command):
    """
    Give a command the origin that its database keeps, as BASE_URL of its environment.

    Args:
        command: the name of the command.

    Raises:
        OtherOrigin: BASE_URL says another one, and the command could write it somewhere.
    """
    if command in OF_ANOTHER_SITE:
        return
    kept = kept_origin(os.environ["DATABASE_URL"])
    told = os.environ.get("BASE_URL", "").rstrip("/")
    if kept and not told:
        os.environ["BASE_URL"] = kept
    elif kept and told != kept and command not in WITHOUT_ADDRESSES:
        raise OtherOrigin(kept, told)


def kept_origin(url):
    """The origin that a database keeps; empty for one that is new or does not answer."""
    with (
        suppress(StartProblem, psycopg2.Error),
        closing(connect_to(url)) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(KEPT)
        found = cursor.fetchone()
        return found[0] if found else ""
    return ""
