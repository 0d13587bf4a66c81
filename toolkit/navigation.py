"""Reading the toolkit in order: what comes before a page, and what after it."""

from django.contrib.contenttypes.models import ContentType

from core.caching.site_memo import of_the_site
from core.pages.queries import public_pages

# Page types that are read one after the other, by model name.
READ_IN_ORDER = ("toolkitpage", "sectionpage", "driverindexpage", "templatepage")


@of_the_site
def in_order():
    """The public pages of the toolkit that are read in order, as in the tree."""
    types = ContentType.objects.filter(app_label="toolkit", model__in=READ_IN_ORDER)
    return list(public_pages().filter(content_type__in=types).order_by("path"))


def place_in_toolkit(page):
    """
    Find a page's neighbours.

    Returns:
        A dictionary for templates: `contents` (every page that is read in order),
        `previous_page` and `next_page`, None where there is none.
    """
    contents = in_order()
    keys = [other.pk for other in contents]
    place = keys.index(page.pk) if page.pk in keys else len(keys)
    return {
        "contents": contents[1:],
        "previous_page": contents[place - 1] if 0 < place < len(keys) else None,
        "next_page": contents[place + 1] if place + 1 < len(keys) else None,
    }
