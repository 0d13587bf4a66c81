"""Whatever happened to a backup is noticed before anything is touched."""

import hashlib
import io
import json
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from operations.backup.archive import DUMP, MEDIA, Archive, Noted, stream, trailer
from operations.backup.problems import BackupProblem

DATA = {DUMP: b"rows" * 400, f"{MEDIA}images/a.png": b"points", f"{MEDIA}b": b""}


def written(data=None, names=None):
    """The bytes of a backup with some files, of which the manifest names those."""
    files = [(name, io.BytesIO(text)) for name, text in (data or DATA).items()]

    def manifest(noted):
        kept = {name: vars(one) for name, one in noted.items()}
        return {"files": {**kept, **(names or {})}}

    return b"".join(stream(files, manifest))


@pytest.fixture
def opened(tmp_path):
    """Open a backup, given its bytes."""

    def make(data):
        path = tmp_path / "backup.tar"
        path.write_bytes(data)
        return Archive(path)

    return make


def test_what_was_written_is_read(opened):
    archive = opened(written())
    assert {name: archive.open(name).read() for name in archive.noted} == DATA
    assert archive.media == ["images/a.png", "b"]


def test_any_tar_reads_it(tmp_path):
    with tarfile.open(fileobj=io.BytesIO(written())) as tar:
        assert tar.extractfile(DUMP).read() == DATA[DUMP]
        assert json.loads(tar.extractfile("manifest.json").read())["files"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_no_byte_may_change(tmp_path_factory, data):
    whole = bytearray(written())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("changed") / "backup.tar"
    path.write_bytes(whole)
    with pytest.raises(BackupProblem, match="not whole any more"):
        Archive(path)


@pytest.mark.parametrize("length", [0, 1, 512, 4096, -1, -512, -2048])
def test_no_end_may_be_missing(opened, length):
    with pytest.raises(BackupProblem, match="not whole any more"):
        opened(written()[:length])


@pytest.mark.parametrize("more", [b"x", bytes(512)])
def test_nothing_may_come_after_it(opened, more):
    with pytest.raises(BackupProblem, match="not whole any more"):
        opened(written() + more)


def sealed(make):
    """The bytes of a tar that somebody made, with an end as ours have it."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.GNU_FORMAT) as tar:
        make(tar)
        size = tar.offset
    data = file.getvalue()[:size]
    return data + trailer(hashlib.sha256(data).hexdigest())


def add(tar, name, text, **how):
    info = tarfile.TarInfo(name)
    info.size = len(text)
    for key, value in how.items():
        setattr(info, key, value)
    tar.addfile(info, io.BytesIO(text))


def add_manifest(tar, data):
    noted = {name: vars(Noted.of(io.BytesIO(text))) for name, text in data.items()}
    add(tar, "manifest.json", json.dumps({"files": noted}).encode())


@pytest.mark.parametrize(
    "name",
    [
        *("../evil", "media/../../evil", "/etc/evil", "media//a", "media/./a"),
        *("media\\a", "media", "media/", "evil", "./media/a"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(opened, name):
    data = {DUMP: b"rows", name: b"evil"}

    def make(tar):
        for each, text in data.items():
            add(tar, each, text)
        add_manifest(tar, data)

    with pytest.raises(BackupProblem, match=r"no backup of ours does|just what"):
        opened(sealed(make))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_what_is_no_file_is_refused(opened, kind):
    def make(tar):
        add(tar, DUMP, b"rows")
        add(tar, f"{MEDIA}a", b"", type=kind, linkname="/etc/passwd")
        add_manifest(tar, {DUMP: b"rows", f"{MEDIA}a": b""})

    with pytest.raises(BackupProblem, match="no backup of ours does"):
        opened(sealed(make))


@pytest.mark.parametrize(
    ("there", "named", "words"),
    [
        ({DUMP: b"x"}, {DUMP: b"x", "media/a": b"a"}, "just what"),
        ({DUMP: b"x", "media/a": b"a"}, {DUMP: b"x"}, "just what"),
        ({DUMP: b"x"}, {DUMP: b"y"}, "not what its manifest says"),
    ],
)
def test_it_holds_what_its_manifest_names(opened, there, named, words):
    def make(tar):
        for name, text in there.items():
            add(tar, name, text)
        add_manifest(tar, named)

    with pytest.raises(BackupProblem, match=words):
        opened(sealed(make))


def test_nothing_is_there_twice(opened):
    def make(tar):
        add(tar, DUMP, b"rows")
        add(tar, DUMP, b"rows")
        add_manifest(tar, {DUMP: b"rows"})

    with pytest.raises(BackupProblem, match="twice"):
        opened(sealed(make))


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b'{"files": {"a": 1}}'])
def test_a_manifest_that_is_none_is_refused(opened, text):
    with pytest.raises(BackupProblem, match="no backup of this product"):
        opened(sealed(lambda tar: add(tar, "manifest.json", text)))
