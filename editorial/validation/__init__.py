"""Whether a version could go to readers as it is."""

from collections.abc import Iterable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.models import Page

from community.models import User
from core.page_checks import Finding, findings_on
from core.pages.slugs import fault_of_slug
from core.text.places import path_of
from editorial.models import Dismissal
from editorial.validation.parts import faults_in_parts


def obstacles(page: Page) -> dict[str, list[str]]:
    """
    Find what stands between a version and its readers.

    Args:
        page: the version, as a page of its own type.

    Returns:
        Lists of sentences by field, or by the way to a row or block in it (see
        `core.text.places`), empty when nothing is in the way.
    """
    found = dict(page.problems())
    for name, sentences in faults(page).items():
        found.setdefault(name, sentences)
    for way, sentence in faults_in_parts(page):
        found.setdefault(way, []).append(sentence)
    for finding in findings_on(page):
        if finding.blocks:
            way = path_of(finding.field) or NON_FIELD_ERRORS
            found.setdefault(way, []).append(finding.message)
    return {way: each_once(sentences) for way, sentences in found.items()}


def each_once(sentences: Iterable[str]) -> list[str]:
    """Sentences without those that say the same as one before."""
    return list(dict.fromkeys(sentences))


def faults(page: Page) -> dict[str, list[str]]:
    """What the database would not accept, by field."""
    parent = page.get_parent()
    if parent and (fault := fault_of_slug(parent, page.slug, page)):
        return {"slug": [fault]}
    try:
        page.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def hints(page: Page) -> tuple[list[Finding], list[Finding]]:
    """
    Find what somebody should look at, less what somebody has looked at.

    Returns:
        (findings to look at, findings that were dismissed); those that block are in
        neither, see `obstacles`.
    """
    found = [finding for finding in findings_on(page) if not finding.blocks]
    keys = Dismissal.objects.filter(page=page.pk).values_list("key", flat=True)
    dismissed = set(keys)
    return (
        [finding for finding in found if finding.key not in dismissed],
        [finding for finding in found if finding.key in dismissed],
    )


def dismiss(page: Page, keys: Iterable[str], by: User) -> None:
    """Remember that somebody looked at hints and left the text as it is."""
    known = {finding.key for finding in findings_on(page) if not finding.blocks}
    for key in known & set(keys):
        Dismissal.objects.get_or_create(page_id=page.pk, key=key, defaults={"by": by})
