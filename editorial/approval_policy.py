"""What counts as an approval when versions knock at the door to the public."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Revision

from core.pages.approval import Version, policy
from core.pages.fingerprint import fingerprint
from editorial.models import Decision


@policy
def approvals_of(versions: list[Version]) -> list[Decision | None]:
    """
    Find the approvals of exactly these versions.

    An approval serves once. It is no good for a version that others have followed,
    unless that version waits for its time.

    Args:
        versions: versions as they are kept, each with the same as a page.

    Returns:
        For each a decision, or None.
    """
    revisions = [revision for revision, _ in versions]
    unused = Decision.objects.unused().filter(revision__in=revisions)
    decisions: dict = {}
    for decision in unused.order_by("pk"):
        decisions.setdefault(decision.revision_id, decision)
    left = left_behind([one for one in revisions if one.pk in decisions])
    return [
        decision if is_of(decision, revision, version) and revision not in left else None
        for revision, version in versions
        for decision in [decisions.get(revision.pk)]
    ]


def is_of(decision: Decision | None, revision: Revision, version: Page) -> bool:
    """Whether a decision is about exactly these words."""
    return decision is not None and decision.fingerprint == fingerprint(revision, version)


def left_behind(revisions: list[Revision]) -> set[Revision]:
    """Those that newer versions of their pages have followed, and that do not wait."""
    asked = [revision for revision in revisions if not revision.approved_go_live_at]
    newest = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[revision.object_id for revision in asked],
    )
    newest = newest.order_by("object_id", "-created_at", "-pk").distinct("object_id")
    latest = set(newest.values_list("pk", flat=True))
    return {revision for revision in asked if revision.pk not in latest}
