"""`make faults`: a site from nothing, each fault done to it, and a table of what came."""

import os
import sys
import time
from functools import partial

import psutil

from mapcms.local.bootstrap import say
from mapcms.local.environment import chosen_port
from mapcms.local.faults.database import no_connection_left, read_only, restart_database
from mapcms.local.faults.killing import kill_web
from mapcms.local.faults.letters import mail_fails, worker_killed
from mapcms.local.faults.outcomes import HEAD, Outcome
from mapcms.local.faults.schedules import two_schedules
from mapcms.local.faults.site import site_from_nothing
from mapcms.local.faults.stopping import renew_processes, stop_and_start
from mapcms.local.run import to_the_end

USUAL_PORT = "8006"
KILLS = int(os.environ.get("KILLS", "100"))
FAULTS = {
    "FA-01 web server killed": partial(kill_web, kills=KILLS),
    "FA-02 database restarted": restart_database,
    "FA-03 database read-only": read_only,
    "FA-03 no connection left": no_connection_left,
    "FA-05 mail server fails": mail_fails,
    "FA-06 worker killed": worker_killed,
    "FA-07 two schedules": two_schedules,
    "FA-15 processes renewed": renew_processes,
    "FA-15 stopped and started": stop_and_start,
}
NOT_TRIED = {
    "FA-03 database's disk full": "it needs a small file system of its own",
    "FA-04 media's disk full": "it needs a small file system of its own",
    "FA-08 clock wrong by ten minutes": "the clock is this machine's, also for others; "
    "tests move it within a process",
    "FA-09 new version": "there is one version so far",
}


def main():
    """Do them all; return the exit code, which is 1 where one of them did not hold."""
    os.environ.setdefault("PORT", USUAL_PORT)
    begun = time.monotonic()
    outcomes = do_all(int(chosen_port()))
    missing = {name: Outcome(not_tried=why) for name, why in NOT_TRIED.items()}
    say(HEAD, *(one.line(name) for name, one in (outcomes | missing).items()))
    say(f"{time.monotonic() - begun:.0f} seconds, on {psutil.cpu_count()} cores.")
    return 0 if all(one.is_held for one in outcomes.values()) else 1


def do_all(port):
    """Build a site, and do each fault that was asked for to it."""
    wanted = os.environ.get("ONLY", "")
    chosen = {name: do for name, do in FAULTS.items() if name.startswith(wanted)}
    with site_from_nothing(port) as site:
        site.start()
        return {name: done(name, do, site) for name, do in chosen.items()}


def done(name, do, site):
    """Do a fault, and say so while people wait."""
    say(name)
    outcome = do(site)
    if not outcome.is_held:
        say(HEAD, outcome.line(name))
    return outcome


if __name__ == "__main__":
    sys.exit(to_the_end(main))
