"""Answers compressed with gzip, for those who understand it."""

import gzip
import zlib

LEVEL = 5


def takes_gzip(meta):
    """Whether the sender of a request understands gzip (RFC 9110, section 12.5.3)."""
    for part in meta.get("HTTP_ACCEPT_ENCODING", "").split(","):
        coding, _, weight = part.partition(";")
        if coding.strip().lower() in {"gzip", "x-gzip"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def gzip_bytes(body):
    """Bytes compressed, always in the same way."""
    return gzip.compress(body, compresslevel=LEVEL, mtime=0)


def gzip_stream(parts):
    """A stream of bytes, compressed as it goes."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
    for part in parts:
        if out := packer.compress(part):
            yield out
    yield packer.flush()
