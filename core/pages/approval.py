"""The one door to the public: a version goes through only with an approval of its words.

The editorial room says what an approval is, with `policy`. As long as none
has, nothing becomes public.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from django.core.exceptions import PermissionDenied
from wagtail.models import Page, Revision


class NotApproved(PermissionDenied):
    """Nobody else has approved exactly these words."""

    def __init__(self, title: str) -> None:
        super().__init__(f"“{title}” needs the approval of a second person first.")


class Approval(Protocol):
    """Somebody's word that a version may become public."""

    def took_effect(self, page: Page) -> None:
        """Note that the page is public with the approved words."""


# A version as it is kept, and the same as a page: `revision.as_object()`.
Version = tuple[Revision, Page]
Policy = Callable[[list[Version]], Sequence[Approval | None]]

_policies: list[Policy] = []
_going_live: ContextVar[int | None] = ContextVar("may go live now", default=None)


def policy(function: Policy) -> Policy:
    """
    Let a function say what an approval is.

    Args:
        function: given versions, it returns for each the `Approval` that holds for
            exactly these words, or None, in the same order. One such function is enough
            to let a version pass.

    Returns:
        The same function, so that this can stand above it.
    """
    if function not in _policies:
        _policies.append(function)
    return function


def approval_of(revision: Revision, version: Page) -> Approval:
    """
    Find the approval that lets a version become public.

    Args:
        revision: the version as it is kept.
        version: the same as a page, `revision.as_object()`.

    Returns:
        As `approvals_of` finds it, which raises `NotApproved` where there is none.
    """
    return approvals_of([(revision, version)])[0]


def approvals_of(versions: list[Version]) -> list[Approval]:
    """
    Find the approvals that let versions become public.

    Next: `editorial.approval_policy.approvals_of`, which `policy` marks.

    Args:
        versions: versions of different pages.

    Returns:
        For each the first that a policy finds.

    Raises:
        NotApproved: one has none; the same for everybody, superusers included.
    """
    answers = [find(versions) for find in _policies]
    found = []
    for number, (revision, _) in enumerate(versions):
        approval = next(filter(None, (answer[number] for answer in answers)), None)
        if approval is None:
            raise NotApproved(revision.object_str)
        found.append(approval)
    return found


@contextmanager
def open_for(revision: Revision) -> Iterator[None]:
    """Let this version, and no other, go live while the block runs."""
    token = _going_live.set(revision.pk)
    try:
        yield
    finally:
        _going_live.reset(token)


def is_open_for(revision_id: int | None) -> bool:
    """Whether the door stands open for this version now."""
    return revision_id is not None and _going_live.get() == revision_id
