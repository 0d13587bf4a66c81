"""What would make a page wrong in public, whatever its type."""

from collections import defaultdict

from django.utils import timezone

from core.blocks import is_undescribed
from core.pages.needs import missing_needs
from core.pages.queries import related
from core.vocabularies.proposals import proposal_problems

DESCRIBE = (
    "A picture here has no description. Say in its “Alt text” what someone who cannot "
    "see it should know, or tick that it only decorates the page."
)


class PageRows(dict):
    """The rows of a page by relation name: those given, the others from the page."""

    def __init__(self, page, given):
        super().__init__(given)
        self.page = page

    def __missing__(self, name):
        return related(self.page, name)


def collect_problems(page, rows):
    """
    The problems of a page by the field or relation beside which they are said.

    Args:
        page: a page, or a version of one.
        rows: rows to judge by relation name; the others are read from the page.

    Returns:
        A dictionary from names of fields or relations, or from the ways to rows and
        blocks as `core.text.places` has them, to lists of sentences.
    """
    found = defaultdict(list)
    for field, sentence in page.find_problems(PageRows(page, rows)):
        found[field].append(sentence)
    return dict(found)


def general_problems(page, rows):
    """Yield (name of a field, sentence) for each problem that any page may have."""
    for need in missing_needs(page, rows):
        yield need.field, need.sentence
    yield from proposal_problems(page)
    yield from picture_problems(page)
    yield from date_problems(page)


def picture_problems(page):
    """Pictures that readers are told nothing about, or two things at once."""
    if page.image and not (page.image_alt.strip() or page.image_decorative):
        yield (
            "image_alt",
            "Describe the picture in words, or tick that it only decorates.",
        )
    if page.image_alt.strip() and page.image_decorative:
        yield (
            "image_decorative",
            "Either describe the picture or tick that it only decorates, not both.",
        )
    for block in filter(is_undescribed, getattr(page, "body", ())):
        yield f"body.{block.id}.image", DESCRIBE


def date_problems(page):
    """Dates that cannot be meant."""
    if review_is_backwards(page):
        yield (
            "next_review_due",
            "The next review cannot be due before the last one took place.",
        )
    if page.expire_at and page.expire_at <= timezone.now():
        yield "expire_at", "The day on which it leaves the site lies in the past."
    if page.expire_at and not page.can_be_withdrawn:
        yield "expire_at", "The site cannot do without this page, so it stays."


def review_is_backwards(page):
    """Whether the next review is due before the last one."""
    dates = page.last_reviewed, page.next_review_due
    return all(dates) and page.next_review_due < page.last_reviewed
