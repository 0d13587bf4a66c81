"""Whatever people do in whatever order, readers see what a second person approved."""

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from wagtail.models import Revision

from community.confirmations import confirm_on_server
from community.models import User
from core.pages.approval import NotApproved
from core.pages.fingerprint import fingerprint
from editorial.actions import break_glass, review, submission, withdrawal
from editorial.models import Basis, Decision, ReviewState
from stories.models import MapStoryPage
from tests.editorial.conftest import approve, rewrite, send, verdict_on, written_by
from tests.journeys.accounts import edit, make, role

BEGINNERS = ["editor", "editor2", "moderator", "moderator2", "steering", "admin"]
# The places of accounts in the list, in which more stand as time goes by.
PEOPLE = st.integers(0, 11)
ROLES = st.sampled_from(["Content Editors", "Moderators", "Steering group"])


class Newsroom(RuleBasedStateMachine):
    """
    Several people at work on a story, some of whom would rather be two.

    An account is in its own person's hands, or in those of whoever made it or changed its
    address, until somebody in other hands, or the server, says they know its person.
    """

    tree = people = None

    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.accounts = [self.people[name].user.username for name in BEGINNERS]
        self.hands = {name: name for name in self.accounts}
        self.page = written_by(self.user(0), self.tree)
        self.pages = [self.page]
        self.wrote = {"": self.accounts[0]}
        self.approved_by = {}

    def teardown(self):
        """Leave the database as it was."""
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    def name(self, place):
        return self.accounts[place % len(self.accounts)]

    def user(self, place):
        return User.objects.get(username=self.name(place))

    def browser(self, place):
        """Somebody's browser."""
        browser = Client(headers={"host": "localhost"})
        browser.force_login(self.user(place))
        return browser

    @property
    def now(self):
        return MapStoryPage.objects.get(pk=self.page.pk)

    @property
    def waiting(self):
        return ReviewState.objects.waiting().for_page(self.page).first()

    # Texts

    @rule(who=PEOPLE)
    def write(self, who):
        """Save other words."""
        if not self.now.is_binned:
            words = f"Words {len(self.wrote)}"
            self.wrote[words] = self.name(who)
            rewrite(self.page, self.user(who), award=words)

    @rule(who=PEOPLE, number=st.integers(0, 9), by_hand=st.booleans())
    def bring_back(self, who, number, by_hand):
        """Save an old version again."""
        keys = list(self.page.revisions.order_by("pk").values_list("pk", flat=True))
        old = Revision.objects.get(pk=keys[number % len(keys)])
        if not self.now.is_binned:
            before = None if by_hand else old
            old.as_object().save_revision(
                user=self.user(who), previous_revision=before, log_action=True
            )

    @rule(who=PEOPLE, keeps_versions=st.booleans())
    def copy(self, who, keeps_versions):
        """Copy the page, and go on with the copy."""
        self.page = self.now.copy(
            to=self.tree.stories,
            update_attrs={"slug": f"copy-{len(self.pages)}"},
            user=self.user(who),
            copy_revisions=keeps_versions,
            keep_live=False,
        )
        self.pages.append(self.page)

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
            before = self.now.award if self.now.live else None
            decision = review.approve(verdict_on(state, self.user(who)))
            self.note(decision, who, before)

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
    def read_afterwards(self, who):
        """Confirm what was published without review."""
        if decision := Decision.objects.unreviewed().first():
            self.note(break_glass.confirm(decision.pk, self.user(who)), who)

    @rule(who=PEOPLE)
    def withdraw(self, who):
        """Take it away."""
        withdrawal.withdraw(self.page.pk, self.user(who), "Out of date")

    @rule(who=PEOPLE, back=st.booleans())
    def bin(self, who, back):
        """Into the bin, or out of it."""
        (withdrawal.from_bin if back else withdrawal.to_bin)(self.page.pk, self.user(who))

    def note(self, decision, who, before=None):
        """Remember in whose hands an account was that let a text through."""
        if isinstance(decision, Decision):
            self.approved_by[decision.pk] = self.hands[self.name(who)]
            award = decision.revision.content["award"]
            assert award == before or self.wrote[award] != self.name(who)

    # Accounts

    @rule(who=PEOPLE, group=ROLES)
    def make_account(self, who, group):
        """Make an account, which is one's own until somebody knows better."""
        name = f"new{len(self.accounts)}"
        make(self.browser(who), name, groups=[role(group)])
        if User.objects.filter(username=name).exists():
            self.accounts.append(name)
            self.hands[name] = self.hands[self.name(who)]

    @rule(who=PEOPLE, whose=PEOPLE)
    def confirm(self, who, whose):
        """Say that one knows somebody."""
        user = self.user(whose)
        data = {"address": user.email}
        self.browser(who).post(f"/admin/users/confirm/{user.pk}/", data)
        mine = self.hands[self.name(who)] == self.hands[user.username]
        if hasattr(self.user(whose), "confirmation") and not mine:
            self.hands[user.username] = user.username

    @rule(who=PEOPLE, whose=PEOPLE)
    def change_address(self, who, whose):
        """Have somebody's letters sent to oneself."""
        email = f"address{len(self.wrote)}-{who}-{whose}@example.org"
        edit(self.browser(who), self.name(whose), email=email)
        if self.user(whose).email == email and self.name(who) != self.name(whose):
            self.hands[self.name(whose)] = self.hands[self.name(who)]

    @rule(who=PEOPLE, whose=PEOPLE, group=ROLES)
    def give_role(self, who, whose, group):
        """Give somebody another role."""
        edit(self.browser(who), self.name(whose), groups=[role(group)])

    @rule()
    def two_publish(self):
        """One of the Steering group and a Moderator publish each other's new texts."""
        pair = [self.user(BEGINNERS.index(name)) for name in ("steering", "moderator")]
        for user, group in zip(pair, ("Steering group", "Moderators"), strict=True):
            user.groups.set([role(group)])
            confirm_on_server(user)
            self.hands[user.username] = user.username
        for writer, reader in (pair, reversed(pair)):
            state = send(written_by(writer, self.tree), writer)
            assert approve(state, reader).is_approval

    @invariant()
    def what_is_public_was_approved(self):
        """By a second person, or by breaking the glass, which is listed."""
        for page in MapStoryPage.objects.live().filter(pk__in=[p.pk for p in self.pages]):
            approvals = Decision.objects.approved().filter(effective_at__isnull=False)
            decision = approvals.filter(revision=page.live_revision).first()
            assert decision.fingerprint == fingerprint(page.live_revision)
            assert page.award == page.live_revision.content["award"]
            assert page.live_revision.user_id in decision.written_by
            if decision.pk in self.approved_by:
                reader = decision.confirmed_by or decision.decided_by
                assert reader.pk not in decision.written_by
                assert self.approved_by[decision.pk] == reader.username
            else:
                assert decision.basis == Basis.BREAK_GLASS
                assert decision in Decision.objects.unreviewed()


def run(tree, people, examples, steps):
    """Let the newsroom work."""
    machine = type("Here", (Newsroom,), {"tree": tree, "people": people})
    machine.TestCase.settings = settings(
        **{"max_examples": examples, "stateful_step_count": steps, "deadline": None},
        **{"derandomize": True, "suppress_health_check": list(HealthCheck)},
    )
    machine.TestCase().runTest()


def test_a_short_day(tree, people):
    run(tree, people, examples=8, steps=25)


@pytest.mark.long
def test_a_long_year(tree, people):
    run(tree, people, examples=150, steps=40)
