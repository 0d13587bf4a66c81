"""People and texts in the states that editorial tests begin from."""

import pytest

from core.pages.fingerprint import fingerprint
from editorial.actions import review, submission, withdrawal
from editorial.actions.refusal import ActionRefused
from editorial.actions.review import Verdict
from editorial.models import ReviewState
from tests import factories

SENTENCE = "This page was out of date."
ALL_YES = ("achieved", "impact", "library", "outsider", "true", "useful")


@pytest.fixture
def people(person):
    """One or two of each role, as signed-in clients."""
    names = {
        "editor": "Content Editors",
        "editor2": "Content Editors",
        "moderator": "Moderators",
        "moderator2": "Moderators",
        "steering": "Steering group",
    }
    made = {name: person(group) for name, group in names.items()}
    made["admin"] = person(is_superuser=True, is_staff=True)
    return made


@pytest.fixture
def draft(tree, people):
    """A MAP Story that the editor wrote and nobody has read."""
    return written_by(people["editor"].user, tree)


def written_by(user, tree, **fields):
    """A draft of a MAP Story by somebody."""
    page = factories.MapStoryFactory(
        parent=tree.stories, live=False, owner=user, **fields
    )
    page.save_revision(user=user, log_action=True)
    return page


def rewrite(page, user, **fields):
    """Save another version of a page as somebody."""
    version = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(version, name, value)
    return version.save_revision(user=user, log_action=True)


def send(page, user, **fields):
    """Send a page for approval; give the text's state."""
    state = submission.send(page.pk, user, **fields)
    assert not isinstance(state, ActionRefused), state
    return state


def verdict_on(state, user, **fields):
    """What somebody sends who has read the text as it is, and answers every question."""
    fields = {
        "revision_id": state.revision_id,
        "fingerprint": fingerprint(state.revision),
        "answers": ALL_YES,
        **fields,
    }
    return Verdict(state_id=state.pk, by=user, **fields)


def approve(state, user, **fields):
    """Approve a text as somebody who has just read it."""
    return review.approve(verdict_on(state, user, **fields))


def send_back(state, user, words="Please say more."):
    """Return a text as somebody who has just read it."""
    return review.send_back(verdict_on(state, user, words=words))


def now(page):
    """The page as the database has it."""
    return type(page).objects.get(pk=page.pk)


def now_waiting(page):
    """The state in which a page waits."""
    return ReviewState.objects.waiting().for_page(page).get()


@pytest.fixture
def approved(draft, people):
    """A story that a second person approved."""
    approve(send(draft, people["editor"].user), people["moderator"].user)
    return now(draft)


def withdraw(page, user, **fields):
    """Withdraw a page with a sentence."""
    return withdrawal.withdraw(page.pk, user, SENTENCE, **fields)
