"""The last part of a page's address: whether it is free, and what is free beside it."""

from itertools import count

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.text import slugify
from wagtail.models import Page, Site

TAKEN = "Another page beside it has this address already. Choose a different one."
SITES_OWN = (
    "The site itself uses the address {}, so nobody could open the page there. Choose a "
    "different one."
)
# Wagtail's name for what gives pages; everything else is the site's own.
PAGES = "wagtail_serve"


def free_slug(parent, slug, page=None):
    """
    Find a slug under which a page can be opened.

    Args:
        parent: the page above it.
        slug: the slug somebody would like.
        page: the page itself, which does not stand in its own way; None if it is new.

    Returns:
        The slug, or the first of `slug-2`, `slug-3` and so on that is free.
    """
    return numbered_slug(slug, lambda one: fault_of_slug(parent, one, page) is None)


def numbered_slug(slug, is_free):
    """
    Number a slug where it is not free.

    Args:
        slug: the slug somebody would like.
        is_free: whether one can be had.

    Returns:
        The slug, or the first of `slug-2`, `slug-3` and so on that is free.
    """
    room = Page._meta.get_field("slug").max_length - len("-1000")
    numbered = (f"{slug[:room]}-{number}" for number in count(2))
    return slug if is_free(slug) else next(one for one in numbered if is_free(one))


def fault_of_slug(parent, slug, page=None):
    """
    Say why a page cannot have an address below another.

    Args:
        parent: the page above it.
        slug: the last part of the address.
        page: the page itself, which does not stand in its own way; None if it is new.

    Returns:
        A sentence, or None if the slug is free.
    """
    siblings = parent.get_children()
    if page is not None:
        siblings = siblings.not_page(page)
    if siblings.filter(slug=slug).exists():
        return TAKEN
    path = sites_own_address(f"{parent.url_path}{slug}/", page)
    return path and SITES_OWN.format(path)


def sites_own_address(url_path, page=None):
    """
    Find an address that the site uses itself, at which no page can be opened.

    Args:
        url_path: where the page would stand in the tree.
        page: the page as it stands now, with what lies below it; None if it is new.

    Returns:
        The first such address, of the page or of one below it, or None.
    """
    roots = [root.root_path for root in Site.get_site_root_paths()]
    for path in [url_path, *paths_below(url_path, page)]:
        for root in roots:
            if path.startswith(root) and is_sites_own(path[len(root) - 1 :]):
                return path[len(root) - 1 :]
    return None


def paths_below(url_path, page):
    """Where the pages below one would stand, if it comes to stand somewhere else."""
    if page is None or page.pk is None:
        return
    now = Page.objects.filter(pk=page.pk).values_list("url_path", flat=True).get()
    if now != url_path:
        below = page.get_descendants().values_list("url_path", flat=True)
        yield from (url_path + path[len(now) :] for path in below)


def is_sites_own(path):
    """Whether an address is no page's, with the slash at its end or without."""
    files = (settings.STATIC_URL, settings.MEDIA_URL)
    return path.startswith(files) or any(map(is_other_than_page, {path, path[:-1]}))


def is_other_than_page(path):
    """Whether an address belongs to a view that is not the one for pages."""
    try:
        return path != "" and resolve(path).url_name != PAGES
    except Resolver404:
        return False


def slug_of(title):
    """The slug that follows from a title; empty if no letter of it can stand there."""
    return slugify(title, allow_unicode=True)
