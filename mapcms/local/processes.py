"""The processes of one run: started together, watched, and ended together."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from functools import partial

from mapcms.local import environment, postgres
from mapcms.local.problems import StartProblem
from mapcms.local.services import Service

CHILD = environment.ROOT / "mapcms" / "local" / "child.py"
GRACE_SECONDS = 10
LOOK_SECONDS = 2
RAISED = re.compile(r"^[\w.]+: .+", re.MULTILINE)


class Children:
    """The processes of one run, each the head of a group, all ended together."""

    def __init__(self, environment):
        self.environment = environment
        self.running = {}  # each process with the arguments it was started with
        self.services = []

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
            [sys.executable, "-P", CHILD, str(os.getpid()), *arguments],
            cwd=environment.ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            **options,
        )
        self.running[child] = arguments
        return child

    def keep(self, name, *arguments, **options):
        """Start a program that comes back whenever it ends; return its `Service`."""
        start = partial(self.start, *arguments, **options)
        self.services.append(Service(name, start, self.clean, self.tell))
        return self.services[-1]

    def clean(self, child):
        """End what a process left behind that ended by itself, and forget it."""
        self.signal(child, signal.SIGKILL)
        del self.running[child]

    def tell(self, sentence):
        """Write to whoever looks after the site, if the database can be reached."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.start("manage.py", "tell_administrators", sentence, **quiet)

    def begin(self, *arguments):
        """Start a program that will come to an end."""
        output, path = tempfile.mkstemp()
        os.unlink(path)
        return self.start(*arguments, stdout=output, stderr=subprocess.PIPE), output

    def finish(self, child, output):
        """Wait for such a program, showing its progress; return what it has to say."""
        errors = shown(child.stderr)
        child.wait()
        arguments = self.running.pop(child)
        with open(output) as file:
            file.seek(0)
            said = file.read()
        if child.returncode != 0:
            raise failure(" ".join(arguments), said + errors)
        return said

    def watch(self):
        """Keep the services running until somebody ends the run, or the database goes."""
        ours = "DATABASE_URL" not in os.environ
        while True:
            time.sleep(LOOK_SECONDS)
            if ours and not postgres.answers(environment.VAR):
                raise StartProblem("The database has gone. Start again with: make run")
            for service in self.services:
                service.look()
            for child in self.running:
                child.poll()  # so that none that ended stays in the system's table


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
    story = environment.VAR / "failure.log"
    story.write_text(output)
    reasons = RAISED.findall(output) or output.strip().splitlines() or ["no reason given"]
    return StartProblem(f"{what} failed: {reasons[-1]} (The whole of it is in {story}.)")
