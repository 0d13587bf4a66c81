"""The one process that sends messages, keeps the clock and runs Wagtail's tasks."""

import logging
import os
import secrets
import signal
import socket
import threading
import time

from django.db import connections
from django.db.models import Max
from django.utils import timezone

from background.errors import safe_description
from background.models import Heartbeat, OutboxMessage
from background.notifications import listen, wait_for_message
from background.outbox import deliver_due, handlers
from background.schedule import tick
from background.tasks import rescue_tasks, run_tasks, task_runner

SIGNALS = {signal.SIGTERM, signal.SIGINT}
ALL_AT_ONCE = 10_000
POLL_SECONDS = 5
CLOCK_SECONDS = 5
TASKS_SECONDS = 1
BEAT_SECONDS = RESCUE_SECONDS = 20
LONGEST_PAUSE_SECONDS = 30
GRACE_SECONDS = 8

log = logging.getLogger(__name__)


class Loop(threading.Thread):
    """
    One duty of the worker, done again and again until the worker stops.

    Each duty has a thread, and so a database connection, of its own: a mail server that
    does not answer holds up neither the clock nor a task, and a long task holds up no
    mail. A duty that fails, for example because the database restarts, goes on with a new
    connection after a pause, which grows as long as it fails.
    """

    def __init__(self, name, step, stop):
        super().__init__(name=name, daemon=True)
        self.step = step
        self.stop = stop
        self.failures = 0

    def run(self):
        """Do the duty until the worker stops."""
        while not self.stop.is_set():
            self.turn()
        connections.close_all()

    def turn(self):
        """Do the duty once."""
        try:
            self.step()
            self.failures = 0
        except (Exception, SystemExit) as error:
            self.failures += 1
            log.warning("The worker’s %s: %s", self.name, safe_description(error))
            connections.close_all()
            self.stop.wait(min(2**self.failures / 2, LONGEST_PAUSE_SECONDS))


def wait_for_signal():
    """Wait until somebody or the system ends this process."""
    signal.sigwait(SIGNALS)


class Worker:
    """Whatever is done outside requests, until it is told to end."""

    def __init__(self):
        place = f"{socket.gethostname()[:30]}:{os.getpid()}"
        self.name = f"{place}:{secrets.token_hex(4)}"
        self.stop = threading.Event()
        self.runner = task_runner(self.name)
        self.rescued_at: float = -RESCUE_SECONDS

    def run(self, wait=wait_for_signal):
        """
        Work until `wait` returns, then end within seconds, after what is at hand.

        The signals are blocked in all threads and waited for in this one: a handler would
        interrupt whatever this thread does, and might find it holding a lock.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        loops = self.loops()
        for loop in loops:
            loop.start()
        wait()
        self.end(loops)

    def run_once(self):
        """Do all that is due now."""
        self.look_after_tasks()
        tick()
        run_tasks(self.runner)
        deliver_due(ALL_AT_ONCE)

    def end(self, loops):
        """Let every duty end what is at hand; what takes too long is begun anew later."""
        self.stop.set()
        self.runner.running = False
        deadline = time.monotonic() + GRACE_SECONDS
        for loop in loops:
            loop.join(max(0, deadline - time.monotonic()))
            if loop.is_alive():
                log.warning("The worker’s %s was cut short.", loop.name)

    # Duties

    def loops(self):
        """
        Every duty of the worker, each in a thread of its own.

        So the receiver of a webhook that does not answer keeps nobody's new password
        waiting: each kind of message is a duty.

        Returns:
            A `Loop` for each kind of message, the clock, Wagtail's tasks, the heartbeat.
        """
        steps = {f"sending of {kind}": self.sender(kind) for kind in handlers}
        steps |= {"clock": self.keep_clock, "tasks": self.work_off_tasks}
        steps |= {"heartbeat": self.keep_beating}
        return [Loop(name, step, self.stop) for name, step in steps.items()]

    def sender(self, kind):
        """The duty of sending one kind of message."""
        messages = OutboxMessage.objects.filter(kind=kind)

        def send():
            listen()
            while not self.stop.is_set() and deliver_due(1, messages):
                pass
            self.rest_until_message()

        return send

    def rest_until_message(self):
        """Wait for a message, or for the time to look whether one is due."""
        for _ in range(POLL_SECONDS):
            if self.stop.is_set() or wait_for_message(1):
                return

    def keep_clock(self):
        """Do the jobs whose time has come."""
        tick()
        self.stop.wait(CLOCK_SECONDS)

    def work_off_tasks(self):
        """
        Run Wagtail's tasks.

        The worker of django-tasks-db does so in its batch mode, a batch at a time: its
        endless mode would wait in a sleep that nothing can end and stop at a lost
        connection. A task is in its hands alone, so this thread rescues between batches.
        """
        if time.monotonic() - self.rescued_at >= RESCUE_SECONDS:
            self.look_after_tasks()
            self.rescued_at = time.monotonic()
        run_tasks(self.runner)
        self.stop.wait(TASKS_SECONDS)

    def look_after_tasks(self):
        """Take up the tasks of workers that are gone."""
        self.beat()
        rescue_tasks(self.name)

    def keep_beating(self):
        """Show that this process lives."""
        self.beat()
        self.stop.wait(BEAT_SECONDS)

    def beat(self):
        """Note that this worker was seen just now."""
        now = timezone.now()
        Heartbeat.objects.update_or_create(worker=self.name, defaults={"seen_at": now})


def worker_last_seen():
    """When a worker last showed that it lives, or None if none ever did."""
    return Heartbeat.objects.aggregate(last=Max("seen_at"))["last"]
