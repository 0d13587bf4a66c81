"""A document as another site, a cache or a reader of long files asks for it."""

import pytest
from django.core.files.base import ContentFile

from core.models import CustomDocument
from tests import factories

WORDS = b"0123456789"


@pytest.fixture
def paper(tree):
    document = CustomDocument(title="Paper")
    document.file.save("paper é.txt", ContentFile(WORDS))
    factories.ExampleFactory(parent=tree.section, document=document)
    return document


def body(response):
    return b"".join(response) if response.streaming else response.content


def test_a_document_says_what_it_is_and_how_long_it_may_be_kept(paper, visitor):
    response = visitor.get(paper.url)
    assert body(response) == WORDS
    headers = response.headers
    assert headers["Content-Type"] == "text/plain"
    assert headers["Content-Length"] == "10"
    assert headers["Content-Disposition"].startswith("attachment; filename")
    assert headers["ETag"] == f'"{paper.sha256_of_file()}"'
    assert headers["Last-Modified"].endswith("GMT")
    assert headers["Cache-Control"] == "public, max-age=60"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Accept-Ranges"] == "bytes"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Encoding" not in headers
    assert "Cookie" not in headers.get("Vary", "")


@pytest.mark.parametrize(
    ("asked", "status", "said", "sent"),
    [
        ("bytes=0-0", 206, "bytes 0-0/10", b"0"),
        ("bytes=2-4", 206, "bytes 2-4/10", b"234"),
        ("bytes=7-", 206, "bytes 7-9/10", b"789"),
        ("bytes=7-99", 206, "bytes 7-9/10", b"789"),
        ("bytes=-3", 206, "bytes 7-9/10", b"789"),
        ("bytes=-99", 206, "bytes 0-9/10", WORDS),
        ("bytes=10-", 416, "bytes */10", b""),
        ("bytes=-0", 416, "bytes */10", b""),
        ("bytes=4-2", 200, None, WORDS),
        ("bytes=-", 200, None, WORDS),
        ("bytes=0-1,4-5", 200, None, WORDS),
        ("lines=0-1", 200, None, WORDS),
        ("bytes=a-b", 200, None, WORDS),
    ],
)
def test_a_part_is_sent_where_a_part_is_asked_for(
    paper, visitor, asked, status, said, sent
):
    response = visitor.get(paper.url, headers={"range": asked})
    assert response.status_code == status
    assert response.headers.get("Content-Range") == said
    assert body(response) == sent
    if status != 416:
        assert response.headers["Content-Length"] == str(len(sent))
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_part_of_another_version_is_not_sent(paper, visitor):
    tag = visitor.get(paper.url).headers["ETag"]
    same = {"range": "bytes=0-1", "if-range": tag}
    assert visitor.get(paper.url, headers=same).status_code == 206
    other = {"range": "bytes=0-1", "if-range": '"other"'}
    assert visitor.get(paper.url, headers=other).status_code == 200


def test_who_has_it_already_gets_a_304(paper, visitor):
    first = visitor.get(paper.url)
    known = {"if-none-match": "ETag", "if-modified-since": "Last-Modified"}
    for name, header in known.items():
        again = visitor.get(paper.url, headers={name: first.headers[header]})
        assert again.status_code == 304
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_head_and_options_answer_as_get_would(paper, visitor):
    head = visitor.head(paper.url)
    assert (head.headers["Content-Length"], body(head)) == ("10", b"")
    options = visitor.options(paper.url)
    assert options.status_code == 204
    assert "Range" in options.headers["Access-Control-Allow-Headers"]
    assert visitor.put(paper.url).status_code in {403, 405}


def test_what_only_editors_may_have_nobody_keeps(tree, person, visitor):
    document = CustomDocument(title="Draft")
    document.file.save("draft.txt", ContentFile(WORDS))
    response = person("Content Editors").get(document.url)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in response.headers
    assert visitor.get(document.url).status_code == 404
    assert visitor.options(document.url).status_code == 404


def test_a_file_that_is_lost_is_not_there(paper, visitor):
    paper.file.storage.delete(paper.file.name)
    assert visitor.get(paper.url).status_code == 404
