"""A database that another version of this site made, with migrations of its own."""

from pathlib import Path

from mapcms.local.problems import StartProblem

ROOT = Path(__file__).resolve().parents[2]
# A table of the first versions, whose migrations had the names that some have today.
FORMER_TABLE = "core_outboxmessage"


def refuse_former(connection, way_out):
    """
    Say so at once if a database holds the tables of another version.

    Args:
        connection: a psycopg2 connection to the database.
        way_out: a sentence that says how to begin anew.

    Raises:
        StartProblem: it does; Django could only fail half-way.
    """
    with connection.cursor() as cursor:
        if exists(cursor, FORMER_TABLE) or unknown_migrations(cursor):
            raise StartProblem(
                f"The database was made by another version of this site. {way_out}"
            )


def exists(cursor, table):
    """Whether there is a table of this name."""
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
    return cursor.fetchone()[0]


def unknown_migrations(cursor):
    """The migrations of our apps that were run and are not among the files here."""
    if not exists(cursor, "django_migrations"):
        return set()
    files = {(p.parts[-3], p.stem) for p in ROOT.glob("*/migrations/[0-9]*.py")}
    ours = sorted({app for app, _ in files})
    cursor.execute("SELECT app, name FROM django_migrations WHERE app = ANY(%s)", [ours])
    return set(cursor.fetchall()) - files


def way_to_begin_anew(var):
    """How to keep the data of the embedded database and start without them."""
    number, aside = 1, var.with_name(f"{var.name}.before")
    while aside.exists():
        number += 1
        aside = var.with_name(f"{var.name}.before-{number}")
    return f"To keep its data and begin anew: mv '{var}' '{aside}'"
