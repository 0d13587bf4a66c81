"""`make run`: the database, the site and its worker, in the foreground until ended."""

import ctypes
import errno
import http.client
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from contextlib import contextmanager, suppress
from pathlib import Path

import environ
import psycopg2

from mapcms.local import postgres
from mapcms.local.bootstrap import hand_over
from mapcms.local.postgres import StartProblem

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
HOST = "127.0.0.1"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ANSWER_SECONDS = 60
GRACE_SECONDS = 10
LOOK_SECONDS = 2
PR_SET_PDEATHSIG = 1
RAISED = re.compile(r"^[\w.]+: .+", re.MULTILINE)
LIBC = ctypes.CDLL(None)


class Ended(BaseException):
    """Somebody ended the run: with Ctrl-C, with a signal, or by closing the terminal."""


def main(arguments):
    """Serve until ended; return the exit code."""
    if "MAKELEVEL" in os.environ:
        die_with_parent()
    listen_to_signals()
    try:
        serve(dev="--dev" in arguments)
    except Ended:
        say("Stopped.")
        return 0
    except StartProblem as problem:
        print(problem, file=sys.stderr)
    return 1


def serve(dev):
    """Start all there is to start, in order, and watch over it."""
    port = chosen_port()
    with database() as url, Children(surroundings(url, port, dev)) as children:
        accounts = prepare(children, dev)
        site = children.start(*site_command(port, dev))
        with (VAR / "worker.log").open("w") as log:
            children.start("manage.py", "worker", stdout=log, stderr=log)
        wait_until_it_answers(site, port)
        say(f"\nThe site: http://localhost:{port}/", "Its editors: /admin/", accounts)
        say("Ctrl-C stops it.")
        children.watch()


def say(*lines):
    """Show lines at once."""
    print(*filter(None, lines), sep="\n", flush=True)


# Signals


def listen_to_signals():
    """End on the signals of a person or the system, but let `nohup` have its way."""
    for number in SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, end)


def end(*_):
    """End at the first signal, and do not begin again while ending."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise Ended


def die_with_parent():
    """Have the kernel end this process with its parent, where it can: on Linux."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


# What the site needs from its surroundings


