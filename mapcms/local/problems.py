"""What can go wrong with the database, in sentences for the person who waits."""

import errno
import os
import re
from contextlib import contextmanager

import psycopg2

DISK_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
DETAIL = re.compile(r"\n.*DETAIL: +")
REASON = re.compile(rf"(?:FATAL|error): +(.*(?:{DETAIL.pattern}.*)?)")


class StartProblem(Exception):
    """What is wrong and what to do about it, in a sentence for the person who waits."""


@contextmanager
def in_a_sentence():
    """Turn what the system or the database says into a `StartProblem`."""
    try:
        yield
    except (OSError, psycopg2.Error) as error:
        if isinstance(error, PermissionError):
            raise StartProblem(f"You may not write {error.filename}.") from error
        raise problem_of("The database could not be started", str(error)) from error


def problem_of(what, text):
    """A sentence made of the worst line that a program wrote."""
    if any(os.strerror(number) in text for number in DISK_ERRORS):
        return StartProblem("The disk is full: free at least 200 MB and try again.")
    reasons = REASON.findall(text) or text.strip().splitlines() or ["no reason given"]
    return StartProblem(f"{what}: {DETAIL.sub('; ', reasons[-1])}")
