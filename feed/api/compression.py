"""Answers compressed with gzip, for those who understand it."""

import zlib

from core.http.compression import LEVEL


def gzip_stream(parts):
    """A stream of bytes, compressed as it goes."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
    for part in parts:
        if out := packer.compress(part):
            yield out
    yield packer.flush()
