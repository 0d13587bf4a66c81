"""Content that comes in bulk: public with a record that says what it is."""

from django.utils import timezone
from wagtail.models import Revision

from core.pages.fingerprint import fingerprint
from core.pages.versions import read_once
from editorial.models import Basis, Decision, Outcome
from editorial.sections import section_of

MADE_BY_COMMANDS = (Basis.DEMO, Basis.BULK, Basis.IMPORT)


def publish_as(basis: Basis, revision: Revision) -> None:
    """
    Publish a version that a command made.

    Args:
        basis: what sort of content it is: demo, bulk or import.
        revision: the version.

    Raises:
        ValueError: the basis is one for people's decisions.
    """
    if basis not in MADE_BY_COMMANDS:
        raise ValueError(f"{basis} needs a person.")
    with read_once(revision) as page:
        Decision.objects.create(
            page_id=page.pk,
            page_title=revision.object_str,
            section=section_of(page),
            revision=revision,
            fingerprint=fingerprint(revision, page),
            outcome=Outcome.APPROVED,
            basis=basis,
            words=Basis(basis).label,
            decided_at=timezone.now(),
        )
        revision.publish()
