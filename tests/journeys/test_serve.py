"""`make serve` serves the site, brings back what ends, stops cleanly, and refuses."""

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests.databases import databases
from tests.e2e.conftest import make_url
from tests.ground.processes import Program, wait_until
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
SERVE = (sys.executable, "-m", "mapcms.local.serve")
KEY = "NqX0f3m8wYbH2uTzPc7LrKd5VgJ9sEa1iOoUt6RyWnBxMhZQpD4k"


@pytest.fixture
def database(django_db_setup):
    """A copy of the demo site's database for this test alone."""
    databases.ensure("run_site")
    name = databases.named("served")
    databases.copy(databases.kept("run_site"), name)
    yield make_url(os.environ["DATABASE_URL"], name)
    databases.drop(name)


@pytest.fixture
def surroundings(database, tmp_path):
    """What a server is told, with a port that is free."""
    shutil.copytree(databases.folder("run_site"), tmp_path / "var")
    surroundings = {
        **os.environ,
        "DATABASE_URL": database,
        "MAPCMS_VAR": str(tmp_path / "var"),
        "BASE_URL": "http://localhost:8000",
        "DJANGO_SECRET_KEY": KEY,
        "LISTEN": f"127.0.0.1:{free_port()}",
    }
    surroundings.pop("DJANGO_DEBUG", None)
    return surroundings


@pytest.fixture
def serve(surroundings):
    """Start it; what is still running at the end of the test is ended."""
    started = []

    def start(**told):
        started.append(Program(*SERVE, cwd=ROOT, env=surroundings | told))
        return started[-1]

    yield start
    for program in started:
        if program.process.poll() is None:
            program.signal(signal.SIGTERM)
            program.ended(30)


def ask(surroundings, path):
    """Status and body of an address."""
    address = f"http://{surroundings['LISTEN']}{path}"
    request = urllib.request.Request(address, headers={"Host": "localhost"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()


def children_with(program, *words):
    """The processes below a program whose command line has these words."""
    below = psutil.Process(program.process.pid).children(recursive=True)
    return [it for it in below if set(words) <= set(it.cmdline())]


def test_it_serves_comes_back_and_stops(serve, surroundings):
    program = serve()
    program.line("is served at", seconds=120)
    assert ask(surroundings, "/healthz") == (200, "alive\n")
    assert "Making Alignment a Priority" in ask(surroundings, "/")[1]
    wait_until(lambda: ask(surroundings, "/readyz")[0] == 200, seconds=60)

    [worker, *_] = children_with(program, "manage.py", "worker")
    worker.kill()
    program.line("The worker ended by itself", seconds=30)
    wait_until(lambda: children_with(program, "manage.py", "worker"), seconds=30)

    everything = psutil.Process(program.process.pid).children(recursive=True)
    program.signal(signal.SIGTERM)
    assert program.ended(30) == 0
    assert program.text.endswith("Stopped.\n")
    wait_until(lambda: not any(it.is_running() for it in everything), seconds=10)


def test_a_part_that_fails_is_named(serve, surroundings):
    serve().line("is served at", seconds=120)
    sql = "ALTER TABLE background_heartbeat RENAME TO elsewhere"
    manage = (sys.executable, "manage.py", "shell", "-v0", "-c")
    code = f"from django.db import connection; connection.cursor().execute({sql!r})"
    subprocess.run([*manage, code], cwd=ROOT, env=surroundings, check=True)
    status, body = ask(surroundings, "/readyz")
    assert (status, json.loads(body)["parts"]["worker"]) == (503, "failing")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"DATABASE_URL": ""}, "Set DATABASE_URL."),
        ({"BASE_URL": "", "DJANGO_SECRET_KEY": ""}, "DJANGO_SECRET_KEY and BASE_URL."),
        ({"BASE_URL": "map.example.org"}, "BASE_URL is where people find the site"),
        ({"BASE_URL": "http://map.example.org"}, "passwords could be read"),
        ({"LISTEN": "8000"}, "LISTEN is a host and a port"),
    ],
)
def test_it_refuses_in_a_sentence(serve, told, words):
    program = serve(**told)
    assert program.ended(60) == 1
    assert words in program.text
    assert "Traceback" not in program.text
