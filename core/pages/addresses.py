"""The public page at an address, or where an old address leads."""

from urllib.parse import unquote

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from core.pages.queries import public_pages


def public_page_at(path):
    """
    Find the page that readers come to.

    Args:
        path: of an address within the site, as it stands there.

    Returns:
        A page of no particular type, or None.
    """
    decoded = unquote(path)
    if "\x00" in decoded:
        return None
    return page_below_home(decoded) or page_of_old_address(path)


def page_below_home(path):
    """The public page that has a path, with its last slash or without."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return None
    home = site.root_page.url_path.rstrip("/")
    below = path.strip("/")
    wanted = f"{home}/{below}/" if below else f"{home}/"
    return public_pages().filter(url_path=wanted).first()


def page_of_old_address(path):
    """The public page that an old address leads to."""
    old = Redirect.objects.filter(old_path=Redirect.normalise_path(path)).first()
    if old is None or old.redirect_page_id is None:
        return None
    return public_pages().filter(pk=old.redirect_page_id).first()
