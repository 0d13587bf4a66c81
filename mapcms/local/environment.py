"""What the site needs from its surroundings: a port, a database, a key."""

import errno
import os
import secrets
import socket
import warnings
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import environ
import psycopg2

from mapcms.local import postgres
from mapcms.local.bootstrap import hand_over, say
from mapcms.local.former import refuse_former, way_to_begin_anew
from mapcms.local.problems import StartProblem

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
HOST = "127.0.0.1"


def chosen_port():
    """The port of the environment variable PORT, once it is known to be free."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise StartProblem(f"PORT is a number from 1 to 65535, not {port}.")
    with socket.socket() as test:
        test.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            test.bind((HOST, int(port)))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            other = int(port) % 65535 + 1 if taken else 8000
            reason = "taken by another program" if taken else "not for you to use"
            raise StartProblem(
                f"Port {port} is {reason}. Try: PORT={other} make run"
            ) from error
    return port


@contextmanager
def database():
    """The address of the database: the one in DATABASE_URL, or else our own."""
    if url := os.environ.get("DATABASE_URL"):
        with closing(connect_to(url)) as connection:
            refuse_former(connection, "Name an empty one in DATABASE_URL.")
        yield url
        return
    say("Starting the database")
    with postgres.running(VAR) as url:
        try:
            with closing(psycopg2.connect(url)) as connection:
                refuse_former(connection, way_to_begin_anew(VAR))
            yield url
        finally:
            hand_over(VAR)


def connect_to(url):
    """Connect, or refuse what is not a PostgreSQL or does not answer."""
    parts = address_parts(url)
    if not parts.get("ENGINE", "").endswith("postgresql"):
        raise StartProblem(
            "DATABASE_URL must look like postgres://user:password@host/name"
        )
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD"}
    names |= {"host": "HOST", "port": "PORT"}
    known = {key: parts[name] for key, name in names.items() if parts[name]}
    try:
        return psycopg2.connect(
            **{"connect_timeout": 5, **known, **parts.get("OPTIONS", {})}
        )
    except psycopg2.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise StartProblem(
            f"The database of DATABASE_URL cannot be reached: {reason}"
        ) from error


def address_parts(url):
    """What Django would make of the address of a database."""
    with warnings.catch_warnings(action="ignore"), suppress(ValueError):
        return environ.Env.db_url_config(url)
    return {}


def surroundings(url, port, dev):
    """The environment of every process of the site."""
    environment = {
        "DJANGO_SECRET_KEY": secret_key(),
        "BASE_URL": f"http://localhost:{port}",
        "LOG_FORMAT": "debug" if dev else "",
        "WITHOUT_SECOND_FACTOR": "1",  # heard on this machine alone
        **os.environ,
        "DATABASE_URL": url,
        "PYTHONUNBUFFERED": "1",
        "DJANGO_DEBUG": "1" if dev else "",
    }
    return {name: value for name, value in environment.items() if value}


def secret_key():
    """The key of this checkout, made at its first run."""
    file = VAR / "secret-key"
    VAR.mkdir(exist_ok=True)
    if not file.exists():
        part = VAR / f"secret-key.{os.getpid()}"
        part.touch(mode=0o600)
        part.write_text(secrets.token_urlsafe(50))
        part.rename(file)
    return file.read_text()
