"""The embedded PostgreSQL: one cluster under `var`, shared by all commands that need it.

Three locks take the place of pid files, for the kernel opens them however a process ends.
Users of the cluster hold `postgres.lock` together; who starts or stops the server holds
`postgres.door` alone; the server's own processes hold `postgres.log` while one of them
lives. The last user out stops the server, and a keeper, which is the server's parent,
does so for users who were killed. Whether a server runs is asked by connecting.
"""

import fcntl
from contextlib import contextmanager

from mapcms.local.cluster import Cluster
from mapcms.local.locks import alone_at, open_lock, take_lock
from mapcms.local.problems import StartProblem, in_a_sentence
from mapcms.local.server import shut_down, start_if_absent

__all__ = ["StartProblem", "answers", "ensure_running", "running", "stop"]

_locks = {}  # the locks that this process holds on each cluster


@contextmanager
def running(var, *, throwaway=False):
    """The DATABASE_URL of a server that runs for as long as the block does."""
    url = ensure_running(var, throwaway=throwaway)
    try:
        yield url
    finally:
        stop(var)


def ensure_running(var, *, throwaway=False):
    """
    Start a server of PostgreSQL that runs until this process stops it or ends.

    Args:
        var: the folder that holds its data.
        throwaway: for tests: quick, unsafe in a power cut, and gone with its last user.

    Returns:
        Its DATABASE_URL.
    """
    with in_a_sentence():
        cluster = Cluster.under(var)
        with alone_at(cluster):
            lock = open_lock(cluster.home / "postgres.lock")
            try:
                fcntl.flock(lock, fcntl.LOCK_SH)
                start_if_absent(cluster, throwaway)
            except BaseException:
                lock.close()
                raise
        _locks.setdefault(cluster, []).append(lock)
        return cluster.url


def stop(var):
    """Let go of the cluster; the last of all users, in whatever process, stops it."""
    with in_a_sentence():
        cluster = Cluster.under(var)
        with alone_at(cluster):
            held = _locks.get(cluster)
            with (
                held.pop() if held else open_lock(cluster.home / "postgres.lock") as lock
            ):
                if take_lock(lock):
                    shut_down(cluster)


def answers(var):
    """Whether the server answers now."""
    return Cluster.under(var).state() != "absent"
