"""What migrations leave, kept from run to run, for making it takes half a minute.

A dump is known by everything that it is made of, so a migration that was touched, or
another release of a package, has it made anew. Workers of pytest-xdist share it.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from mapcms.local.programs import wheel_folder

ROOT = Path(__file__).parents[1]
MADE_OF = ("requirements*.txt", "mapcms/settings.py", "*/migrations/*.*")


def template(folder):
    """
    A database of the server that is as migrations leave it, to be copied.

    Args:
        folder: where dumps are kept, a `Path`.

    Returns:
        Its name.
    """
    name = f"migrated_{digest()}"
    with alone_in(folder):
        if not run("SELECT 1 FROM pg_database WHERE datname = %s", name):
            run(f"DROP DATABASE IF EXISTS {name}_unfinished")
            run(f"CREATE DATABASE {name}_unfinished")
            fill(f"{name}_unfinished", folder / f"{name}.dump")
            run(f"ALTER DATABASE {name}_unfinished RENAME TO {name}")
    return name


def digest():
    """A few characters that change with whatever migrations are made of."""
    seen = hashlib.sha256()
    for pattern in MADE_OF:
        for path in sorted(ROOT.glob(pattern)):
            seen.update(path.name.encode() + path.read_bytes())
    return seen.hexdigest()[:16]


@contextmanager
def alone_in(folder):
    """Let one process at a time make a dump or read it."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run(statement, *values):
    """Run a statement that needs a connection to no database of ours; give its rows."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def fill(name, dump):
    """Bring an empty database to where migrations lead: by a dump if there is one."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    if dump.exists():
        pg("pg_restore", "--exit-on-error", "--dbname", url, dump)
        return
    migrate = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(migrate, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, check=True)
    for older in dump.parent.glob("*.dump"):
        older.unlink()
    unfinished = dump.with_suffix(".unfinished")
    pg("pg_dump", "--format=custom", "--compress=0", "--file", unfinished, url)
    unfinished.rename(dump)


def pg(name, *arguments):
    """Run a program of PostgreSQL."""
    program = wheel_folder() / "pginstall/bin" / name
    subprocess.run([program, *arguments], check=True)
