"""What lies about while a backup is taken or read: plain, so never for longer."""

import fcntl
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

START, LOCK = "backup-", "lock"


@contextmanager
def work_folder():
    """
    A folder that we alone may enter, beside the site's files; gone at the end.

    What killed runs left is taken away first: their locks are open.

    Yields:
        Its path.
    """
    parent = settings.VAR_DIR
    parent.mkdir(parents=True, exist_ok=True)
    take_leftovers_away(parent)
    with tempfile.TemporaryDirectory(prefix=START, dir=parent) as name:
        folder = Path(name)
        with (folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder


def take_leftovers_away(parent):
    """Delete the folders of runs that live no more."""
    for lock in parent.glob(f"{START}*/{LOCK}"):
        with lock.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            shutil.rmtree(lock.parent, ignore_errors=True)
