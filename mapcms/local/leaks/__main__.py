"""`make leaks`: a site from nothing, words where no reader may see them, and a walk."""

import os
import shutil
import sys
import time

import psutil

from mapcms.local.bootstrap import say
from mapcms.local.drill import finished
from mapcms.local.environment import chosen_port
from mapcms.local.faults.site import site_from_nothing
from mapcms.local.leaks.nginx import cache_before
from mapcms.local.run import to_the_end

USUAL_PORT = "8008"
STEPS = "from mapcms.local.leaks import steps; steps.{}"


def main():
    """Walk; return the exit code, which is 1 where a word was found."""
    os.environ.setdefault("PORT", USUAL_PORT)
    begun = time.monotonic()
    found = walk_over_site(int(chosen_port()))
    seconds = time.monotonic() - begun
    say(f"{seconds:.0f} seconds, on {psutil.cpu_count()} cores.")
    return 1 if "LEAK" in found else 0


def walk_over_site(port):
    """Build a site, plant, and walk in each of three ways; return what was said."""
    with site_from_nothing(port) as site:
        children, plan = site.children, site.folder / "plan.json"
        step(children, f"plant({str(plan)!r})")
        site.work_once()
        site.start()
        found = step(children, f"walk({str(plan)!r}, {port})")
        found += through_nginx(children, plan, port, site.folder)
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
    sys.exit(to_the_end(main))
