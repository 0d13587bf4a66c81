"""Why something was not done, told to the person who asked for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wagtail import hooks
from wagtail.models import Page

from community import confirmations
from community.models import User

# Functions registered here are given a page and a version's fingerprint, and say in a
# sentence what keeps that version from its readers, or nothing.
REASONS = "editorial_reasons_not_to_publish"


@dataclass(frozen=True)
class ActionRefused:
    """
    A request that was turned down. It is returned, not raised, so that what is written
    about it stays written.

    Args:
        status: the HTTP status that fits: 403, 409 or 422.
        message: what happened and what to do next, in a sentence or two.
        problems: sentences by field, where fields are at fault.
    """

    status: int
    message: str
    problems: Mapping[str, Sequence[str]] = field(default_factory=dict)


def for_other_reasons(page: Page, fingerprint: str) -> ActionRefused | None:
    """
    Ask other rooms whether something of theirs keeps a version from its readers.

    Args:
        page: the page.
        fingerprint: of the version.

    Returns:
        An `ActionRefused` that says what does, or None.
    """
    for hook in hooks.get_hooks(REASONS):
        if words := hook(page, fingerprint):
            return ActionRefused(422, words)
    return None


def unless_confirmed(user: User) -> ActionRefused | None:
    """
    Turn down somebody whose account nobody has confirmed; see docs/editorial.md.

    Args:
        user: who wants to decide. Until the transaction ends they stay confirmed.

    Returns:
        An `ActionRefused` that says who can confirm the account, or None.
    """
    if confirmations.stays_confirmed(user):
        return None
    return ActionRefused(403, confirmations.not_yet(user))


SECOND_PERSON = (
    "You wrote or sent a part of this text, so it needs a second person. It stays in the "
    "queue for the others."
)
NOT_YOURS = "Only Moderators and the Steering group decide about texts."
CHANGED = (
    "This changed since you opened it. Nothing was published. Please look at the "
    "difference, then decide again."
)
NOT_READY = "This cannot go to readers yet. Please put right what is marked below."
UNANSWERED = "Please answer the questions first. If one is a no, return the text instead."
SAY_WHY = "Please say what should change. The author reads your words."
TELL_READERS = "Say in one sentence what changed, since readers will be told."
