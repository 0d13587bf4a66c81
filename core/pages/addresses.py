"""The addresses of pages: how they are written, and which public page stands at one."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from django.conf import settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from core.pages.queries import public_pages

# What Django's `reverse` leaves as it is in the path of a page.
SAFE_IN_PATHS = "/~:@!$&'()*+,;="


@dataclass(frozen=True)
class PageAddress:
    """
    The address of a page of this site, however somebody wrote it.

    Args:
        plain: the path in its own letters, without its last slash.
    """

    plain: str

    def __str__(self):
        return self.path

    @property
    def quoted(self):
        """The path as it stands in an address, without its last slash."""
        return quote(self.plain, safe=SAFE_IN_PATHS)

    @property
    def path(self):
        """The path as pages have it today, with its last slash."""
        return f"{self.quoted}/"

    @property
    def old(self):
        """The path as redirects name it."""
        return Redirect.normalise_path(self.quoted or "/")

    @property
    def url(self):
        """The whole address."""
        return f"{settings.BASE_URL}{self.path}"


def is_path_here(text):
    """Whether an address is a path of this site, and not the address of another one."""
    return text.startswith("/") and not text.startswith(("//", "/\\"))


def address_at(path):
    """
    Read the address of a page.

    Args:
        path: of an address within the site, as it stands there.

    Returns:
        A `PageAddress`, or None if no page can have it.
    """
    plain = unquote(path).rstrip("/")
    return None if "\x00" in plain else PageAddress(plain)


def public_page_at(path):
    """
    Find the page that readers come to, also by an old address of it.

    Args:
        path: of an address within the site, as it stands there.

    Returns:
        A page of no particular type, or None.
    """
    address = address_at(path)
    return address and (page_below_home(address) or page_of_old_address(address))


def page_below_home(address):
    """The public page that has an address now."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return None
    home = site.root_page.url_path.rstrip("/")
    return public_pages().filter(url_path=f"{home}{address.plain}/").first()


def page_of_old_address(address):
    """The public page that an old address leads to."""
    old = Redirect.objects.filter(old_path=address.old).first()
    if old is None or old.redirect_page_id is None:
        return None
    return public_pages().filter(pk=old.redirect_page_id).first()
