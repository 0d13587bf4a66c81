"""Real processes, to start, watch and kill."""

import os
import resource
import select
import subprocess
import time
import urllib.request
from pathlib import Path

import psutil
import psycopg2

ROOT = Path(__file__).resolve().parents[2]


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
    for process in psutil.process_iter(["name", "cmdline", "status"]):
        words = " ".join(process.info["cmdline"] or [])
        if str(text) in words and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return [process for process in found if process.pid != os.getpid()]


def children_of(run, words):
    """The programs that a run started itself, by words of their command."""
    found = processes_with(words)
    return [process for process in found if process.ppid() == run.process.pid]


def answers(port):
    """Whether the site answers."""
    try:
        return status(port) == 200
    except OSError:
        return False


def status(port):
    """How the front page answers."""
    with urllib.request.urlopen(f"http://localhost:{port}/", timeout=30) as answer:
        return answer.status
