"""The one door to the public: a version goes through only with an approval of its words.

The editorial room says what an approval is, with `policy`. As long as none
has, nothing becomes public.
"""

from collections.abc import Callable, Iterator
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


Policy = Callable[[Revision, Page], Approval | None]

_policies: list[Policy] = []
_going_live: ContextVar[int | None] = ContextVar("may go live now", default=None)


def policy(function: Policy) -> Policy:
    """
    Let a function say what an approval is.

    Args:
        function: given a version as it is kept and the same as a page, it returns the
            `Approval` that holds for exactly these words, or None. One such function is
            enough to let a version pass.

    Returns:
        The same function, so that this can stand above it.
    """
    if function not in _policies:
        _policies.append(function)
    return function


def approval_of(revision: Revision, version: Page) -> Approval:
    """
    Find the approval that lets a version become public.

    Next: `editorial.approval_policy.approval_of`, which `policy` marks.

    Args:
        revision: the version as it is kept.
        version: the same as a page, `revision.as_object()`.

    Returns:
        The first that a policy finds.

    Raises:
        NotApproved: there is none; the same for everybody, superusers included.
    """
    for find in _policies:
        if approval := find(revision, version):
            return approval
    raise NotApproved(revision.object_str)


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
