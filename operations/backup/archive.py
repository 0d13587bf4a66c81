"""The one file of a backup: a tar that ends with the SHA-256 of all before.

Any `tar` reads it. What is written is the same byte for byte whatever the machine, so a
reader accepts nothing but that; a byte that changed, or an end that is missing, shows.
"""

import hashlib
import json
import tarfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from operations.backup.problems import BackupProblem

DUMP, MANIFEST, SEAL = "database.dump", "manifest.json", "SHA256"
MEDIA = "media/"
CHUNK = 1024 * 1024
BLOCK = tarfile.BLOCKSIZE
END = bytes(2 * BLOCK)
TRAILER = 2 * BLOCK + len(END)
NO_TAR = "It is no backup of this product, or it is damaged: {}."
CHANGED = (
    "It is not whole any more: its bytes do not give the SHA-256 that it ends with. "
    "Take another copy of it, or another backup."
)
OTHER_FILES = "It does not hold just what its manifest names: {}."
OTHER_BYTES = "{} in it is not what its manifest says."
UNSAFE = "It holds something that no backup of ours does: {}."


# Writing


def header(name, size):
    """The blocks that stand before a file."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.GNU_FORMAT)


def padding(size):
    """What fills the last block of a file."""
    return bytes(-size % BLOCK)


def in_chunks(file):
    """The bytes of an open file, a little at a time."""
    while chunk := file.read(CHUNK):
        yield chunk


@dataclass(frozen=True)
class Noted:
    """The size and the hash of a file, as the manifest notes them."""

    size: int
    sha256: str

    @classmethod
    def of(cls, file):
        """Of an open file, read from its beginning; it is put back there."""
        file.seek(0)
        seen, size = hashlib.sha256(), 0
        for chunk in in_chunks(file):
            seen.update(chunk)
            size += len(chunk)
        file.seek(0)
        return cls(size, seen.hexdigest())


def stream(files, manifest):
    """
    The bytes of a whole backup.

    Args:
        files: pairs of a name and an open file that nobody else writes to.
        manifest: given a dictionary of `Noted` by name, returns what to keep as JSON.

    Yields:
        Bytes.
    """
    seen = hashlib.sha256()
    for chunk in unsealed(files, manifest):
        seen.update(chunk)
        yield chunk
    yield trailer(seen.hexdigest())


def unsealed(files, manifest):
    """All but the end."""
    noted = {}
    for name, file in files:
        noted[name] = Noted.of(file)
        yield header(name, noted[name].size)
        yield from in_chunks(file)
        yield padding(noted[name].size)
    text = json.dumps(manifest(noted), indent=1).encode()
    yield header(MANIFEST, len(text)) + text + padding(len(text))


def trailer(digest):
    """The last file, which holds the hash of all before it, and the end of the tar."""
    text = f"{digest}\n".encode()
    return header(SEAL, len(text)) + text + padding(len(text)) + END


# Reading


class Archive:
    """
    A backup that was found whole: what its manifest says, and its files.

    Args:
        path: where the tar is, not encrypted.

    Raises:
        BackupProblem: it is not whole, or holds something else than it says.
    """

    def __init__(self, path):
        self.path = path
        check_seal(path)
        try:
            self.tar = tarfile.open(path, "r:")  # noqa: SIM115 (closed by `close`)
            self.members = {member.name: member for member in self.tar}
            self.count = len(self.tar.getmembers())
            self.told = json.loads(self.open(MANIFEST).read())
            self.noted = {
                name: Noted(**noted) for name, noted in self.told["files"].items()
            }
        except (tarfile.TarError, KeyError, TypeError, ValueError) as error:
            raise BackupProblem(NO_TAR.format(error)) from error
        self.check_members()

    def close(self):
        """Let go of the file."""
        self.tar.close()

    def open(self, name):
        """One of its files, to read; `KeyError` if it is not there."""
        return self.tar.extractfile(self.members[name])

    def check_members(self):
        """See that it holds the files of the manifest, each as it says, and no other."""
        for member in self.members.values():
            if not (member.isreg() and is_ours(member.name)):
                raise BackupProblem(UNSAFE.format(member.name))
        wanted = {*self.noted, MANIFEST, SEAL}
        if others := wanted ^ set(self.members):
            raise BackupProblem(OTHER_FILES.format(", ".join(sorted(others)[:3])))
        if self.count != len(self.members):
            raise BackupProblem(OTHER_FILES.format("something is there twice"))
        for name, noted in self.noted.items():
            with self.open(name) as file:
                if Noted.of(file) != noted:
                    raise BackupProblem(OTHER_BYTES.format(name))

    @property
    def media(self):
        """The names of uploaded files in it, as the storage knows them."""
        return [name.removeprefix(MEDIA) for name in self.noted if name != DUMP]


def is_ours(name):
    """Whether a file in a backup has a name that we would give; `../` never is."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or str(path) != name:
        return False
    return name in {DUMP, MANIFEST, SEAL} or (
        name.startswith(MEDIA) and len(path.parts) > 1
    )


def check_seal(path):
    """See that a file ends with the hash of all that comes before."""
    rest = path.stat().st_size - TRAILER
    seen = hashlib.sha256()
    with path.open("rb") as file:
        while rest > 0 and (chunk := file.read(min(CHUNK, rest))):
            seen.update(chunk)
            rest -= len(chunk)
        if rest != 0 or file.read() != trailer(seen.hexdigest()):
            raise BackupProblem(CHANGED)
