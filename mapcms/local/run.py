"""`make run`: the database, the site and its worker, in the foreground until ended."""

import http.client
import os
import signal
import sys
import time
from contextlib import suppress

from mapcms.local import environment
from mapcms.local.bootstrap import say
from mapcms.local.child import die_with_parent
from mapcms.local.environment import HOST, chosen_port, database, surroundings
from mapcms.local.problems import StartProblem
from mapcms.local.processes import Children

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ANSWER_SECONDS = 60


class Ended(BaseException):
    """Somebody ended the run: with Ctrl-C, with a signal, or by closing the terminal."""


def main(arguments):
    """Serve until ended; return the exit code."""
    return until_ended(lambda: serve(dev="--dev" in arguments))


def until_ended(serve):
    """Do something that goes on until somebody ends it; return the exit code."""
    if "MAKELEVEL" in os.environ:
        die_with_parent()
    listen_to_signals()
    try:
        serve()
    except Ended:
        say("Stopped.")
        return 0
    except StartProblem as problem:
        say(problem, stream=sys.stderr)
    return 1


def to_the_end(do):
    """Do something that ends by itself; return its exit code, 1 if it was stopped."""
    listen_to_signals()
    try:
        return do()
    except Ended:
        say("Stopped.")
    except StartProblem as problem:
        say(problem, stream=sys.stderr)
    return 1


def serve(dev):
    """Start all there is to start, in order, and watch over it."""
    port = chosen_port()
    with database() as url, Children(surroundings(url, port, dev)) as children:
        ours = not os.environ.get("DATABASE_URL")
        origin = children.environment["BASE_URL"] if ours else ""
        accounts = prepare(children, dev, origin)
        site = children.keep("The site", *site_command(port, dev))
        with (environment.VAR / "worker.log").open("w") as log:
            children.keep("The worker", "manage.py", "worker", stdout=log, stderr=log)
            wait_until_it_answers(site.process, port)
            say(f"\nThe site: http://localhost:{port}/", "Its editors: /admin/", accounts)
            say("Ctrl-C stops it.")
            children.watch()


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


# The site


def prepare(children, dev, origin="", demo=True):
    """
    Bring database and files up to date.

    Args:
        children: the `Children` of the run.
        dev: whether it is for a developer, who needs no static files collected.
        origin: what the addresses of a database of our own are to begin with.
        demo: whether an empty site is filled with the demo.

    Returns:
        What to say about demo accounts; empty without the demo.
    """
    if not dev:
        say("Collecting static files")
        files = children.begin("manage.py", "collectstatic", "--noinput", "-v0")
    say("Bringing the database up to date")
    options = [*([f"--origin={origin}"] if origin else ()), *(["--demo"] if demo else ())]
    preparation = children.begin("-m", "mapcms.local.preparation", *options)
    accounts = children.finish(*preparation)
    if not dev:
        children.finish(*files)
    return accounts


def site_command(port, dev):
    """The server: the one of production, or Django's own for a developer."""
    if dev:
        return "manage.py", "runserver", f"{HOST}:{port}"
    return server_command(HOST, port, workers=2)


def server_command(host, port, workers):
    """The arguments that start the server of production, Granian."""
    options = ("--interface=wsgi", f"--host={host}", f"--port={port}", "--no-ws")
    size = (f"--workers={workers}", "--blocking-threads=4", "--workers-kill-timeout=5")
    # One process goes on while another comes back.
    again = ("--respawn-failed-workers", "--respawn-interval=1")
    rest = (*size, *again, "--log-level=error", "mapcms.wsgi:application")
    return "-m", "granian", *options, *rest


def wait_until_it_answers(site, port, host=HOST):
    """Wait until the site has answered its first request."""
    deadline = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < deadline and site.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(host, int(port), timeout=30)
            connection.request("GET", "/robots.txt")
            connection.getresponse()
            return
        time.sleep(0.1)
    raise StartProblem("The site did not start; what it wrote is above.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
