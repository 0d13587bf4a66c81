"""The one door to the public: a version goes through only with an approval of its words.

The editorial room says what an approval is, by registering an authority. As long as
none has, nothing becomes public.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from django.core.exceptions import PermissionDenied

_authorities = []
_going_live = ContextVar("the version that may go live now", default=None)


class NotApproved(PermissionDenied):
    """Nobody else has approved exactly these words."""

    def __init__(self, title):
        super().__init__(f"“{title}” needs the approval of a second person first.")


class Approval(Protocol):
    """Somebody's word that a version may become public."""

    def took_effect(self, page):
        """Note that the page is public with the approved words."""


class Authority(Protocol):
    """Who can say whether a version was approved."""

    def approval_of(self, revision, version):
        """The approval that holds for exactly this version, or None."""


def register(authority):
    """
    Let somebody say what an approval is.

    Args:
        authority: an `Authority`; one of them is enough to let a version pass.
    """
    if authority not in _authorities:
        _authorities.append(authority)


def approval_of(revision, version):
    """
    Find the approval that lets a version become public.

    Args:
        revision: the version as it is kept.
        version: the same as a page, `revision.as_object()`.

    Raises:
        NotApproved: there is none; the same for everybody, superusers included.
    """
    for authority in _authorities:
        if approval := authority.approval_of(revision, version):
            return approval
    raise NotApproved(revision.object_str)


@contextmanager
def open_for(revision):
    """Let this version, and no other, go live while the block runs."""
    token = _going_live.set(revision.pk)
    try:
        yield
    finally:
        _going_live.reset(token)


def is_open_for(revision_id):
    """Whether the door stands open for this version now."""
    return revision_id is not None and _going_live.get() == revision_id
