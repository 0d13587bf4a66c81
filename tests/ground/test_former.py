"""A database of another version is met with a sentence, and a way to begin anew."""

import os
import sys
from contextlib import closing

import psycopg2
import pytest

from mapcms.local import postgres
from mapcms.local.former import ROOT, refuse_former, way_to_begin_anew
from mapcms.local.problems import StartProblem
from tests.ground.processes import run_sql

MIGRATIONS = "CREATE TABLE django_migrations (app text, name text)"
NOTE = "INSERT INTO django_migrations VALUES ('{}', '{}')"


def refused(url):
    """What is said about a database; an empty string if it will do."""
    with closing(psycopg2.connect(url)) as connection:
        try:
            refuse_former(connection, "Try this.")
        except StartProblem as problem:
            return str(problem)
    return ""


@pytest.fixture
def url(var):
    """The address of an empty database that runs."""
    with postgres.running(var) as url:
        yield url


def test_an_empty_database_will_do(url):
    assert refused(url) == ""


def test_what_these_migrations_made_will_do(url):
    run_sql(url, MIGRATIONS)
    for file in ROOT.glob("*/migrations/[0-9]*.py"):
        run_sql(url, NOTE.format(file.parts[-3], file.stem))
    run_sql(url, NOTE.format("wagtailcore", "0001_of_another_package"))
    assert refused(url) == ""


@pytest.mark.parametrize(
    "statements",
    [
        [MIGRATIONS, NOTE.format("core", "0004_outbox")],
        ["CREATE TABLE core_outboxmessage (id int)"],
    ],
)
def test_a_database_of_another_version_is_refused(url, statements):
    for statement in statements:
        run_sql(url, statement)
    assert refused(url) == (
        "The database was made by another version of this site. Try this."
    )


def test_the_way_out_moves_nothing_into_an_older_one(folder):
    var = folder / "var"
    assert way_to_begin_anew(var).endswith(f"mv '{var}' '{var}.before'")
    (folder / "var.before").mkdir()
    assert way_to_begin_anew(var).endswith(f"mv '{var}' '{var}.before-2'")


RUN = """
import sys
from pathlib import Path
from mapcms.local import environment, run
environment.VAR = Path(sys.argv[1])
sys.exit(run.main([]))
"""


@pytest.mark.parametrize("own", [True, False])
def test_make_run_says_so_without_a_traceback(start, var, own, url):
    run_sql(url, "CREATE TABLE core_outboxmessage (id int)")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PORT": "18437"}
    environment.pop("DATABASE_URL", None)
    if own:
        environment["DATABASE_URL"] = url
    program = start(sys.executable, "-c", RUN, var, env=environment)
    assert program.ended() == 1
    way = "in DATABASE_URL." if own else f"mv '{var}' '{var}.before'"
    assert program.text.splitlines()[-1].endswith(way)
    assert "another version" in program.text
    assert "Traceback" not in program.text
