"""`make run` starts what it should, says what is wrong, and leaves nothing behind."""

import os
import signal
import socket
import sys
import time

import pytest

from tests.ground.processes import (
    ROOT,
    processes_with,
    wait_until,
)

TINY_RUN = '''
import os, sys
from mapcms.local import processes, run
processes.GRACE_SECONDS = 1
parent = """
import signal, subprocess, sys
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
subprocess.run(["sleep", sys.argv[1]])
sys.exit(3)
"""
stubborn = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, lambda *_: time.sleep(4) or sys.exit())
time.sleep(60)
"""
run.die_with_parent()
run.listen_to_signals()
try:
    with run.Children(dict(os.environ)) as children:
        children.keep("The parent", "-c", parent, sys.argv[1])
        children.keep("The stubborn one", "-c", stubborn, sys.argv[1])
        print("started", flush=True)
        children.watch()
except run.Ended:
    print("Stopped.")
except run.StartProblem as problem:
    sys.exit(str(problem))
'''

DATABASE_RUN = """
import os, sys
from pathlib import Path
from mapcms.local import environment, run
environment.VAR = Path(sys.argv[1])
try:
    with run.database(), run.Children(dict(os.environ)) as children:
        print("watching", flush=True)
        children.watch()
except run.StartProblem as problem:
    sys.exit(str(problem))
"""


@pytest.fixture
def mark():
    """A number by which to find a test's processes: they sleep as many seconds."""
    return f"9{time.time_ns()}"


@pytest.fixture
def tiny(start, mark):
    """Start a run of two tiny programs instead of a site: a parent and a stubborn one."""

    def starter(*before):
        environment = {**os.environ, "DATABASE_URL": "none", "PYTHONPATH": str(ROOT)}
        command = (*before, sys.executable, "-c", TINY_RUN, mark)
        run = start(*command, env=environment)
        run.line("started")
        wait_until(lambda: "sleep" in names(mark) and len(names(mark)) > 3)
        return run

    return starter


def names(mark):
    """The names of a test's processes."""
    return [process.info["name"] for process in processes_with(mark)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_every_process(tiny, mark, number):
    run = tiny()
    run.signal(number)
    run.signal(number)
    assert run.ended() == 0
    assert run.text.endswith("Stopped.\n")
    assert not names(mark)


def test_kill_9_of_the_run_ends_its_children(tiny, mark):
    run = tiny()
    run.kill()
    wait_until(lambda: not names(mark))


def test_the_run_ends_with_a_killed_make(tiny, mark):
    make = tiny("sh", "-c", '"$@"; :', "make")
    make.kill()
    wait_until(lambda: not names(mark))


def test_a_process_that_ends_by_itself_comes_back(tiny, mark):
    run = tiny()
    before = set(processes_with(mark))
    next(p for p in before if p.info["name"] == "sleep").kill()
    run.line("The parent ended by itself (exit code 3). It starts again in 1 s.")
    wait_until(lambda: "sleep" in names(mark))
    assert set(processes_with(mark)) - before
    run.signal(signal.SIGINT)
    assert run.ended() == 0
    assert not names(mark)


def test_a_database_that_is_killed_ends_the_run(start, var):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("DATABASE_URL", None)
    run = start(sys.executable, "-c", DATABASE_RUN, var, env=environment)
    run.line("watching")
    [server] = processes_with(f"-D {var}")
    server.kill()
    assert run.ended() == 1
    assert run.text.endswith("The database has gone. Start again with: make run\n")


def test_a_taken_port(run):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        program = run(port)
        assert program.ended() == 1
    assert program.text == (
        f"Port {port} is taken by another program. Try: PORT={port + 1} make run\n"
    )


@pytest.mark.parametrize("port", ["http", "0", "70000"])
def test_a_port_that_is_none(run, port):
    program = run(port)
    assert program.ended() == 1
    assert program.text == f"PORT is a number from 1 to 65535, not {port}.\n"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgres://me:secret@127.0.0.1:1/mapcms", "cannot be reached"),
        ("postgres://me:secret@/mapcms?host=%2Fnowhere", "cannot be reached"),
        ("sqlite:///mapcms.sqlite3", "must look like postgres://"),
        ("mapcms", "must look like postgres://"),
        ("postgres://me@host:port/mapcms", "must look like postgres://"),
    ],
)
def test_a_database_that_cannot_be_used(run, port, url, words):
    program = run(port, DATABASE_URL=url)
    assert program.ended() == 1
    assert words in program.text
    assert "secret" not in program.text
    assert "Traceback" not in program.text
