"""What readers sent in, in the demo: one story waits, one is public; and replies."""

from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from core.pages.fingerprint import fingerprint
from editorial.actions.submission import review_of
from editorial.models import Decision, Outcome
from home.demo.source import read_content
from sharing.models import Reply, Sender, Submission
from sharing.models.replies import ReplyState
from sharing.models.submissions import State
from sharing.submissions import readiness
from sharing.submissions.following import has_agreed

pytestmark = pytest.mark.django_db
STORY = "/stories/fourteen-questions-in-nineteen-days/"


@pytest.fixture
def desk(run_site):
    """Where a Moderator sees what came in."""
    client = Client(headers={"host": "localhost"})
    client.force_login(get_user_model().objects.get(username="moderator"))
    return client


@pytest.fixture
def reader(run_site):
    """A reader without an account."""
    return Client(headers={"host": "localhost"})


def text_at(client, address):
    """What stands at an address, as people read it."""
    return unescape(client.get(address).content.decode())


def test_a_story_waits_that_nobody_owns(run_site):
    [story] = (s for s in Submission.objects.all() if not s.page.live)
    page = story.page.specific
    assert (story.state, story.suspicions, story.not_understood) == (
        State.RECEIVED,
        [],
        "",
    )
    assert page.owner is None
    assert review_of(page).submitted_by is None
    assert page.alignments.get().driver
    assert not [remark.sentence for remark in readiness.remarks_on(story)]
    assert not page.problems()


def test_a_story_is_public_whose_writer_agreed_to_it(reader):
    [story] = (s for s in Submission.objects.all() if s.page.live)
    page = story.page.specific
    assert not page.has_unpublished_changes
    assert has_agreed(story, fingerprint(page.live_revision))
    approval = Decision.objects.filter(page=page.pk).by_people().get()
    assert (approval.outcome, page.owner) == (Outcome.APPROVED, None)
    assert "Stand where people wait." in text_at(reader, page.url)
    assert not page.problems()


def test_a_moderator_sees_the_stories_and_the_reply(desk):
    titles, reply = text_at(desk, reverse("sharing_sent_in_list")), waiting_reply()
    assert all(story.title in titles for story in Submission.objects.all())
    assert reply.words in text_at(desk, reverse("sharing_replies"))


def waiting_reply():
    """The one reply that nobody has decided about."""
    return Reply.objects.waiting().get()


def test_readers_see_a_reply_and_the_answer_to_it_below_one_story(reader):
    answer = Reply.objects.exclude(to=None).get()
    page = text_at(reader, STORY)
    for reply in (answer.to, answer):
        assert reply.state == ReplyState.APPROVED
        assert reply.words in page
        assert f'id="{reply.anchor}"' in page
    assert waiting_reply().words not in page
    assert not any(reply.sender.email in page for reply in Reply.objects.all())


def test_loading_again_sends_nothing_twice(run_site):
    before = Submission.objects.count(), Reply.objects.count(), Sender.objects.count()
    call_command("load_demo", verbosity=0)
    after = Submission.objects.count(), Reply.objects.count(), Sender.objects.count()
    assert after == before == (2, 3, 5)


def test_the_demos_decisions_say_nothing_of_how_long_texts_wait(run_site):
    decided = Decision.objects.by_people()
    assert decided.count() == 3
    assert not decided.exclude(submitted_at=None).exists()


def test_its_writers_are_nobody_s(run_site):
    content = read_content("sent_in")
    for entry in [*content["story"], *content["reply"]]:
        assert entry["email"].endswith("@example.org")
