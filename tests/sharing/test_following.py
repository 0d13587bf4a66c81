"""After something was sent in: asked, changed, agreed, published, taken back."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Comment, Page

from core.pages.fingerprint import fingerprint
from editorial.actions.submission import follow_latest, review_of
from editorial.models import Decision, Withdrawal
from sharing.models import Submission
from sharing.models.submissions import State
from sharing.submissions import ending, following
from tests.editorial.conftest import approve, rewrite, send_back
from tests.sharing.conftest import EMAIL, letters
from tests.sharing.submitting import (
    hidden,
    last_letter,
    link_to_follow,
    received,
    send_in,
    write,
)

pytestmark = pytest.mark.django_db
NOT_YET = following.NOT_AGREED


@pytest.fixture
def sent(visitor, tree, people):
    """A story sent in and confirmed, as (submission, link to follow it)."""
    return received(visitor)


def now(submission):
    """The submission as the database has it."""
    return Submission.objects.get(pk=submission.pk)


def page_of(submission):
    """The page that was made of it."""
    return Page.objects.get(pk=submission.page_id).specific


def edited(submission, user, **fields):
    """Let an editor work on the draft; return the text's state."""
    rewrite(page_of(submission), user, **fields)
    return review_now(submission)


def review_now(submission):
    """The state in which it waits, following whoever rewrote it."""
    return follow_latest(submission.page_id)


def agree(visitor, link):
    """Press “I agree” as somebody who has just read it."""
    seen = hidden(visitor.get(link), "seen")
    return visitor.post(link, {"do": "agree", "seen": seen})


def test_words_that_nobody_touched_can_be_approved(sent, people):
    submission, _ = sent
    found = approve(review_of(page_of(submission)), people["moderator"].user)
    assert isinstance(found, Decision), found
    assert page_of(submission).live


def test_edited_words_wait_for_the_senders_yes(visitor, sent, people):
    submission, link = sent
    state = edited(submission, people["editor"].user, moral="", title="Another title")
    assert approve(state, people["moderator"].user).message == NOT_YET
    assert following.ask(submission.pk, people["moderator"].user) == ""
    assert "need a word from you" in last_letter()
    assert "Another title" in visitor.get(f"{link}text/").content.decode()
    assert agree(visitor, link).status_code == 302
    assert isinstance(approve(review_now(submission), people["moderator"].user), Decision)


def test_a_yes_is_for_exactly_the_words_that_were_seen(visitor, sent, people):
    submission, link = sent
    edited(submission, people["editor"].user, title="Another title")
    following.ask(submission.pk, people["moderator"].user)
    seen = hidden(visitor.get(link), "seen")
    edited(submission, people["editor"].user, title="A third title")
    answer = visitor.post(link, {"do": "agree", "seen": seen})
    assert following.CHANGED in answer.content.decode()
    found = approve(review_now(submission), people["moderator"].user)
    assert found.message == NOT_YET


def test_a_returned_text_asks_its_sender_with_the_remarks_beside_the_fields(
    visitor, sent, people
):
    submission, link = sent
    page = page_of(submission)
    Comment.objects.create(
        page=page, user=people["moderator"].user, text="Which wards?", contentpath="story"
    )
    send_back(review_of(page), people["moderator"].user, "Nearly there.")
    assert now(submission).is_senders_turn
    assert "Nearly there." in visitor.get(link).content.decode()
    draft = link.replace("follow", "draft")
    assert "Which wards?" in visitor.get(f"{draft}5/").content.decode()
    write(visitor, draft, 5, story="Wards 7 and 8 asked, " + "again and again " * 20)
    visitor.post(draft, {"do": "change"})
    agree(visitor, link)
    assert not now(submission).is_senders_turn
    version = page_of(submission).get_latest_revision_as_object()
    assert "Wards 7 and 8" in version.story
    assert review_of(page).submitted_by is None


def test_what_an_editor_changed_stays_where_the_sender_changes_something_else(
    visitor, sent, people
):
    submission, link = sent
    edited(submission, people["editor"].user, title="A better title")
    following.ask(submission.pk, people["moderator"].user)
    draft = link.replace("follow", "draft")
    write(visitor, draft, 4, team="Two librarians", cost="£40")
    visitor.post(draft, {"do": "change"})
    version = page_of(submission).get_latest_revision_as_object()
    assert (version.title, version.cost) == ("A better title", "£40")


def test_the_sender_is_an_author_if_their_address_is_an_accounts(
    visitor, tree, people, sent
):
    moderator = people["moderator"].user
    moderator.email = EMAIL.upper()
    moderator.save()
    submission, _ = sent
    found = approve(review_of(page_of(submission)), moderator)
    assert found.status == 403
    assert isinstance(
        approve(review_of(page_of(submission)), people["moderator2"].user), Decision
    )


def test_whoever_opens_the_link_while_signed_in_is_an_author(tree, people, visitor, sent):
    submission, link = sent
    people["moderator"].get(link)
    state = review_of(page_of(submission))
    assert approve(state, people["moderator"].user).status == 403


def test_where_its_list_is_not_public_it_waits_apart_and_is_not_lost(
    visitor, tree, people
):
    link = send_in(visitor)
    tree.stories.unpublish()
    visitor.post(link, {"do": "confirm"})
    submission = Submission.objects.get()
    assert (submission.state, submission.page) == (State.SUSPECT, None)
    Page.objects.filter(pk=tree.stories.pk).update(live=True)
    people["moderator"].post(
        f"/admin/sent-in/{submission.pk}/", {"do": "let_through", "words": ""}
    )
    assert now(submission).state == State.RECEIVED


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
