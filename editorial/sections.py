"""The sections of the site, as the editorial room counts and filters by them."""

from wagtail.models import Page

SECTION_DEPTH = 3
OUTSIDE = "Front page"


def section_of(page):
    """
    Name the main page a page stands under.

    Args:
        page: a page anywhere in the tree, the front page included.

    Returns:
        Its title; for what is no main page and stands under none, “Front page”.
    """
    return section_at(main_path(page))


def main_path(page):
    """The path of the main page a page stands under; empty where it stands under none."""
    is_outside = page.depth < SECTION_DEPTH
    return "" if is_outside else page.path[: Page.steplen * SECTION_DEPTH]


def section_at(path):
    """The name of the section whose main page has a path in the tree."""
    main = Page.objects.filter(path=path).values_list("title", flat=True)
    return (main.first() if path else None) or OUTSIDE


def sections():
    """The main pages of the site, in the order of the tree."""
    site = Page.objects.filter(depth=SECTION_DEPTH).exclude(url_path__startswith="/bin/")
    return site.order_by("path")
