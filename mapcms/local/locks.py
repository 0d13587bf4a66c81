"""The locks by which processes share one cluster; the kernel opens those of the dead."""

import fcntl
import time
from contextlib import contextmanager, suppress

from mapcms.local.cluster import hand_to_owner_of


def open_lock(path):
    """Open the file of a lock, made if it is not there, for the checkout's owner."""
    file = path.open("a")
    hand_to_owner_of(path.parent, file.fileno())
    return file


def take_lock(file):
    """Take a lock for oneself, if nobody else has it."""
    with suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


@contextmanager
def alone_at(cluster):
    """Be the only one who starts or stops the server."""
    with open_lock(cluster.home / "postgres.door") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def wait_for(question, seconds):
    """Ask until the answer is yes, or no more."""
    end = time.monotonic() + seconds
    while not (answer := question()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer
