"""A site from nothing that can be harmed: its server, its database, and its inside."""

import json
import os
import signal
from contextlib import contextmanager

from mapcms.local import postgres
from mapcms.local.cluster import Cluster
from mapcms.local.drill import empty_folder, finished, surroundings
from mapcms.local.processes import Children
from mapcms.local.run import prepare, site_command, wait_until_it_answers

STEP = "from mapcms.local.faults import steps; steps.{}"


@contextmanager
def site_from_nothing(port):
    """
    Build a site for this alone, with the demo; nothing of it is left at the end.

    Args:
        port: where it is to listen.

    Yields:
        The `Site`; its server is not started.
    """
    with (
        empty_folder() as folder,
        postgres.running(folder / "var", throwaway=True) as url,
    ):
        told = {"MAPCMS_VAR": folder / "site", "BASE_URL": f"http://localhost:{port}"}
        with Children(surroundings(url, **told)) as children:
            prepare(children, dev=False)
            yield Site(children, folder, port)


class Site:
    """
    A real site of which parts can be killed.

    Args:
        children: its `Children`.
        folder: where its files and its database lie.
        port: where it listens.
    """

    def __init__(self, children, folder, port):
        self.children, self.folder, self.port = children, folder, port
        self.server = None

    @property
    def origin(self):
        """The beginning of its addresses."""
        return f"http://localhost:{self.port}"

    def start(self):
        """Start the server, and wait until it answers."""
        self.server = self.children.start(*site_command(self.port, dev=False))
        wait_until_it_answers(self.server, self.port)

    def kill(self):
        """End the server and its processes without a word of warning."""
        self.end(signal.SIGKILL)

    def end(self, number):
        """Send a signal to the server, and wait for its end."""
        target = self.server.pid
        os.killpg(target, number) if number == signal.SIGKILL else os.kill(target, number)
        self.server.wait(30)
        self.children.clean(self.server)

    def stop_database(self):
        """Stop PostgreSQL as its restart does."""
        os.kill(postmaster(self.folder), signal.SIGINT)

    def start_database(self):
        """Start it again."""
        postgres.ensure_running(self.folder / "var", throwaway=True)

    def step(self, words):
        """Do a step in a process of the site; return what it gave back."""
        arguments = ("manage.py", "shell", "-v0", "-c", STEP.format(words))
        return json.loads(finished(self.children, *arguments) or "null")

    def work_once(self, **others):
        """Have a worker do all that is due, told other settings."""
        with self.told(**others):
            finished(self.children, "manage.py", "worker", "--once")

    @contextmanager
    def told(self, **others):
        """Have processes begun meanwhile told other settings."""
        before = self.children.environment
        self.children.environment = before | others
        try:
            yield
        finally:
            self.children.environment = before


def postmaster(folder):
    """The number of the database server's first process."""
    pid_file = Cluster.under(folder / "var").data / "postmaster.pid"
    return int(pid_file.read_text().split()[0])
