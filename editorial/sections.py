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
    if page.depth < SECTION_DEPTH:
        return OUTSIDE
    main = Page.objects.filter(path=page.path[: Page.steplen * SECTION_DEPTH])
    return main.values_list("title", flat=True).first() or OUTSIDE


def sections():
    """The main pages of the site, in the order of the tree."""
    site = Page.objects.filter(depth=SECTION_DEPTH).exclude(url_path__startswith="/bin/")
    return site.order_by("path")
