"""What an author or a moderator should look at on a story."""

from core.page_checks import Finding, no_alignment
from stories.models import KMStoryPage

# As `KMStoryPage.find_problems` says it, so that nobody reads it twice.
ASK = "Ask everyone who can be recognised, then tick this."
NO_DRIVER = (
    "The story names no driver yet. If it serves one, choose it: readers who look for "
    "that driver then find your story."
)


def missing_consent(page):
    """A KM Story whose people have not all agreed."""
    if isinstance(page, KMStoryPage) and not page.consent:
        yield Finding("story-consent", ASK, "consent", blocks=True)


def story_without_driver(page):
    """A KM Story without a driver; a MAP Story must have one, a reflection need not."""
    return no_alignment(page, NO_DRIVER) if isinstance(page, KMStoryPage) else []
