"""What counts as an approval when a version knocks at the door to the public."""

from wagtail.models import Page, Revision

from core.pages.approval import policy
from core.pages.fingerprint import fingerprint
from editorial.models import Decision


@policy
def approval_of(revision: Revision, version: Page) -> Decision | None:
    """
    Find the approval of exactly this version.

    An approval serves once. It is no good for a version that others have followed,
    unless that version waits for its time.

    Args:
        revision: the version as it is kept.
        version: the same as a page, `revision.as_object()`.

    Returns:
        A decision, or None.
    """
    decision = Decision.objects.unused().filter(revision=revision).first()
    if decision is None or is_left_behind(revision):
        return None
    return decision if decision.fingerprint == fingerprint(revision, version) else None


def is_left_behind(revision: Revision) -> bool:
    """Whether newer versions exist of a page that is not waiting for its time."""
    return not revision.approved_go_live_at and not revision.is_latest_revision()
