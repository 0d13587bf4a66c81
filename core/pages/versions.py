"""Kept versions of pages, read as the pages that they would be."""

from collections.abc import Iterator
from contextlib import contextmanager

from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page, Revision


def relation_names(model: type[Page]) -> list[str]:
    """The names of the relations that versions of a page type hold: rows, then terms."""
    rows = [one.get_accessor_name() for one in get_all_child_relations(model)]
    return rows + [field.name for field in get_all_child_m2m_relations(model)]


@contextmanager
def read_once(revision: Revision) -> Iterator[Page]:
    """
    Make a version into a page once, whoever asks for it while the block runs.

    What is judged is then the very object that is published, and not a second reading of
    it. It costs a tenth of a publication to make a page of a version.

    Args:
        revision: a version that nobody else works with.

    Yields:
        What `revision.as_object()` returns within the block.
    """
    own = vars(revision)
    if "as_object" in own:
        yield revision.as_object()
        return
    version = revision.as_object()
    own["as_object"] = lambda: version
    try:
        yield version
    finally:
        del own["as_object"]


def settle_blocks(page: Page) -> None:
    """
    Have a page write its blocks as Wagtail does, whatever form they came in.

    A block that nobody has looked at is written as it was read: lists in the short form
    that commands and earlier versions of Wagtail give them stay in it.

    Args:
        page: a page, or a version as one.
    """
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            list(field.value_from_object(page))
