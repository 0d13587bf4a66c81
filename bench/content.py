"""The content that is asked for, and asking the database about it."""

import os
import subprocess
import sys

import psycopg2

from mapcms.local import postgres

# What a copy of an item has of its own; everything else is as in the original.
OWN = {
    "id": "gen_random_uuid()",
    "page": "i.page + n * 1000000",
    "sequence": "nextval('feed_sequence')",
    "published_at": "i.published_at - n * interval '7 minutes'",
    "updated_at": "i.updated_at - n * interval '11 minutes'",
    "url": "i.url || '?copy=' || n",
    "sort_title": "i.sort_title || ' ' || n",
    "sources": "'{}'",
    "shown_on": "'{}'",
}


def prepare(folder, port, stories):
    """
    A database with the content, whose address the environment holds from now on.

    Args:
        folder: where the cluster and all files go.
        port: where the site will listen.
        stories: how many stories to make besides the demo.
    """
    os.environ.update(
        DATABASE_URL=postgres.ensure_running(folder, throwaway=True),
        DJANGO_SETTINGS_MODULE="bench.settings",
        DJANGO_SECRET_KEY="for measuring only",
        WITHOUT_SECOND_FACTOR="1",
        MAPCMS_VAR=str(folder / "var"),
        BASE_URL=f"http://localhost:{port}",
    )
    for command in (
        ("migrate", "-v0"),
        ("collectstatic", "--noinput", "-v0"),
        ("load_demo", "-v0"),
        ("make_content", f"--stories={stories}"),
    ):
        say(f"manage.py {' '.join(command)}")
        subprocess.run([sys.executable, "manage.py", *command], check=True)
    ask("ANALYZE")


def ask(statement, parameters=None):
    """Run one statement; return its rows."""
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def column(statement):
    """The first column of a statement's rows."""
    return [row[0] for row in ask(statement)]


def multiply(count):
    """
    Bring the feed's table to a number of public items by copying rows.

    The copies say the same at other times; their pages do not exist.
    """
    there = column("SELECT count(*) FROM feed_item WHERE is_public")[0]
    say(f"Copying items: {there:,} become {count:,}")
    names = column(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = 'feed_item' ORDER BY ordinal_position"
    )
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(OWN.get(name, f'i."{name}"') for name in names)
    originals = "is_public AND page < 1000000"
    first = column("SELECT max(page) / 1000000 FROM feed_item")[0] + 1
    each = column(f"SELECT count(*) FROM feed_item WHERE {originals}")[0]
    indexes = ask(
        "SELECT indexname, indexdef FROM pg_indexes"
        " WHERE tablename = 'feed_item' AND indexdef LIKE '%USING gin%'"
    )
    for name, _ in indexes:
        ask(f"DROP INDEX {name}")
    ask(
        f"INSERT INTO feed_item ({columns}) SELECT {values} FROM feed_item i,"
        f" generate_series({first}, {first + count // each}) n"
        f" WHERE {originals}"
        f" ORDER BY n, i.page LIMIT {count - there}"
    )
    for _, definition in indexes:
        ask(definition)
    ask(
        "UPDATE feed_state SET generation = generation + 1,"
        " sequence = (SELECT max(sequence) FROM feed_item)"
    )
    ask("VACUUM ANALYZE feed_item")


def say(text):
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)
