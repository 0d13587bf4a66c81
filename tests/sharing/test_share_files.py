"""Pictures, documents and Word files that people send along."""

import errno

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.tests.utils import get_test_image_file

from core.models import CustomDocument, CustomImage
from sharing.models import Submission, SubmissionFile
from sharing.share_types import share_type
from sharing.word import template
from tests.sharing.submitting import (
    a_while_ago,
    begin,
    hidden,
    link_to_follow,
    person,
    written,
)

pytestmark = pytest.mark.django_db


def test_a_picture_and_a_file_go_along_to_the_page(visitor, tree, people):
    draft = written(visitor)
    about = {"description": "The list on the wall", "permission": "Taken by me."}
    picture = SimpleUploadedFile("IMG_2041.png", get_test_image_file().file.getvalue())
    answer = visitor.post(f"{draft}files/", {"file": picture, "do": "add", **about})
    assert answer.status_code == 302, answer.content.decode()
    paper = SimpleUploadedFile("list.txt", b"The list of wards.")
    visitor.post(f"{draft}files/", {"file": paper, "do": "add", **about})
    assert SubmissionFile.objects.count() == 2
    a_while_ago()
    visitor.post(f"{draft}send/", person())
    visitor.post(link_to_follow(), {"do": "confirm"})
    page = Submission.objects.get().page.get_latest_revision_as_object()
    assert page.image == CustomImage.objects.get()
    assert page.image_alt == "The list on the wall"
    assert page.image.permission == "Taken by me."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.pdf", b""),
        ("game.pdf", b"MZ" + b"\0" * 99),
        ("p.png", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_a_file_that_is_none_gets_a_sentence(visitor, tree, name, data):
    draft = begin(visitor)
    file = SimpleUploadedFile(name, data)
    about = {"description": "A file", "permission": "Mine"}
    answer = visitor.post(f"{draft}files/", {"file": file, "do": "add", **about})
    assert answer.status_code == 422
    assert not SubmissionFile.objects.exists()


# As the header of a part of a form gives them; a browser may send anything.
NAMES = [
    "../../etc/passwd.txt",
    "a\0b.txt",
    f"{'long' * 75}.txt",
    "\U0001f600.txt",
    "..txt",
]


def add_named(visitor, draft, name):
    """Send a file under a name that no tool of the tests has tidied."""
    head = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    parts = [f"{head}\r\nContent-Type: text/plain\r\n\r\nThe list."]
    for field, words in {"description": "A list", "permission": "Mine"}.items():
        parts.append(f'Content-Disposition: form-data; name="{field}"\r\n\r\n{words}')
    body = "".join(f"--line\r\n{part}\r\n" for part in parts) + "--line--\r\n"
    kind = "multipart/form-data; boundary=line"
    return visitor.generic("POST", f"{draft}files/", body.encode(), content_type=kind)


def test_a_file_may_be_called_anything_and_twice_the_same(visitor, tree, people):
    draft = written(visitor)
    for name in [*NAMES, NAMES[0]]:
        answer = add_named(visitor, draft, name)
        assert answer.status_code == 302, answer.content.decode()
    for file in SubmissionFile.objects.all():
        assert not {"/", "\\", "\0"} & set(file.name)
    a_while_ago()
    visitor.post(f"{draft}send/", person())
    visitor.post(link_to_follow(), {"do": "confirm"})
    files = [document.file.name for document in CustomDocument.objects.all()]
    assert len(set(files)) == len(NAMES) + 1
    for document in CustomDocument.objects.all():
        assert document.file.read() == b"The list."
        address = people["moderator"].get(document.url)
        assert address["Content-Disposition"].isascii()


def test_what_is_too_large_is_said_and_leaves_nothing(visitor, tree, settings, tmp_path):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1024
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1024
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    file = SimpleUploadedFile("list.txt", b"The list. " * 1000)
    about = {"file": file, "description": "A list", "permission": "Mine", "do": "add"}
    answer = visitor.post(f"{begin(visitor)}files/", about)
    assert answer.status_code == 422
    assert "the most we take is 1" in answer.content.decode().replace("\xa0", " ")
    assert not SubmissionFile.objects.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_file_says_what_it_is_before_it_is_taken(visitor, tree):
    draft = begin(visitor)
    file = SimpleUploadedFile("list.txt", b"The list.")
    answer = visitor.post(f"{draft}files/", {"file": file, "do": "add"})
    assert "Say what it is or shows." in answer.content.decode()


def test_a_word_file_becomes_a_draft_to_look_through(visitor, tree):
    values = {"title": "From a file", "story": "We began small.", "team": "Librarian"}
    data = template(share_type("map-story"), values)
    token = hidden(visitor.get("/share/word/"), "token")
    file = SimpleUploadedFile("story.docx", data)
    answer = visitor.post("/share/word/", {"file": file, "kind": "", "token": token})
    assert answer.url == f"/share/draft/{token}/"
    assert "We began small." in visitor.get(answer.url).content.decode()
    assert Submission.objects.get().answers["title"] == "From a file"


def test_where_there_is_no_room_it_can_be_confirmed_later(visitor, tree, monkeypatch):
    def fail(self, name, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    draft = written(visitor)
    paper = SimpleUploadedFile("list.txt", b"The list of wards.")
    about = {"description": "The list", "permission": "Mine.", "do": "add"}
    visitor.post(f"{draft}files/", {"file": paper, **about})
    a_while_ago()
    visitor.post(f"{draft}send/", person())
    visitor.raise_request_exception = False
    with monkeypatch.context() as full:
        full.setattr(FileSystemStorage, "_save", fail)
        answer = visitor.post(link_to_follow(), {"do": "confirm"})
    assert answer.status_code == 507
    assert "no room for files" in answer.content.decode()
    assert Submission.objects.get().page is None
    assert not CustomDocument.objects.exists()
    visitor.post(link_to_follow(), {"do": "confirm"})
    assert Submission.objects.get().page
    assert CustomDocument.objects.count() == 1
