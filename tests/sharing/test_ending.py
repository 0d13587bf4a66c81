"""The ends of what was sent in: taken back, declined, closed, deleted in time."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Page

from core.pages.fingerprint import fingerprint
from editorial.actions.submission import review_of
from editorial.audit import audit
from editorial.models import Withdrawal
from sharing.models import Submission
from sharing.models.submissions import State
from sharing.replies.letters import tell_whoever_sent_it_in
from sharing.submissions import ending, following
from sharing.submissions.audit import (
    NEVER_AGREED,
    STILL_PUBLIC,
    problems_of_submissions,
)
from tests.editorial.conftest import approve
from tests.sharing.conftest import EMAIL, letters
from tests.sharing.submitting import last_letter, link_to_follow, now, page_of, sent

__all__ = ["sent"]
pytestmark = pytest.mark.django_db


def test_taken_back_before_it_is_published_it_never_is(visitor, sent, people):
    submission, link = sent
    state = review_of(page_of(submission))
    visitor.post(link, {"do": "withdraw"})
    assert now(submission).state == State.WITHDRAWN
    assert review_of(page_of(submission)) is None
    page = page_of(submission)
    assert following.lacks_agreement(page, fingerprint(page.latest_revision))
    assert approve(state, people["moderator"].user).status == 409


def test_taken_back_afterwards_it_is_gone_at_once(visitor, sent, people):
    submission, link = sent
    approve(review_of(page_of(submission)), people["moderator"].user)
    url = page_of(submission).url
    assert "is published" in visitor.get(link).content.decode()
    visitor.post(link, {"do": "withdraw"})
    assert visitor.get(url).status_code == 410
    assert Withdrawal.objects.get().sentence == ending.WITHDRAWN


def test_what_is_published_is_told(sent, people):
    submission, _ = sent
    approve(review_of(page_of(submission)), people["moderator"].user)
    assert "is published. Thank you!" in last_letter()


def test_without_an_answer_it_is_reminded_twice_and_then_closed(visitor, sent, people):
    submission, _ = sent
    following.ask(submission.pk, people["moderator"].user)
    count = letters().count()
    for days, written, state in (
        (13, 0, State.RECEIVED),
        (15, 1, State.RECEIVED),
        (16, 1, State.RECEIVED),
        (41, 2, State.RECEIVED),
        (59, 2, State.RECEIVED),
        (61, 3, State.CLOSED),
        (62, 3, State.CLOSED),
    ):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            ending.remind()
        assert letters().count() - count == written, days
        assert now(submission).state == state, days
    assert not page_of(submission).live
    assert review_of(page_of(submission)) is None


def test_declined_with_words_it_can_still_be_read_by_its_sender(visitor, sent, people):
    submission, _ = sent
    assert ending.decline(submission.pk, people["moderator"].user, "") == ending.SAY_WHY
    assert (
        ending.decline(submission.pk, people["moderator"].user, "It is an advert.") == ""
    )
    link = link_to_follow()
    assert "It is an advert." in visitor.get(link).content.decode()
    assert "In March the matron" in visitor.get(f"{link}words/").content.decode()


def test_a_new_link_goes_to_the_same_address_and_the_old_one_ends_in_a_week(
    visitor, sent
):
    _, old = sent
    visitor.post("/share/link/", {"email": EMAIL.upper()})
    new = link_to_follow()
    assert new != old
    assert letters().last().payload["to"] == [EMAIL]
    assert visitor.get(old).status_code == visitor.get(new).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert visitor.get(old).status_code == 404
        assert visitor.get(new).status_code == 200


def test_somebody_elses_address_gets_nothing_and_is_told_the_same(visitor, sent):
    count = letters().count()
    known = visitor.post("/share/link/", {"email": EMAIL})
    unknown = visitor.post("/share/link/", {"email": "nobody@example.org"})
    assert letters().count() == count + 1
    assert known.content == unknown.content


def test_details_that_are_deleted_are_nowhere(visitor, sent):
    submission, link = sent
    page = submission.page_id
    visitor.post(f"{link}details/", {"do": "remove"})
    erased = now(submission)
    assert erased.erased_at
    assert not erased.answers
    assert (erased.sender.name, erased.sender.email) == ("", "")
    assert erased.sender.consent
    assert not Page.objects.filter(pk=page).exists()
    assert visitor.get(link).status_code == 404


def test_a_public_page_stays_when_its_senders_details_go(visitor, sent, people):
    submission, link = sent
    approve(review_of(page_of(submission)), people["moderator"].user)
    visitor.post(f"{link}details/", {"do": "remove"})
    assert page_of(submission).live
    assert now(submission).sender.email == ""


def test_each_is_deleted_when_its_time_has_come(visitor, sent, people):
    _, link = sent
    visitor.post(link, {"do": "withdraw"})

    def left(days):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            return Submission.objects.kept_long_enough().count()

    assert (left(179), left(181)) == (0, 1)
    Submission.objects.update(state=State.WRITING)
    assert (left(89), left(91)) == (0, 1)
    Submission.objects.update(state=State.RECEIVED)
    assert left(2000) == 0


def test_letters_that_come_by_themselves_end_no_link(visitor, sent, people):
    submission, link = sent
    following.ask(submission.pk, people["moderator"].user)
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        assert visitor.get(link).status_code == 200


def test_whoever_sent_it_in_is_told_of_replies(sent, people):
    submission, _ = sent
    approve(review_of(page_of(submission)), people["moderator"].user)
    tell_whoever_sent_it_in(page_of(submission))
    assert "A reader replied to the MAP Story" in last_letter()
    assert letters().last().payload["to"] == [EMAIL]


def test_the_audit_finds_what_its_sender_never_agreed_to(visitor, sent, people):
    submission, _ = sent
    approve(review_of(page_of(submission)), people["moderator"].user)
    assert list(problems_of_submissions()) == []
    submission.agreements.update(fingerprint="0" * 64)
    [found] = problems_of_submissions()
    assert found.sentence == NEVER_AGREED
    assert found in list(audit())


def test_the_audit_finds_what_was_taken_back_and_is_public(sent, people):
    submission, _ = sent
    approve(review_of(page_of(submission)), people["moderator"].user)
    Submission.objects.update(state=State.WITHDRAWN)
    [found] = problems_of_submissions()
    assert found.sentence == STILL_PUBLIC
