"""Words that stand nowhere else, by which a place is known wherever it shows."""

import gzip
import io
import re
import zipfile
import zlib
from contextlib import suppress
from itertools import product

# No vowel at the end, so that no search takes an ending off.
HIDDEN, PUBLIC = "zorblat", "quennivor"
LETTERS = "bdfgkmpt"
WORD = re.compile(rf"(?:{HIDDEN}|{PUBLIC})[{LETTERS}]{{3}}")
# Never planted: what it brings is what any unknown word brings.
CONTROL = HIDDEN + "ttt"
MOST_BYTES = 20_000_000


class Words:
    """
    Makes words, and remembers what each stands for.

    Attributes:
        meaning: what each word stands for, by the word.
    """

    def __init__(self):
        self.meaning = {}
        self._endings = map("".join, product(LETTERS, repeat=3))

    def hidden(self, what):
        """A word for a place that no reader may see."""
        return self._new(HIDDEN, what)

    def public(self, what):
        """A word for a place that readers do see: the walk must find it."""
        return self._new(PUBLIC, what)

    def _new(self, beginning, what):
        word = beginning + next(self._endings)
        if word == CONTROL:
            raise ValueError("There are no more words.")
        self.meaning[word] = what
        return word


def words_in(body):
    """
    The words that an answer holds, also inside what is packed.

    Args:
        body: the bytes of an answer.

    Returns:
        A set of words.
    """
    found = set()
    for text in unpacked(body):
        found |= set(WORD.findall(text.decode("utf-8", "replace").lower()))
    return found


def unpacked(body):
    """An answer as it came, and what lies in it where it is an archive."""
    yield body
    if body.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError, zlib.error):
            yield gzip.decompress(body)[:MOST_BYTES]
    elif body.startswith(b"PK\x03\x04"):
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)[:MOST_BYTES]
