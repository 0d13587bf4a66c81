"""Who wrote a part of what would change, and so may not approve it."""

from wagtail.models import Page, PageLogEntry, Revision, WorkflowState

from editorial.models import ReviewState

WRITING = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.copy")


def writers_of(page: Page, revision: Revision) -> set[int]:
    """
    Find who wrote what a version would change in public.

    Everybody counts who saved a version after the public one, up to this one. The log
    is asked as well as the versions, because old versions may have been purged.

    Args:
        page: the page as the database has it.
        revision: the version that is to become public.

    Returns:
        A set of primary keys of accounts. Versions without an account belong to nobody.
    """
    span = {"gt": page.live_revision_id or 0, "lte": revision.pk}
    ids = {f"id__{key}": value for key, value in span.items()}
    logged = {f"revision_id__{key}": value for key, value in span.items()}
    found = set(page.revisions.filter(**ids).values_list("user", flat=True))
    entries = PageLogEntry.objects.filter(page=page.pk, action__in=WRITING, **logged)
    found |= set(entries.values_list("user", flat=True))
    return found - {None}


def senders_of(workflow_state: WorkflowState) -> set[int]:
    """Everybody who sent a text during one round of the workflow, as primary keys."""
    states = ReviewState.objects.filter(workflow_state=workflow_state)
    found = set(states.values_list("submitted_by", flat=True))
    return (found | {workflow_state.requested_by_id}) - {None}


def authors_of(state: ReviewState) -> set[int]:
    """
    Find who may not decide about a text in review.

    Args:
        state: the text's `ReviewState`.

    Returns:
        A set of primary keys of accounts.
    """
    page = state.revision.content_object
    return writers_of(page, state.revision) | senders_of(state.workflow_state)
