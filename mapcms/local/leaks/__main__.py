"""`make leaks`: a site from nothing, words where no reader may see them, and a walk."""

import os
import shutil
import sys
import time

import psutil

from mapcms.local import postgres
from mapcms.local.bootstrap import say
from mapcms.local.drill import empty_folder, finished, surroundings
from mapcms.local.environment import chosen_port
from mapcms.local.leaks.nginx import cache_before
from mapcms.local.problems import StartProblem
from mapcms.local.processes import Children
from mapcms.local.run import (
    Ended,
    listen_to_signals,
    prepare,
    site_command,
    wait_until_it_answers,
)

USUAL_PORT = "8008"
STEPS = "from mapcms.local.leaks import steps; steps.{}"


def main():
    """Walk; return the exit code, which is 1 where a word was found."""
    listen_to_signals()
    os.environ.setdefault("PORT", USUAL_PORT)
    begun = time.monotonic()
    try:
        found = walk_over_site(chosen_port())
    except Ended:
        say("Stopped.")
        return 1
    except StartProblem as problem:
        say(problem, stream=sys.stderr)
        return 1
    seconds = time.monotonic() - begun
    say(f"{seconds:.0f} seconds, on {psutil.cpu_count()} cores.")
    return 1 if "LEAK" in found else 0


def walk_over_site(port):
    """Build a site, plant, and walk in each of three ways; return what was said."""
    with (
        empty_folder() as folder,
        postgres.running(folder / "var", throwaway=True) as url,
    ):
        site = {"MAPCMS_VAR": folder / "site", "BASE_URL": f"http://localhost:{port}"}
        with Children(surroundings(url, **site)) as children:
            plan = folder / "plan.json"
            prepare(children, dev=False)
            step(children, f"plant({str(plan)!r})")
            finished(children, "manage.py", "worker", "--once")
            wait_until_it_answers(children.start(*site_command(port, dev=False)), port)
            found = step(children, f"walk({str(plan)!r}, {port})")
            found += through_nginx(children, plan, port, folder)
            found += step(children, f"follow({str(plan)!r}, {port})")
    return found


def step(children, words):
    """Do a step in a process of the site; show and return what it has to say."""
    said = finished(children, "manage.py", "shell", "-v0", "-c", STEPS.format(words))
    say(said)
    return said


def through_nginx(children, plan, port, folder):
    """Walk again behind a cache that somebody with rights asked before."""
    if not (program := shutil.which("nginx")):
        say("Not tried: a shared cache in front, since there is no nginx here.")
        return ""
    with cache_before(program, port, folder) as shared:
        return step(children, f"walk_behind({str(plan)!r}, {shared})")


if __name__ == "__main__":
    sys.exit(main())
