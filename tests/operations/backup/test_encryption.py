"""Encrypted backups: read with the right key alone, by us and by any other age."""

import io
import tarfile

import pyrage
import pytest

from operations.backup import encryption
from operations.backup.encryption import (
    VARIABLE,
    Lock,
    decrypt,
    is_encrypted,
    phrase_from,
)
from operations.backup.problems import BackupProblem

PHRASE = "four quiet words here"
CHUNKS = [b"somebody's address " * 5000, b"", b"more"]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "backup"


@pytest.fixture
def key(tmp_path):
    """A key pair: the public one, and the file that age-keygen would write."""
    identity = pyrage.x25519.Identity.generate()
    file = tmp_path / "identity"
    file.write_text(f"# created: 2026\n{identity}\n")
    return str(identity.to_public()), file


@pytest.fixture(scope="module")
def locked(tmp_path_factory):
    """What was written with a passphrase; trying one takes a second, as it must."""
    return write(tmp_path_factory.mktemp("locked") / "backup", Lock(PHRASE))


def write(path, lock):
    with path.open("w+b") as file:
        lock.write(iter(CHUNKS), file)
    return path


def read(path, **keys):
    target = path.with_suffix(".plain")
    decrypt(path, target, **keys)
    return target.read_bytes()


def test_a_passphrase_opens_what_it_closed(locked):
    assert is_encrypted(locked) == "passphrase"
    assert b"somebody" not in locked.read_bytes()
    assert read(locked, phrase=PHRASE) == b"".join(CHUNKS)


def test_a_key_opens_what_was_closed_to_it(path, key):
    public, file = key
    write(path, Lock(recipients=(public,)))
    assert is_encrypted(path) == "key"
    assert read(path, identity=file) == b"".join(CHUNKS)


def test_tar_and_age_open_it_without_us(locked):
    with tarfile.open(locked) as tar:
        locked = tar.extractfile("key.age").read()
        body = tar.extractfile("backup.tar.age").read()
    text = pyrage.passphrase.decrypt(locked, PHRASE).decode().strip()
    identity = pyrage.x25519.Identity.from_str(text)
    assert pyrage.decrypt(body, [identity]) == b"".join(CHUNKS)


def test_what_is_not_encrypted_is_written_as_it_is(path):
    write(path, Lock())
    assert path.read_bytes() == b"".join(CHUNKS)
    assert not is_encrypted(path)


def test_another_passphrase_is_refused(locked):
    with pytest.raises(BackupProblem, match="passphrase or the key is not the one"):
        read(locked, phrase=PHRASE.upper())


def test_a_machine_that_is_too_slow_for_a_passphrase_says_so(locked, monkeypatch):
    def decrypt(data, phrase):
        raise pyrage.DecryptError("Excessive work parameter for passphrase.")

    monkeypatch.setattr(encryption.passphrase, "decrypt", decrypt)
    with pytest.raises(BackupProblem, match="too slow"):
        read(locked, phrase=PHRASE)


def test_another_key_is_refused(path, key, tmp_path):
    write(path, Lock(recipients=(key[0],)))
    other = tmp_path / "other"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    with pytest.raises(BackupProblem, match="passphrase or the key is not the one"):
        read(path, identity=other)


def test_who_names_no_key_is_told_what_is_missing(path, key, locked):
    with pytest.raises(BackupProblem, match=VARIABLE):
        read(locked)
    write(path, Lock(recipients=(key[0],)))
    with pytest.raises(BackupProblem, match="--identity"):
        read(path)


@pytest.mark.parametrize(
    ("lock", "spoil"), [("key", "cut"), ("key", "byte"), ("phrase", "byte")]
)
def test_a_damaged_one_is_refused(path, key, locked, lock, spoil):
    write(path, Lock(recipients=(key[0],)))
    data = bytearray((path if lock == "key" else locked).read_bytes())
    if spoil == "cut":
        del data[-3000:]
    else:
        data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(BackupProblem, match="damaged"):
        read(path, phrase=PHRASE, identity=key[1])


def test_no_public_key_is_a_sentence(path):
    with pytest.raises(BackupProblem, match="begins with “age1”"):
        write(path, Lock(recipients=("ssh-rsa AAAA",)))


def test_what_fails_meanwhile_is_what_is_raised(path, key):
    def chunks():
        yield b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        Lock(recipients=(key[0],)).write(chunks(), io.BytesIO())


def test_the_passphrase_comes_from_a_file_or_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "from the environment")
    file = tmp_path / "phrase"
    file.write_text(f"{PHRASE}\nand a note\n")
    assert phrase_from(file) == PHRASE
    assert phrase_from(None) == "from the environment"


@pytest.mark.parametrize(("text", "words"), [("", "Put a"), ("short", "too short")])
def test_a_passphrase_is_there_and_long_enough(text, words, monkeypatch):
    monkeypatch.setenv(VARIABLE, text)
    with pytest.raises(BackupProblem, match=words):
        phrase_from(None, needed=True)
