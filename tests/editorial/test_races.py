"""Of people who act at the same moment exactly one wins; nothing is half done."""

from collections import Counter
from functools import partial

import pytest
from wagtail.models import PageLogEntry
from wagtail.signals import page_published

from core.models import BinPage
from core.text.dates import moment_in_words
from editorial.actions import review, submission
from editorial.actions.refusal import ActionRefused
from editorial.models import Decision, ReviewState
from editorial.publishing_schedule import run_schedule
from tests.editorial.conftest import now, rewrite, send, verdict_on, written_by
from tests.threads import at_once

TIMES = [pytest.param(3), pytest.param(50, marks=pytest.mark.long)]
pytestmark = pytest.mark.django_db(transaction=True)


def publications(page):
    """How often a page was published, by its history."""
    return PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").count()


@pytest.mark.parametrize("times", TIMES)
def test_two_approvals_or_an_approval_and_a_return(tree, people, times):
    heard = []

    def listen(sender, instance, **kwargs):
        heard.append(instance.pk)

    page_published.connect(listen)
    outcomes = Counter()
    for number in range(times):
        page = written_by(people["editor"].user, tree)
        state = send(page, people["editor"].user)
        second = review.send_back if number % 2 else review.approve
        mine = verdict_on(state, people["moderator"].user, words="One")
        yours = verdict_on(state, people["moderator2"].user, words="Other")
        results = at_once(partial(review.approve, mine), partial(second, yours))
        decided = [r for r in results if isinstance(r, Decision)]
        refused = [r for r in results if isinstance(r, ActionRefused)]
        assert (len(decided), len(refused)) == (1, 1), results
        assert refused[0].status == 409
        winner = decided[0]
        assert winner.decider_name in refused[0].message
        assert moment_in_words(winner.decided_at) in refused[0].message
        outcomes[winner.outcome] += 1
        check(page, state, winner, heard)
    page_published.disconnect(listen)


def check(page, state, winner, heard):
    """Everything that remembers the decision says the same."""
    live = winner.is_approval
    assert now(page).live == live
    assert publications(page) == heard.count(page.pk) == int(live)
    state.refresh_from_db()
    assert state.status == ("approved" if live else "rejected")
    status = state.workflow_state.status
    assert status == ("approved" if live else "needs_changes")
    assert Decision.objects.by_people().filter(page=page.pk).count() == 1


@pytest.mark.parametrize("times", TIMES)
def test_approving_while_somebody_rewrites(tree, people, times):
    for _ in range(times):
        page = written_by(people["editor"].user, tree)
        state = send(page, people["editor"].user)
        verdict = verdict_on(state, people["moderator"].user)

        def write(page=page):
            submission.locked(page.pk)
            return rewrite(page, people["moderator2"].user, award="Unread")

        at_once(lambda v=verdict: review.approve(v), write)
        assert now(page).award != "Unread"


@pytest.mark.parametrize("times", TIMES)
def test_sending_twice_at_the_same_moment(tree, people, times):
    editor = people["editor"].user
    for _ in range(times):
        page = written_by(editor, tree)
        both = [lambda page=page: submission.send(page.pk, editor)] * 2
        results = at_once(*both)
        kinds = sorted(type(result).__name__ for result in results)
        assert kinds == ["ActionRefused", "ReviewState"], results
        assert ReviewState.objects.waiting().for_page(page).count() == 1


@pytest.mark.parametrize("times", TIMES)
def test_sending_twice_from_two_browsers(tree, people, times):
    from tests.forms import edit_url, filled_in

    client = people["editor"]
    for _ in range(times):
        page = written_by(client.user, tree)
        data = {**filled_in(client, edit_url(page)), "action-submit": "1"}
        post = partial(client.post, edit_url(page), data)
        answers = at_once(post, post)
        assert {answer.status_code for answer in answers} <= {200, 302}
        state = ReviewState.objects.waiting().for_page(page).get()
        assert now(page).latest_revision == state.revision


@pytest.mark.parametrize("times", TIMES)
def test_taking_back_while_it_is_approved(tree, people, times):
    editor = people["editor"].user
    for _ in range(times):
        page = written_by(editor, tree)
        state = send(page, editor)
        verdict = verdict_on(state, people["moderator"].user)
        approved, taken = at_once(
            lambda v=verdict: review.approve(v),
            lambda page=page: submission.take_back(page.pk, editor),
        )
        assert isinstance(approved, ActionRefused) != isinstance(taken, ActionRefused)
        assert now(page).live == isinstance(approved, Decision)


@pytest.mark.parametrize("times", TIMES)
def test_two_clocks_publish_once(tree, people, times):
    import datetime

    import time_machine
    from django.utils import timezone

    for _ in range(times):
        page = written_by(people["editor"].user, tree)
        later = timezone.now() + datetime.timedelta(hours=1)
        rewrite(page, people["editor"].user, go_live_at=later)
        state = send(page, people["editor"].user)
        review.approve(verdict_on(state, people["moderator"].user))
        with time_machine.travel(later + datetime.timedelta(minutes=1), tick=True):
            results = at_once(run_schedule, run_schedule)
        assert sum(came for _, came, _ in results) == 1, results
        entries = PageLogEntry.objects.filter(page=page.pk)
        assert entries.filter(action="wagtail.publish.scheduled").count() == 1


@pytest.mark.parametrize("times", TIMES)
def test_a_bin_that_two_miss_is_made_once(tree, times):
    for _ in range(times):
        BinPage.objects.get().delete()
        made = at_once(BinPage.find_or_make, BinPage.find_or_make)
        assert {page.pk for page in made} == {BinPage.objects.get().pk}, made
