"""Two schedules kept at once."""

import time

from mapcms.local.faults.outcomes import Outcome

COUNT = 5


def two_schedules(site):
    """FA-07: two workers find the same texts due at the same moment."""
    keys = site.step(f"schedule({COUNT})")
    time.sleep(2)
    site.step("forget_schedule()")
    children = site.children
    begun = [children.begin("manage.py", "worker", "--once") for _ in range(2)]
    for started in begun:
        children.finish(*started)
    counts = site.step(f"published({keys})")
    return Outcome(
        done=f"two workers, {COUNT} texts due at the same moment",
        acknowledged=len(keys),
        lost=tuple(key for key, count in counts.items() if not count),
        twice=tuple(key for key, count in counts.items() if count > 1),
        amiss=tuple(site.step("prove()")),
    )
