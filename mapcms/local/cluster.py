"""One database cluster: where its parts lie, who runs it, and how to reach it."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg2

from mapcms.local.account import Account
from mapcms.local.problems import StartProblem
from mapcms.local.programs import copy_of_programs, wheel_folder

NAME = "mapcms"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100


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
            hand_to_owner_of(var.parent, var)
        data = var / "postgres"
        if not (data.is_symlink() or data.exists() or account.can_enter(var)):
            data.symlink_to(home_elsewhere() / "postgres")
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
        package = wheel_folder()
        if not self.account.can_enter(package / "pginstall/bin/postgres"):
            package = copy_of_programs(package, self)
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


def home_elsewhere():
    """A folder for root's checkout in a place where only root may go, such as /root."""
    home = Path(tempfile.mkdtemp(prefix=f"{NAME}-", dir="/var/lib"))
    home.chmod(0o711)
    return home


def hand_to_owner_of(model, target):
    """As root, give something to whoever owns another thing."""
    if os.geteuid() == 0:
        os.chown(target, model.stat().st_uid, model.stat().st_gid)
