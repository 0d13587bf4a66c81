"""What a backup says of itself, and whether this code and this server can take it."""

import importlib.util
import os
import re
import tomllib
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from feed.origin import KEPT
from operations.backup.problems import BackupProblem
from operations.backup.programs import server_version
from operations.backup.proof import Proof

FORMAT = 1
# How settings.py asks for what the environment says.
ASKED = re.compile(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"')
NEWER = (
    "It was taken by a newer release of the product ({version}); this is {ours}, which "
    "knows nothing of {migration}. Install that release and try again."
)
OLDER_SERVER = (
    "It was taken from PostgreSQL {taken}, and this server is PostgreSQL {here}. "
    "Restore it into version {taken} or newer."
)


@dataclass(frozen=True)
class Manifest:
    """
    What is kept beside dump and files. It holds names of settings, never their values.

    Args:
        taken_at: the moment that it shows, in ISO 8601.
        origin: what the addresses of the site begin with.
        version: of the product.
        postgresql: the main number of the server's version.
        migrations: those that the database has seen.
        variables: the names of the settings that the environment had.
        missing: names of files that a row refers to, and which were not there.
        proof: a `Proof`.
        files: size and hash of each file, by its name in the archive.
    """

    taken_at: str
    origin: str
    version: str
    postgresql: int
    migrations: list
    variables: list
    missing: list
    proof: Proof
    files: dict = field(default_factory=dict)
    form: int = FORMAT

    @classmethod
    def read(cls, told):
        """
        Read the manifest of an archive.

        Args:
            told: it as JSON.

        Returns:
            A `Manifest`.

        Raises:
            BackupProblem: it is none, or of a form that a newer release writes.
        """
        try:
            if told["form"] > FORMAT:
                version = told["version"]
                raise BackupProblem(
                    NEWER.format(version=version, ours=release(), migration="its form")
                )
            return cls(**{**told, "proof": Proof(**told["proof"])})
        except (KeyError, TypeError) as error:
            raise BackupProblem(f"Its manifest cannot be read: {error}.") from error

    def as_json(self):
        """It as what JSON can hold."""
        return asdict(self)

    @property
    def moment(self):
        """When it was taken, as a `datetime`."""
        return datetime.fromisoformat(self.taken_at)

    def require_that_it_fits(self):
        """
        See that this code and this server know all that those of then did.

        Raises:
            BackupProblem: it comes from a newer release, or a newer PostgreSQL.
        """
        known = MigrationLoader(None).disk_migrations
        strange = [
            name for name in self.migrations if tuple(name.split(".")) not in known
        ]
        if strange:
            raise BackupProblem(
                NEWER.format(version=self.version, ours=release(), migration=strange[0])
            )
        if server_version() < self.postgresql:
            raise BackupProblem(
                OLDER_SERVER.format(taken=self.postgresql, here=server_version())
            )

    @property
    def variables_not_here(self):
        """The settings that the environment of then had and that of now has not."""
        return [name for name in self.variables if name not in os.environ]


def written_now(moment, proof, missing):
    """The manifest of the site as it is, but for its files; within `one_moment`."""
    return Manifest(
        taken_at=moment.isoformat(timespec="seconds"),
        origin=kept_origin(),
        version=release(),
        postgresql=server_version(),
        migrations=applied_migrations(),
        variables=[name for name in asked_variables() if name in os.environ],
        missing=missing,
        proof=proof,
    )


def release():
    """The version of the product."""
    text = (settings.BASE_DIR / "pyproject.toml").read_text()
    return tomllib.loads(text)["project"]["version"]


def kept_origin():
    """What the addresses in the database begin with; empty where none is kept."""
    with connection.cursor() as cursor:
        cursor.execute(KEPT)
        found = cursor.fetchone()
    return found[0] if found else ""


def applied_migrations():
    """All migrations that the database has seen, such as `core.0001_initial`."""
    applied = MigrationLoader(connection).applied_migrations
    known = MigrationLoader(None).disk_migrations
    return sorted(f"{app}.{name}" for app, name in applied if (app, name) in known)


def asked_variables():
    """The names of all variables that the settings ask for."""
    source = Path(importlib.util.find_spec(os.environ["DJANGO_SETTINGS_MODULE"]).origin)
    return sorted(set(ASKED.findall(source.read_text())))
