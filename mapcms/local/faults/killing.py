"""The web server killed without a word of warning, while people do things."""

import json
import secrets
import threading
import time

from mapcms.local.faults.outcomes import Outcome
from mapcms.local.faults.people import People, Readers

# A machine that does several things at once may take its time.
MOST_SECONDS, PAUSE = 60, 0.05
LONGEST_TURN = 4


def kill_web(site, kills):
    """FA-01: the server killed with -9 in the middle of what people do."""
    people = People(site, site.step(f"prepare({kills * 2 + 5})"))
    failed = 0
    for turn in range(kills):
        is_over = threading.Event()
        with Readers(site) as readers:
            threads = people.busy(is_over)
            wait_for_work(people, everybody=turn == 0)
            time.sleep(secrets.randbelow(1000) / 1000 * LONGEST_TURN)
            # Whoever still waits for an answer now belongs to the fault.
            failed += len(readers.failed())
            site.kill()
            is_over.set()
        for thread in threads:
            thread.join()
        site.start()
    return judge(
        site, people, f"{kills} times kill -9 among {people.tried} actions", failed
    )


def wait_for_work(people, everybody):
    """Wait until something more was acknowledged, or something of everybody's."""
    before, end = people.count(), time.monotonic() + MOST_SECONDS
    while time.monotonic() < end:
        is_done = len(people.acknowledged) == len(people.KINDS)
        if is_done if everybody else people.count() > before:
            return
        time.sleep(PAUSE)


def judge(site, people, done, failed_reads):
    """What came of what people did."""
    path = site.folder / "acknowledged.json"
    path.write_text(json.dumps(people.acknowledged))
    found = site.step(f"look({str(path)!r})")
    kinds = ", ".join(f"{kind} {len(k)}" for kind, k in people.acknowledged.items())
    idle = {kind.__name__ for kind in people.KINDS} - set(people.acknowledged)
    amiss = site.step("prove()") + [f"Nothing came of: {kind}." for kind in sorted(idle)]
    return Outcome(
        done=f"{done} ({kinds})",
        acknowledged=people.count(),
        lost=tuple(found["lost"]),
        twice=tuple(found["twice"]),
        failed_reads=failed_reads,
        amiss=tuple(amiss),
    )
