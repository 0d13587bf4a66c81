"""The embedded PostgreSQL: one cluster under `var`, shared by all commands that need it.

Three locks, which the kernel lets go of however a process ends, take the place of pid
files. Who uses the cluster holds `postgres.lock` together with the others; who starts or
stops it holds `postgres.door` alone; and the server's processes hold `postgres.log` for
as long as one of them lives. The last user out stops the server. A keeper, which is the
server's parent, does so for users who were killed. Whether a server runs is asked by
connecting.
"""

import errno
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg2

NAME = "mapcms"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100
START_SECONDS = 60
STOP_SECONDS = 30
LOG_BYTES = 1_000_000
FULL_DISK = ("No space left on device", "Disk quota exceeded", "File too large")
CTYPE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")

_held = {}  # var -> locks that this process holds
_keepers = {}  # var -> the keeper that this process started


class Problem(Exception):
    """What is wrong and what to do about it, in a sentence for the person who waits."""


@dataclass(frozen=True)
class Account:
    """The system user that the server runs as: never root."""

    uid: int
    gid: int

    @property
    def name(self):
        """The user's name; None for a number that nobody was given here."""
        with suppress(KeyError):
            return pwd.getpwuid(self.uid).pw_name

    def run(self, command, start=subprocess.run, **options):
        """Run a command as this user, with nothing of ours in its environment."""
        if os.geteuid() == 0:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        environment = {"PATH": os.defpath, "LC_ALL": "C"}
        return start(command, env=environment, stdin=subprocess.DEVNULL, **options)

    def can_enter(self, path):
        """Whether the parent folders let this user through to `path`."""
        return os.geteuid() != 0 or self.run(["test", "-x", path]).returncode == 0

    def own(self, *paths):
        """As root, give files to this user."""
        for path in paths if os.geteuid() == 0 else ():
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def own_tree(self, folder):
        """As root, give a folder and all in it to this user."""
        if folder.stat().st_uid != self.uid:
            self.own(folder, *folder.rglob("*"))


@dataclass(frozen=True)
class Cluster:
    """Where the parts of one cluster are, and who runs it."""

    var: Path
    home: Path
    account: Account

    @property
    def data(self):
        """The data directory, `var/postgres` unless the server's user cannot go there."""
        return self.home / "postgres"

    @property
    def log(self):
        """What the server says, and the lock that its processes hold."""
        return self.var / "postgres.log"

    @property
    def sockets(self):
        """The folder of the socket; a path too long for a socket gets one of its own."""
        folder = self.home / "socket"
        fits = len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET_PATH
        # A comma separates hosts for libpq, and the server reads quotes.
        return folder if fits and not {",", '"'} & set(str(folder)) else _apart("/tmp", self.var)  # noqa: S108

    @property
    def url(self):
        """The address for DATABASE_URL."""
        return f"postgres://{NAME}@/{NAME}?host={quote(str(self.sockets), safe='')}"


@contextmanager
def running(var, *, throwaway=False):
    """The address of a server that runs for as long as the block does."""
    url = ensure_running(var, throwaway=throwaway)
    try:
        yield url
    finally:
        stop(var)


def ensure_running(var, *, throwaway=False):
    """Return DATABASE_URL of a server that runs until this process stops it or ends.

    `throwaway` is for tests: quick, unsafe in a power cut, and gone with its last user.
    """
    with _sentences(var):
        cluster = _cluster(var)
        with _alone(cluster):
            lock = _open(cluster, "postgres.lock")
            fcntl.flock(lock, fcntl.LOCK_SH)
            _held.setdefault(cluster.var, []).append(lock)
            try:
                _start_if_absent(cluster, throwaway)
            except BaseException:
                os.close(_held[cluster.var].pop())
                raise
    return cluster.url


def stop(var):
    """Let go of the cluster; the last of all users, in any process, stops the server."""
    with _sentences(var):
        cluster = _cluster(var)
        with _alone(cluster):
            lock = _held.get(cluster.var, []) and _held[cluster.var].pop()
            with closing(os.fdopen(lock or _open(cluster, "postgres.lock"))) as lock:
                if _locked(lock):
                    _shut_down(cluster)


def answers(var):
    """Whether a server answers at this moment."""
    return _state(_cluster(var)) != "absent"


# --- Where things are ------------------------------------------------------------------


def _cluster(var):
    var = Path(var).resolve()
    account = _account(var.parent)
    if not var.exists():
        var.mkdir()
        account.own(var) if _owner(var.parent) else None
    home = var if account.can_enter(var) else _apart("/var/lib", var)
    home.mkdir(mode=0o755, exist_ok=True)
    return Cluster(var, home, account)


def _account(checkout):
    """This user; as root the owner of the checkout, or nobody where that is root too."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    owner = checkout.stat()
    if owner.st_uid:
        return Account(owner.st_uid, owner.st_gid)
    return _nobody()


def _nobody():
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


def _owner(path):
    return path.stat().st_uid


def _apart(folder, var):
    """A folder for this checkout alone, where its own path will not do."""
    return Path(folder, f"{NAME}-{hashlib.sha256(os.fsencode(var)).hexdigest()[:16]}")
