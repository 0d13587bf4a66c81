"""Content that comes in bulk: public with a record that says what it is."""

from functools import cache

from django.utils import timezone
from wagtail.models import Page, Revision

from core.bulk.publication import publish_new
from core.pages.fingerprint import fingerprint
from core.pages.versions import read_once
from editorial.models import Basis, Decision, Outcome
from editorial.sections import main_path, section_at, section_of

MADE_BY_COMMANDS = (Basis.DEMO, Basis.BULK, Basis.IMPORT)


def publish_new_as(basis: Basis, pages: list[Page]) -> None:
    """
    Publish pages that a command made, all together.

    Args:
        basis: as `publish_as` takes it.
        pages: as `core.bulk.publication.publish_new` takes them, which says what it
            raises.
    """
    refuse_peoples(basis)
    sections = cache(section_at)

    def approve(pages, versions):
        Decision.objects.bulk_create(
            [
                record(basis, version, page, sections(main_path(page)))
                for page, version in zip(pages, versions, strict=True)
            ]
        )

    publish_new(pages, approve)


def publish_as(basis: Basis, revision: Revision) -> None:
    """
    Publish a version that a command made.

    Args:
        basis: what sort of content it is: demo, bulk or import.
        revision: the version.

    It raises ValueError if the basis is one for people's decisions.
    """
    refuse_peoples(basis)
    with read_once(revision) as page:
        record(basis, revision, page, section_of(page)).save()
        revision.publish()


def refuse_peoples(basis):
    """Raise ValueError where only a person can decide."""
    if basis not in MADE_BY_COMMANDS:
        raise ValueError(f"{basis} needs a person.")


def record(basis, revision, page, section):
    """The record of the approval of a version, not saved."""
    return Decision(
        page_id=page.pk,
        page_title=revision.object_str,
        section=section,
        revision=revision,
        fingerprint=fingerprint(revision, page),
        outcome=Outcome.APPROVED,
        basis=basis,
        words=Basis(basis).label,
        decided_at=timezone.now(),
    )
