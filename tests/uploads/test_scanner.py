"""Uploads are shown to a virus scanner, where there is one, and refused if it objects."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.models import CustomDocument
from core.uploads import scanner
from core.uploads.documents import true_name
from core.uploads.pictures import prepared
from tests.uploads.clamd import EICAR, MOST, Clamd


@pytest.fixture(params=["path", "port"])
def clamd(request, settings, tmp_path):
    """A scanner, and a site that is told of it."""
    path = tmp_path / "clamd.sock" if request.param == "path" else None
    with Clamd(path) as running:
        settings.CLAMD_URL = running.url
        yield running


def upload(data, name="notes.txt"):
    return SimpleUploadedFile(name, data)


def picture(comment=b""):
    """A small PNG, with something behind its end."""
    file = BytesIO()
    Image.new("RGB", (2, 2)).save(file, "PNG")
    return upload(file.getvalue() + comment, "a.png")


def test_the_test_virus_is_refused(clamd):
    with pytest.raises(ValidationError, match="virus scanner stopped this file"):
        true_name("notes.txt", upload(EICAR))
    with pytest.raises(ValidationError, match="virus scanner stopped this file"):
        prepared("a.png", picture(EICAR))


def test_what_is_harmless_is_taken_and_was_seen_whole(clamd):
    data = b"What we did. " * 10_000
    file = upload(data)
    assert true_name("notes.txt", file) == "notes.txt"
    assert clamd.scanned == [data]
    assert file.tell() == 0
    assert prepared("a.png", picture()).name == "a.png"


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "unix:/nowhere/clamd.sock"])
def test_a_scanner_that_is_gone_is_not_passed_by(settings, url):
    settings.CLAMD_URL = url
    with pytest.raises(ValidationError, match="just now"):
        true_name("notes.txt", upload(b"What we did."))


def test_no_verdict_is_no_leave(clamd):
    with pytest.raises(ValidationError, match="just now"):
        true_name("notes.txt", upload(b"a" * (MOST + 1)))


def test_without_one_nobody_is_asked(monkeypatch, settings):
    settings.CLAMD_URL = ""
    monkeypatch.setattr(scanner, "connected", None)
    assert true_name("notes.txt", upload(EICAR)) == "notes.txt"


def test_a_file_that_was_read_already_is_looked_at_from_its_beginning():
    file = upload(b"MZ" + b"\0" * 99, "game.pdf")
    file.read()
    with pytest.raises(ValidationError):
        true_name("game.pdf", file)


def test_the_person_reads_why(clamd, person):
    data = {"title": "Notes", "file": upload(EICAR)}
    page = person("Content Editors").post("/admin/documents/add/", data)
    assert "The virus scanner stopped this file." in page.content.decode()
    assert not CustomDocument.objects.exists()


def test_whether_it_is_there(clamd, settings):
    assert scanner.answers()
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    with pytest.raises(OSError, match="refused"):
        scanner.answers()
