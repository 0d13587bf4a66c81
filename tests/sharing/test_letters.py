"""Letters to people without an account: they say what they are about, and no more."""

import pytest
from django.utils import timezone

from editorial.actions.submission import review_of
from sharing.models import Message, Submission
from sharing.replies.letters import tell_whoever_sent_it_in
from sharing.submissions import details, ending, following
from tests.editorial.conftest import approve
from tests.sharing.conftest import EMAIL, letters, send
from tests.sharing.submitting import (
    PARTS,
    last_letter,
    page_of,
    send_in,
    sent,
    written,
)
from tests.sharing.test_desk import screen

__all__ = ["sent"]
pytestmark = pytest.mark.django_db
TITLE = PARTS[1]["title"]
# What nobody should get by letter in the words of whoever fills in a form.
LURE = "You have won at www.lure.example"


def asked(submission, people):
    following.ask(submission.pk, people["moderator"].user, "Which wards?")


def reminded(submission, people):
    asked(submission, people)
    ending.remind_one(submission.pk, 1)


def closed(submission, people):
    asked(submission, people)
    ending.close(submission.pk)


def declined(submission, people):
    ending.decline(submission.pk, people["moderator"].user, "It is an advert.")


def published(submission, people):
    approve(review_of(page_of(submission)), people["moderator"].user)


def replied(submission, people):
    published(submission, people)
    tell_whoever_sent_it_in(page_of(submission))


@pytest.mark.parametrize(
    ("happens", "next_step"),
    [
        (asked, "we write twice more, and close it after 60 days"),
        (reminded, "60 days after our question"),
        (closed, "send it in again"),
        (declined, "copy, for another 180 days"),
        (published, "You need not do anything more."),
        (replied, "You need not do anything."),
    ],
)
def test_a_letter_names_the_story_in_its_text_alone(sent, people, happens, next_step):
    submission, _ = sent
    happens(submission, people)
    letter = letters().last()
    text = " ".join(letter.payload["body"].split())
    assert f"MAP Story “{TITLE}”" in text
    assert text.startswith("Dear Asha Patel, ")
    assert next_step in text
    assert not {"list", "wards", "Asha"} & set(letter.subject.split())


def test_of_a_public_page_a_letter_says_what_readers_call_it(sent, people):
    submission, _ = sent
    Submission.objects.update(answers=submission.answers | {"title": "A working title"})
    published(submission, people)
    assert f"“{TITLE}”" in last_letter()


def test_nobody_writes_to_others_through_us(visitor, tree):
    """An address that nobody confirmed gets no word of whoever typed it."""
    send(visitor, name=LURE, words=LURE)
    draft = written(visitor)
    submission = Submission.objects.get()
    submission.answers |= {"title": LURE}
    submission.save()
    visitor.post(f"{draft}later/", {"email": "somebody@example.org"})
    assert letters().count() == 2
    assert "lure" not in str([letter.payload for letter in letters()])


def test_nor_by_what_is_sent_in_or_moved_to_them(visitor, tree, people):
    send_in(visitor, name=LURE, note=LURE)
    submission = Submission.objects.get()
    Submission.objects.update(answers=submission.answers | {"title": LURE})
    details.move(submission.pk, "somebody@example.org")
    details.move(submission.pk, "another@example.org")
    assert letters().count() == 5
    assert "lure" not in str([letter.payload for letter in letters()])
    day = f"MAP Story of {timezone.localtime(submission.sent_at):%-d %B %Y}"
    assert day in last_letter()


def test_the_answer_to_a_click_says_what_it_answers(people, visitor, tree):
    link = send(visitor, kind="useful", useful="partly", words="", about=tree.toolkit.url)
    visitor.post(link)
    data = {"do": "answer", "answer": "Thank you for saying so."}
    people["moderator"].post(screen(Message.objects.get()), data)
    text = last_letter()
    assert f"about our page “{tree.toolkit.title}”" in text
    assert "whether the page was useful: partly." in text
    assert "You had written" not in text
    assert letters().last().payload["to"] == [EMAIL]
