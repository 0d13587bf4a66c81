"""Whatever people do in whatever order, readers see what a second person approved."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core.pages.approval import NotApproved
from core.pages.fingerprint import fingerprint
from editorial.actions import break_glass, review, submission, withdrawal
from editorial.models import Basis, Decision, ReviewState
from stories.models import MapStoryPage
from tests.editorial.conftest import rewrite, verdict_on, written_by

PEOPLE = st.sampled_from(
    ["editor", "editor2", "moderator", "moderator2", "steering", "admin"]
)


class Newsroom(RuleBasedStateMachine):
    """Several people at work on one story."""

    tree = people = None

    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.page = written_by(self.people["editor"].user, self.tree)
        self.count = 0

    def teardown(self):
        """Leave the database as it was."""
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    def user(self, who):
        """The account of somebody."""
        return self.people[who].user

    @property
    def now(self):
        """The page as the database has it."""
        return MapStoryPage.objects.get(pk=self.page.pk)

    @property
    def waiting(self):
        """The state in which the page waits, or None."""
        return ReviewState.objects.waiting().for_page(self.page).first()

    @rule(who=PEOPLE)
    def write(self, who):
        """Save other words."""
        if not self.now.is_binned:
            self.count += 1
            rewrite(self.page, self.user(who), award=f"Words {self.count}")

    @rule(who=PEOPLE)
    def send(self, who):
        """Send it."""
        submission.send(self.page.pk, self.user(who))

    @rule(who=PEOPLE)
    def take_back(self, who):
        """Take it back."""
        submission.take_back(self.page.pk, self.user(who))

    @rule(who=PEOPLE, follow=st.booleans())
    def approve(self, who, follow):
        """Read it as it waits, or as it is by now, and approve it."""
        if follow:
            submission.follow_latest(self.page.pk)
        if state := self.waiting:
            review.approve(verdict_on(state, self.user(who)))

    @rule(who=PEOPLE)
    def send_back(self, who):
        """Return it."""
        if state := self.waiting:
            review.send_back(verdict_on(state, self.user(who), words="More, please"))

    @rule(who=PEOPLE)
    def publish(self, who):
        """Try to publish the latest version by hand."""
        try:
            with transaction.atomic():
                self.now.latest_revision.publish(user=self.user(who))
        except NotApproved:
            pass

    @rule(who=PEOPLE)
    def break_glass(self, who):
        """Publish without review."""
        break_glass.publish_without_review(self.page.pk, self.user(who), "Now")

    @rule(who=PEOPLE)
    def withdraw(self, who):
        """Take it away."""
        withdrawal.withdraw(self.page.pk, self.user(who), "Out of date")

    @rule(who=PEOPLE, back=st.booleans())
    def bin(self, who, back):
        """Into the bin, or out of it."""
        move = withdrawal.from_bin if back else withdrawal.to_bin
        move(self.page.pk, self.user(who))

    @invariant()
    def what_is_public_was_approved(self):
        """By a second person, or by breaking the glass, which is listed."""
        page = self.now
        if not page.live:
            return
        approvals = Decision.objects.approved().filter(effective_at__isnull=False)
        decision = approvals.filter(revision=page.live_revision).first()
        assert decision.fingerprint == fingerprint(page.live_revision)
        assert page.award == page.live_revision.content["award"]
        if decision.basis == Basis.BREAK_GLASS:
            assert decision in Decision.objects.unreviewed()
        else:
            assert decision.decided_by_id not in decision.written_by
            assert page.live_revision.user_id in decision.written_by


def run(tree, people, examples, steps):
    """Let the newsroom work."""
    machine = type("Here", (Newsroom,), {"tree": tree, "people": people})
    machine.TestCase.settings = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    machine.TestCase().runTest()


def test_a_short_day(tree, people):
    run(tree, people, examples=6, steps=15)


@pytest.mark.long
def test_a_long_year(tree, people):
    run(tree, people, examples=150, steps=40)
