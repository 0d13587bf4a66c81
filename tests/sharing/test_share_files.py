"""Pictures, documents and Word files that people send along."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.tests.utils import get_test_image_file

from core.models import CustomImage
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
