"""Texts on their way to readers that show a picture or a document."""

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import Revision

from core.pages.file_uses import FileUse
from core.pages.fingerprint import files_in
from editorial.models import ReviewState


@dataclass(frozen=True)
class WaitingUse(FileUse):
    """A text in review that shows a file."""

    review: ReviewState


@dataclass(frozen=True)
class ScheduledUse(FileUse):
    """An approved text that waits for its time and shows a file."""

    revision: Revision


def waiting_uses(file) -> Iterator[FileUse]:
    """
    Find the texts that nobody has decided about, or that wait for their time.

    Args:
        file: a picture or a document.

    Yields:
        A use for each.
    """
    for review in ReviewState.objects.waiting().select_related("revision"):
        if shows(review.revision, file):
            page = review.revision.content_object
            yield WaitingUse(page, "waits for approval", review)
    for revision in scheduled_versions():
        if shows(revision, file):
            page = revision.content_object
            yield ScheduledUse(page, "is approved and waits for its time", revision)


def scheduled_versions():
    """Versions that become public by themselves, the next first."""
    scheduled = Revision.objects.page_revisions().filter(
        approved_go_live_at__isnull=False
    )
    return scheduled.order_by("approved_go_live_at")


def shows(revision, file):
    """Whether a version shows a file."""
    return file.pk in files_in(revision.as_object()).get(file._meta.label, ())
