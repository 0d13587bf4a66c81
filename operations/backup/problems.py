"""What can go wrong with a backup, in sentences for the person who waits."""

import errno
from contextlib import contextmanager

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class BackupProblem(Exception):
    """What is wrong and what to do about it, in a sentence."""


@contextmanager
def in_a_sentence():
    """Turn what the system says of files into a `BackupProblem`."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            words = f"The disk is full ({error.filename or 'no file named'}). Make room"
            raise BackupProblem(f"{words} and try again.") from error
        place = f": {error.filename}" if error.filename else ""
        raise BackupProblem(f"{error.strerror or error}{place}.") from error
