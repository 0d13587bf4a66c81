"""After something was sent in: asked, changed, agreed, published, taken back."""

import pytest
from wagtail.models import Comment, Page, WorkflowPage

from editorial.actions.submission import follow_latest, review_of
from editorial.models import Decision
from sharing.models import Submission
from sharing.models.submissions import State
from sharing.submissions import following
from tests.editorial.conftest import approve, rewrite, send_back
from tests.sharing.conftest import EMAIL
from tests.sharing.submitting import (
    hidden,
    last_letter,
    now,
    page_of,
    send_in,
    sent,
    write,
)

__all__ = ["sent"]
pytestmark = pytest.mark.django_db
NOT_YET = following.NOT_AGREED


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


def test_whoever_sent_changes_is_told_that_they_have_come(visitor, sent, people):
    submission, link = sent
    following.ask(submission.pk, people["moderator"].user, "Who did it?")
    assert not says_on(visitor, link, ["Your changes are in", "Our remarks"])
    draft = link.replace("follow", "draft")
    write(visitor, draft, 4, team="Two librarians")
    visitor.post(draft, {"do": "change"})
    assert says_on(visitor, link, ["Your changes are in the text"])
    edited(submission, people["editor"].user, title="Another title")
    assert says_on(visitor, link, ["The text has changed since we asked"])
    assert not says_on(visitor, link, ["Your changes are in"])


def says_on(visitor, link, sentences):
    """Those of the sentences that stand on the page behind a link."""
    text = visitor.get(link).content.decode()
    return [sentence for sentence in sentences if sentence in text]


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
    people["moderator"].post(f"/admin/sent-in/{submission.pk}/", {"do": "let_through"})
    assert now(submission).state == State.RECEIVED


def test_without_a_workflow_it_waits_outside_the_queue_and_is_not_lost(
    visitor, tree, people
):
    link = send_in(visitor)
    WorkflowPage.objects.all().delete()
    visitor.post(link, {"do": "confirm"})
    submission = Submission.objects.get()
    assert submission.state == State.RECEIVED
    assert review_of(page_of(submission)) is None
    assert list(Submission.objects.left_outside_the_queue()) == [submission]
    waiting = people["moderator"].get("/admin/editorial/review/").content.decode()
    assert "MAP Story sent in" in waiting


def test_what_is_in_the_queue_is_not_named_twice(sent):
    assert not Submission.objects.left_outside_the_queue().exists()
