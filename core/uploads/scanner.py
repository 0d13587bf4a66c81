"""Uploads shown to ClamAV, where a site has one: CLAMD_URL says where it listens.

The words are those of clamd's own protocol (clamd(8), INSTREAM and PING).
"""

import logging
import socket
import struct
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

INFECTED = (
    "The virus scanner stopped this file. Please look at it on the computer it comes "
    "from, or send the text itself."
)
NO_ANSWER = (
    "Files cannot be looked through for viruses just now, so this one was not taken. "
    "Please try again in a few minutes."
)
USUAL_PORT, PATIENCE_SECONDS, BLOCK = 3310, 20, 1 << 16
LONGEST_ANSWER = 4096

log = logging.getLogger(__name__)


class ScannerFault(OSError):
    """The scanner says something that is no verdict, such as that a file is too large."""


def check(file):
    """
    Refuse a file in which the scanner finds something, if there is a scanner.

    Args:
        file: the file, at any place. Whoever reads it next begins where they need to.

    Raises:
        ValidationError: it found something, or does not answer. A scanner that is asked
            for is never passed by.
    """
    if not settings.CLAMD_URL:
        return
    try:
        found = found_in(file)
    except OSError as error:
        log.error("The virus scanner of CLAMD_URL gave no verdict: %s", type(error))
        raise ValidationError(NO_ANSWER, code="not_scanned") from error
    if found:
        log.warning("A file was refused: the virus scanner knows it as %s.", found)
        raise ValidationError(INFECTED, code="infected")


def found_in(file) -> str:
    """What the scanner calls what is in a file; empty if it finds nothing."""
    file.seek(0)
    with connected() as scanner:
        scanner.sendall(b"zINSTREAM\0")
        while block := file.read(BLOCK):
            scanner.sendall(struct.pack("!I", len(block)) + block)
        scanner.sendall(struct.pack("!I", 0))
        answer = answer_of(scanner)
    verdict = answer.removeprefix("stream: ")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise ScannerFault(answer)


def answers() -> bool:
    """Whether the scanner is there."""
    with connected() as scanner:
        scanner.sendall(b"zPING\0")
        return answer_of(scanner) == "PONG"


@contextmanager
def connected():
    """A connection to the scanner; raises an OSError where there is none."""
    place = urlsplit(settings.CLAMD_URL)
    if place.scheme == "unix":
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        target = place.path
    else:
        scanner = socket.socket()
        target = (place.hostname or "localhost", place.port or USUAL_PORT)
    with scanner:
        scanner.settimeout(PATIENCE_SECONDS)
        scanner.connect(target)
        yield scanner


def answer_of(scanner) -> str:
    """What the scanner says, up to its sign of the end."""
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        if not (more := scanner.recv(LONGEST_ANSWER)):
            break
        said += more
    return said.rstrip(b"\0").decode("utf-8", "replace")
