"""A new version brought in: the server stopped politely while people read."""

import os
import signal
import time

from mapcms.local.faults.outcomes import Outcome
from mapcms.local.faults.people import Readers

CALM = 3


def renew_processes(site):
    """FA-15: SIGHUP, upon which the server's processes are replaced in turn."""
    with Readers(site) as readers:
        time.sleep(CALM)
        os.kill(site.server.pid, signal.SIGHUP)
        time.sleep(4 * CALM)
    done = f"SIGHUP at 20 reads a second: {len(readers.answers)} reads"
    return Outcome(done=done, failed_reads=len(readers.failed()))


def stop_and_start(site):
    """FA-15: SIGTERM, and the server started again."""
    with Readers(site) as readers:
        time.sleep(CALM)
        stopped = time.monotonic()
        site.end(signal.SIGTERM)
        site.start()
        back = time.monotonic()
        time.sleep(CALM)
    failed = len(readers.failed(stopped, back))
    return Outcome(
        done=f"SIGTERM and a new start: away for {back - stopped:.1f} s, in which "
        f"{failed} reads failed (one port, one server: a proxy must try again)",
        failed_reads=len(readers.failed()) - failed,
    )
