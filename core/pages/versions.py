"""Kept versions of pages, read as the pages that they would be."""

from collections.abc import Iterator
from contextlib import contextmanager

from wagtail.models import Page, Revision


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
