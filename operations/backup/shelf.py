"""The folder in which backups are kept: their names, their ages, and which may go."""

import os
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from operations.backup.problems import BackupProblem

NAME = re.compile(r"mapcms-(\d{8}T\d{6}Z)\.(?:tar|tar\.age|locked\.tar)")
MOMENT = "%Y%m%dT%H%M%SZ"
PART = ".part"
# A run that takes longer than this has been killed.
LEFT_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """One complete backup in a folder."""

    path: Path
    taken_at: datetime

    @property
    def age(self):
        """How long ago it was taken: what would be lost, if it were all there is."""
        return datetime.now(UTC) - self.taken_at

    @property
    def size(self):
        """In bytes."""
        return self.path.stat().st_size


def kept_in(folder):
    """The complete backups of a folder, the newest first."""
    found = []
    for path in folder.iterdir():
        if match := NAME.fullmatch(path.name):
            taken_at = datetime.strptime(match[1], MOMENT).replace(tzinfo=UTC)
            found.append(Kept(path, taken_at))
    return sorted(found, key=lambda kept: kept.taken_at, reverse=True)


@contextmanager
def new_file(folder, moment, ending):
    """
    A file that has its name only once it is complete, and which only we may read.

    Args:
        folder: where it is kept; made if it is not there.
        moment: when it was taken.
        ending: how its name ends.

    Yields:
        Its path, and the open file.

    Raises:
        BackupProblem: a file of this name is there.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"mapcms-{moment:{MOMENT}}{ending}"
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    opened = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "w+b") as file:
            yield path, file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            raise BackupProblem(f"{path} is there already.")
        part.rename(path)
        make_lasting(folder)
    finally:
        part.unlink(missing_ok=True)


def make_lasting(folder):
    """Have the name of a file outlast a power cut, where the file system lets one ask."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def forget_old(folder, days):
    """
    Delete backups that are older than so many days, and what killed runs left.

    The newest complete one stays, however old it is.

    Args:
        folder: where they are kept.
        days: how many days they may live.

    Returns:
        The paths of what was deleted.
    """
    limit = timedelta(days=days)
    old = [kept.path for kept in kept_in(folder)[1:] if kept.age > limit]
    gone = [*old, *left_parts(folder)]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def left_parts(folder):
    """Unfinished files of runs that were killed."""
    before = (datetime.now(UTC) - LEFT_AFTER).timestamp()
    parts = folder.glob(f"mapcms-*{PART}")
    return [part for part in parts if part.stat().st_mtime < before]