def chosen_port():
    """The port of the environment variable PORT, once it is known to be free."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise StartProblem(f"PORT is a number from 1 to 65535, not {port}.")
    with socket.socket() as test:
        test.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            test.bind((HOST, int(port)))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            other = int(port) % 65535 + 1 if taken else 8000
            reason = "taken by another program" if taken else "not for you to use"
            raise StartProblem(
                f"Port {port} is {reason}. Try: PORT={other} make run"
            ) from error
    return port


@contextmanager
def database():
    """The address of the database: the one in DATABASE_URL, or else our own."""
    if url := os.environ.get("DATABASE_URL"):
        check_reachable(url)
        yield url
        return
    say("Starting the database")
    with postgres.running(VAR) as url:
        try:
            yield url
        finally:
            hand_over(VAR)


def check_reachable(url):
    """Refuse a database that is not a PostgreSQL or does not answer."""
    parts = address_parts(url)
    if not parts.get("ENGINE", "").endswith("postgresql"):
        raise StartProblem(
            "DATABASE_URL must look like postgres://user:password@host/name"
        )
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD"}
    names |= {"host": "HOST", "port": "PORT"}
    known = {key: parts[name] for key, name in names.items() if parts[name]}
    try:
        psycopg2.connect(
            **{"connect_timeout": 5, **known, **parts.get("OPTIONS", {})}
        ).close()
    except psycopg2.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise StartProblem(
            f"The database of DATABASE_URL cannot be reached: {reason}"
        ) from error


def address_parts(url):
    """What Django would make of the address of a database."""
    with warnings.catch_warnings(action="ignore"), suppress(ValueError):
        return environ.Env.db_url_config(url)
    return {}


def surroundings(url, port, dev):
    """The environment of every process of the site."""
    environment = {
        "DJANGO_SECRET_KEY": secret_key(),
        "BASE_URL": f"http://localhost:{port}",
        **os.environ,
        "DATABASE_URL": url,
        "PYTHONUNBUFFERED": "1",
        "DJANGO_DEBUG": "1" if dev else "",
    }
    return {name: value for name, value in environment.items() if value}


def secret_key():
    """The key of this checkout, made at its first run."""
    file = VAR / "secret-key"
    VAR.mkdir(exist_ok=True)
    if not file.exists():
        part = VAR / f"secret-key.{os.getpid()}"
        part.touch(mode=0o600)
        part.write_text(secrets.token_urlsafe(50))
        part.rename(file)
    return file.read_text()


# Processes


class Children:
    """The processes of one run, each the head of a group, all ended together."""

    def __init__(self, environment):
        self.environment = environment
        self.running = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """End every group, politely and then not."""
        for child in self.running:
            self.signal(child, signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self.running:
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0, deadline - time.monotonic()))
        for child in self.running:
            self.signal(child, signal.SIGKILL)
            child.wait()

    @staticmethod
    def signal(child, number):
        """Send a signal to a child and all its own children."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, number)

    def start(self, *arguments, **options):
        """Start a Python program that ends with this run, even if that is killed."""
        child = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 (there are no threads)
            **options,
        )
        self.running.append(child)
        return child

    def begin(self, *arguments):
        """Start a program that will come to an end."""
        output = tempfile.TemporaryFile("w+")  # noqa: SIM115 (`finish` closes it)
        return self.start(*arguments, stdout=output, stderr=subprocess.PIPE), output

    def finish(self, child, output):
        """Wait for such a program, showing its progress; return what it has to say."""
        errors = shown(child.stderr)
        child.wait()
        self.running.remove(child)
        with output:
            output.seek(0)
            said = output.read()
        if child.returncode != 0:
            raise failure(" ".join(child.args[1:]), said + errors)
        return said

    def watch(self):
        """Wait until somebody ends the run, or a process or the database ends itself."""
        ours = "DATABASE_URL" not in os.environ
        while True:
            time.sleep(LOOK_SECONDS)
            ended = [child for child in self.running if child.poll() is not None]
            if ours and not postgres.answers(VAR):
                raise StartProblem("The database has gone. Start again with: make run")
            for child in ended:
                name, code = " ".join(child.args[1:3]), child.returncode
                raise StartProblem(f"{name} ended by itself (exit code {code}).")


def shown(stream):
    """Show what comes down a stream, up to a traceback; return all of it."""
    text = ""
    with stream:
        while data := os.read(stream.fileno(), 10_000).decode(errors="replace"):
            text += data
            if "Traceback" not in text:
                print(data, end="", file=sys.stderr, flush=True)
    return text


def failure(what, output):
    """A sentence for a program that failed; the whole story goes to a file."""
    if "No space left on device" in output:
        return StartProblem("The disk is full: free at least 1 GB and try again.")
    story = VAR / "failure.log"
    story.write_text(output)
    reasons = RAISED.findall(output) or output.strip().splitlines() or ["no reason given"]
    return StartProblem(f"{what} failed: {reasons[-1]} (The whole of it is in {story}.)")


# The site


def prepare(children, dev):
    """Bring database and files up to date; return what to say about demo accounts."""
    if not dev:
        say("Collecting static files")
        files = children.begin("manage.py", "collectstatic", "--noinput", "-v0")
    say("Bringing the database up to date")
    children.finish(*children.begin("manage.py", "migrate", "--noinput"))
    children.finish(*children.begin("manage.py", "feed_rebuild", "--if-needed"))
    accounts = children.finish(*children.begin("manage.py", "load_demo", "--if-empty"))
    if not dev:
        children.finish(*files)
    return accounts


def site_command(port, dev):
    """The server: Granian as in production, or Django's own for a developer."""
    if dev:
        return "manage.py", "runserver", f"{HOST}:{port}"
    options = ("--interface=wsgi", f"--host={HOST}", f"--port={port}", "--no-ws")
    size = ("--workers=2", "--blocking-threads=4", "--workers-kill-timeout=5")
    return (
        "-m",
        "granian",
        *options,
        *size,
        "--log-level=error",
        "mapcms.wsgi:application",
    )


def wait_until_it_answers(site, port):
    """Wait until the site has answered its first request."""
    deadline = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < deadline and site.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(HOST, int(port), timeout=30)
            connection.request("GET", "/robots.txt")
            connection.getresponse()
            return
        time.sleep(0.1)
    raise StartProblem("The site did not start; what it wrote is above.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
