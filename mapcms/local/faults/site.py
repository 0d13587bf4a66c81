"""A site to which faults are done: its server, its database, and its inside."""

import json
import os
import signal

from mapcms.local import postgres
from mapcms.local.cluster import Cluster
from mapcms.local.drill import finished
from mapcms.local.run import server_command, wait_until_it_answers

HOST = "127.0.0.1"
STEP = "from mapcms.local.faults import steps; steps.{}"


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
        self.server = self.children.start(*server_command(HOST, self.port, workers=2))
        wait_until_it_answers(self.server, self.port, HOST)

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

    def step(self, words, **told):
        """Do a step in a process of the site; return what it gave back."""
        before = self.children.environment
        self.children.environment = before | {k: str(v) for k, v in told.items()}
        arguments = ("manage.py", "shell", "-v0", "-c", STEP.format(words))
        try:
            return json.loads(finished(self.children, *arguments) or "null")
        finally:
            self.children.environment = before

    def work_once(self, **told):
        """Have a worker do all that is due, told other settings."""
        before = self.children.environment
        self.children.environment = before | told
        try:
            finished(self.children, "manage.py", "worker", "--once")
        finally:
            self.children.environment = before


def postmaster(folder):
    """The number of the database server's first process."""
    pid_file = Cluster.under(folder / "var").data / "postmaster.pid"
    return int(pid_file.read_text().split()[0])
