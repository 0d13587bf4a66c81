"""Encrypting a backup: the format of age, which other programs read too.

To a public key the file is one of age. With a passphrase it is a tar of two: `key.age`
holds a key made for this backup alone, under the passphrase, and `backup.tar.age` is to
that key. So is nothing ever whole in memory, and `age -d -i key.age backup.tar.age`
opens it without us.
"""

import io
import os
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pyrage
from pyrage import passphrase, x25519

from operations.backup.archive import BLOCK, END, header, padding
from operations.backup.problems import BackupProblem

KEY, BODY = "key.age", "backup.tar.age"
BEGINNING = b"age-encryption.org/"
VARIABLE = "BACKUP_PASSPHRASE"
LEAST = 12
SLOW = (
    "This machine is too slow, or too busy, for its passphrase: it was closed on one "
    "that is more than ten times as fast. Try again when nothing else runs, or elsewhere."
)
WRONG = (
    "The passphrase or the key is not the one it was encrypted with, or it is damaged."
)


@dataclass(frozen=True)
class Lock:
    """
    What a backup is encrypted with; with neither it is not.

    Args:
        phrase: a passphrase.
        recipients: public keys of age.
    """

    phrase: str = ""
    recipients: tuple = ()

    def __bool__(self):
        return bool(self.phrase or self.recipients)

    @property
    def ending(self):
        """How the file's name ends."""
        return ".tar.age" if self.recipients else ".locked.tar" if self.phrase else ".tar"

    def write(self, chunks, file):
        """Write a backup, given as chunks of bytes, into an open file."""
        if self.recipients:
            encrypt(chunks, file, [public_key(text) for text in self.recipients])
        elif self.phrase:
            self.write_with_phrase(chunks, file)
        else:
            file.writelines(chunks)

    def write_with_phrase(self, chunks, file):
        """Write the tar of two files; the size of the second is known at last."""
        identity = x25519.Identity.generate()
        key = passphrase.encrypt(f"{identity}\n".encode(), self.phrase)
        file.write(header(KEY, len(key)) + key + padding(len(key)))
        start = file.tell()
        file.write(bytes(BLOCK))
        encrypt(chunks, file, [identity.to_public()])
        end = file.tell()
        size = end - start - BLOCK
        file.write(padding(size) + END)
        file.seek(start)
        file.write(header(BODY, size))
        file.seek(0, os.SEEK_END)


class ChunkReader(io.RawIOBase):
    """A file to read of chunks that are made as they are asked for."""

    def __init__(self, chunks):
        self.chunks, self.rest, self.failure = iter(chunks), b"", None

    def readable(self):
        """Say that it can be read."""
        return True

    def readinto(self, buffer):
        """Fill a buffer as far as one chunk goes; return how many bytes that was."""
        while not self.rest:
            try:
                self.rest = next(self.chunks, None)
            except Exception as failure:
                self.failure = failure
                raise
            if self.rest is None:
                return 0
        size = min(len(buffer), len(self.rest))
        buffer[:size], self.rest = self.rest[:size], self.rest[size:]
        return size


def encrypt(chunks, file, recipients):
    """Encrypt chunks of bytes into an open file; what making them raises is raised."""
    reader = ChunkReader(chunks)
    try:
        pyrage.encrypt_io(io.BufferedReader(reader), file, recipients)
    except pyrage.EncryptError as error:
        raise reader.failure or error from error  # age keeps but the words of it


def public_key(text):
    """A public key of age, from what a person gave."""
    try:
        return x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise BackupProblem(
            f"{text} is no public key of age: it begins with “age1”."
        ) from error


def phrase_from(file, *, needed=False):
    """
    The passphrase: the first line of a file, else of BACKUP_PASSPHRASE, else none.

    Args:
        file: the path of a file; None to look at the environment.
        needed: whether it is a problem that there is none.

    Returns:
        It, or an empty string.

    Raises:
        BackupProblem: it is missing, or short enough to be guessed.
    """
    text = Path(file).read_text() if file else os.environ.get(VARIABLE, "")
    phrase = text.strip().partition("\n")[0].strip()
    if (needed or file) and not phrase:
        raise BackupProblem(f"Put a passphrase into {file or VARIABLE}.")
    if phrase and len(phrase) < LEAST:
        raise BackupProblem(
            f"The passphrase is too short: take four words, or {LEAST} signs at least."
        )
    return phrase


# Opening


def is_encrypted(path):
    """Whether a backup is encrypted: `key`, `passphrase`, or nothing."""
    with path.open("rb") as file:
        start = file.read(BLOCK)
    if start.startswith(BEGINNING):
        return "key"
    return "passphrase" if start.startswith(KEY.encode() + b"\0") else ""


def decrypt(path, target, *, phrase="", identity=None):
    """
    Decrypt a backup into a file; what is there counts for nothing unless this returns.

    Args:
        path: the backup.
        target: the path of the file to write.
        phrase: the passphrase, where it was encrypted with one.
        identity: the path of a file with secret keys of age, where it was with a key.

    Raises:
        BackupProblem: there is no key for it, a wrong one, or it is damaged.
        OSError: the system cannot read or write.
    """
    try:
        with target.open("wb") as plain:
            if is_encrypted(path) == "key":
                with path.open("rb") as file:
                    pyrage.decrypt_io(file, plain, secret_keys(identity))
            else:
                decrypt_with_phrase(path, plain, phrase)
    except (pyrage.DecryptError, tarfile.TarError, KeyError) as error:
        raise BackupProblem(SLOW if "xcessive" in str(error) else WRONG) from error
    except OSError as error:
        if error.errno is None:  # age's own word, not that of the system
            raise BackupProblem(WRONG) from error
        raise


def decrypt_with_phrase(path, plain, phrase):
    """Decrypt the tar of two files."""
    if not phrase:
        raise BackupProblem(f"It is encrypted: put its passphrase into {VARIABLE}.")
    with tarfile.open(path, "r:") as tar:
        text = passphrase.decrypt(tar.extractfile(KEY).read(), phrase).decode()
        identity = x25519.Identity.from_str(text.strip())
        pyrage.decrypt_io(tar.extractfile(BODY), plain, [identity])


def secret_keys(file):
    """The secret keys in a file, as age-keygen writes it."""
    if not file:
        raise BackupProblem(
            "It is encrypted to a key: name the file of the secret key with --identity."
        )
    lines = [line.strip() for line in Path(file).read_text().splitlines()]
    try:
        return [
            x25519.Identity.from_str(line) for line in lines if line and line[0] != "#"
        ]
    except pyrage.IdentityError as error:
        raise BackupProblem(f"{file} holds no secret key of age.") from error
