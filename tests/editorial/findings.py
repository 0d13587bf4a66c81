"""Pages to look over, and what the checks find on them."""

from core.page_checks import findings_on
from stories.models import MapStoryPage, ReflectionPage


def found(page, code):
    """What one check finds on a version of a page."""
    return [finding for finding in findings_on(page) if finding.code == code]


def words_found(page, code):
    """The words that one check finds, in its order."""
    return [finding.words for finding in found(page, code)]


def story(text="", **fields):
    """A MAP Story that is not saved, whose story is rich text."""
    return MapStoryPage(title="A story", summary="What we did.", story=text, **fields)


def reflection(*blocks, **fields):
    """A reflection that is not saved, with blocks given as (type, stored value)."""
    page = ReflectionPage(title="A thought", summary="What I saw.", **fields)
    page.body = page.body.stream_block.to_python(
        [{"type": kind, "value": value} for kind, value in blocks]
    )
    return page
