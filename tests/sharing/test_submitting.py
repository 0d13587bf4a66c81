"""Sharing a story without an account: written, sent, confirmed, and in the queue."""

import pytest

from editorial.actions.submission import review_of
from sharing.models import Submission
from sharing.models.submissions import State
from stories.models import MapStoryPage
from tests.sharing.conftest import EMAIL, letters
from tests.sharing.submitting import (
    PARTS,
    STORY,
    begin,
    person,
    received,
    send_in,
    write,
    written,
)

pytestmark = pytest.mark.django_db


def test_what_is_written_is_there_when_one_comes_back(visitor, tree):
    draft = begin(visitor)
    write(visitor, draft, 5, **PARTS[5])
    assert STORY in visitor.get(f"{draft}5/").content.decode()
    assert Submission.objects.get().answers["title"] == PARTS[1]["title"]


def test_a_whole_story_becomes_a_draft_that_nobody_owns(visitor, tree, people):
    submission, _ = received(visitor)
    assert submission.state == State.RECEIVED
    page = submission.page.get_latest_revision_as_object()
    assert isinstance(page, MapStoryPage)
    assert (page.title, page.live, page.owner) == (PARTS[1]["title"], False, None)
    assert page.organisation_proposal == "Northmoor NHS Trust"
    assert page.written == "person"
    assert [row.driver_text for row in page.alignments.all()] == [
        "Our trust's digital strategy"
    ]
    assert [str(row.value.normalize()) for row in page.measures.all()] == ["1.2E+2"]
    review = review_of(page)
    assert review.submitted_by is None
    assert review.note.startswith("The ward knows")


def test_nobody_reads_it_before_its_sender_confirms(visitor, tree, people):
    link = send_in(visitor)
    assert Submission.objects.get().state == State.UNCONFIRMED
    assert not MapStoryPage.objects.filter(title=PARTS[1]["title"]).exists()
    assert "Yes, send it" in visitor.get(link).content.decode()


def test_sent_twice_it_is_one_with_one_letter(visitor, tree):
    draft = written(visitor)
    for _ in range(3):
        assert visitor.post(f"{draft}send/", person()).status_code == 302
    assert letters().count() == 1
    assert Submission.objects.count() == 1


def test_what_is_missing_is_said_and_keeps_it_from_being_sent(visitor, tree):
    draft = begin(visitor)
    page = visitor.get(draft).content.decode()
    assert "“The story” is still empty" in page
    assert visitor.post(f"{draft}send/", person()).url == draft
    assert Submission.objects.get().state == State.WRITING


def test_its_address_is_in_no_page_and_no_log(visitor, tree, people):
    submission, _ = received(visitor)
    page = MapStoryPage.objects.get(pk=submission.page_id)
    assert EMAIL not in str(page.latest_revision.content)
    assert EMAIL not in str(page.serializable_data())
