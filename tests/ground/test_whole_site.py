"""The whole site as make run starts it: its parts, and what comes back."""

import json
import shutil
import signal
import urllib.request
from urllib.parse import urlsplit

import pytest

from feed.api.routing import BASE
from tests.ground.processes import (
    ROOT,
    answers,
    children_of,
    processes_with,
    status,
    wait_until,
)
from tests.ports import free_port


@pytest.fixture
def site(run, folder, port):
    """Start the whole site from a copy of this checkout, and wait until it stands."""
    checkout = folder / "a path with spaces"
    skip = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, checkout, ignore=skip)

    def starter(port=port):
        program = run(port, checkout, DATABASE_URL="", DJANGO_SECRET_KEY="", BASE_URL="")
        program.line("Ctrl-C stops it", 240)
        assert "moderator2" in program.text
        assert "mapcms-demo" in program.text
        assert status(port) == 200
        return program

    yield starter
    assert not processes_with(checkout)
    assert not processes_with(f"--port={port}")


def test_the_whole_site(site, folder, port):
    """Two runs with the same data, on two ports, ended by kill -9 and by Ctrl-C."""
    first = site()
    [key] = folder.glob("*/var/secret-key")
    secret = key.read_text()
    first.kill()
    wait_until(
        lambda: not processes_with(folder) and not processes_with(f"--port={port}")
    )

    other = free_port()
    second = site(other)
    moved = (
        f"began with http://localhost:{port}; they begin with http://localhost:{other}"
    )
    assert moved in second.text
    assert key.read_text() == secret
    with urllib.request.urlopen(f"http://localhost:{other}{BASE}/items") as answer:
        items = json.load(answer)["items"]
    assert {urlsplit(item["url"]).port for item in items} == {other}
    kill_parts(second, other)
    second.signal(signal.SIGINT)
    assert second.ended() == 0


def kill_parts(run, port):
    """Kill one of the site's two processes, the worker, then the head of the two."""
    [head] = children_of(run, f"--port={port}")
    head.children()[-1].kill()
    wait_until(lambda: answers(port))
    kill(run, "The worker", "manage.py worker")
    kill(run, "The site", f"--port={port}")
    wait_until(lambda: answers(port), 30)


def kill(run, name, words):
    """Kill a program of the run, and wait until it is back."""
    [killed] = children_of(run, words)
    killed.kill()
    run.line(f"{name} ended by itself (exit code -9). It starts again in 1 s.")
    wait_until(lambda: set(children_of(run, words)) - {killed}, 30)
