"""What sharing does not take as it comes: markup, no consent, too much at once."""

from datetime import timedelta

import pytest

from core.http.limits import Limit
from sharing.models import Sender, Submission
from sharing.views import sending, steps, word
from tests.sharing.conftest import letters
from tests.sharing.submitting import (
    BEGIN,
    PARTS,
    a_while_ago,
    hidden,
    link_to_follow,
    person,
    received,
    write,
    written,
)

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script> <img src=x onerror=alert(1)>"


def test_markup_that_was_typed_is_text(visitor, tree, people):
    draft = written(visitor)
    said = {"story": f"{PARTS[5]['story']} {SCRIPT}\n- https://example.org/list."}
    write(visitor, draft, 5, **said)
    assert SCRIPT not in visitor.get(draft).content.decode()
    a_while_ago()
    visitor.post(f"{draft}send/", person())
    visitor.post(link_to_follow(), {"do": "confirm"})
    story = Submission.objects.get().page.get_latest_revision_as_object().story
    assert "&lt;script&gt;" in story
    assert "<script" not in story
    assert '<ul><li><a href="https://example.org/list">' in story


@pytest.mark.parametrize(
    "changes", [{"consent": ""}, {"email": "a@b.org\nBcc: c@d.org"}, {"email": "nobody"}]
)
def test_without_a_yes_or_an_address_nobody_is_kept(visitor, tree, changes):
    draft = written(visitor)
    answer = visitor.post(f"{draft}send/", person(**changes))
    assert answer.status_code == 422
    assert not Sender.objects.exists()
    assert not letters().exists()


def test_who_sends_too_much_waits_and_keeps_what_was_typed(visitor, tree, monkeypatch):
    monkeypatch.setattr(steps, "BY_NETWORK", Limit("drafts", 0, timedelta(minutes=1)))
    opened = visitor.get(BEGIN)
    sent = {"token": hidden(opened, "token"), "title": "The list"}
    answer = visitor.post(BEGIN, sent)
    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert 'value="The list"' in answer.content.decode()


@pytest.mark.parametrize("way", ["send/", "later/", "details/", "/share/link/"])
def test_who_asks_for_too_many_letters_is_told_when_to_come_back(
    visitor, tree, people, monkeypatch, way
):
    draft = received(visitor)[1] if way == "details/" else written(visitor)
    none = Limit("letters of a test", 0, timedelta(minutes=1))
    monkeypatch.setattr(sending, "LETTERS_BY_NETWORK", none)
    address = way if way.startswith("/") else draft + way
    sent = person(email="another@example.org", do="change_email")
    answer = visitor.post(address, sent)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "another@example.org" in answer.content.decode()


def test_who_sends_too_many_word_files_is_told_when_to_come_back(
    visitor, tree, monkeypatch
):
    none = Limit("files of a test", 0, timedelta(minutes=1))
    monkeypatch.setattr(word, "BY_NETWORK", none)
    answer = visitor.post("/share/word/", {"kind": "map-story"})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
