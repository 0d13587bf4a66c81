"""Addresses of our own site, and what is there."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from core.models import CustomDocument
from core.pages.queries import public_pages
from core.text.addresses import split_address

# The names of the addresses behind which pages and documents stand.
PAGES, FILES = "wagtail_serve", "document"


def is_whole(address):
    """Whether an address can be followed at all, from wherever it stands."""
    parts = split_address(address)
    return bool(parts) and (bool(parts.scheme or parts.netloc) or address[:1] in "/#?")


def is_elsewhere(address):
    """Whether an address leads to another site on the web."""
    parts = split_address(address)
    own = urlsplit(settings.BASE_URL).netloc
    return bool(parts) and parts.scheme in {"http", "https"} and parts.netloc != own


def own_path(address):
    """The path of an address of our own site, or an empty string for others."""
    parts = split_address(address)
    if not parts or not parts.path or is_elsewhere(address):
        return ""
    is_web = parts.scheme in {"http", "https", ""}
    is_ours = parts.netloc in {"", urlsplit(settings.BASE_URL).netloc}
    path = unquote(parts.path).replace("\x00", "")
    return path if is_web and is_ours and path.startswith("/") else ""


def missing(paths):
    """
    Find out which paths of our own site lead a reader nowhere.

    Args:
        paths: paths such as “/toolkit/drivers/”.

    Returns:
        The set of those at which there is nothing for readers.
    """
    matches = {path: resolved(path) for path in paths}
    found = {path for path, match in matches.items() if match and not asks(match)}
    found |= with_a_page({p for p, m in matches.items() if asks(m, PAGES)})
    found |= with_a_file(
        {p: m.kwargs["key"] for p, m in matches.items() if asks(m, FILES)}
    )
    return set(paths) - found - moved_on(set(paths) - found)


def resolved(path):
    """What answers at a path: a match, or None. A missing last slash is forgiven."""
    for candidate in (path, f"{path}/"):
        try:
            return resolve(candidate)
        except Resolver404:
            continue
    return None


def asks(match, *names):
    """Whether it depends on a row of the database what a match answers."""
    return bool(match) and match.url_name in (names or (PAGES, FILES))


def with_a_page(paths):
    """The paths at which there is a public page."""
    root = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if not root or not paths:
        return set()
    base = root.root_page.url_path.rstrip("/")
    wanted = {path: f"{base}{path.rstrip('/')}/" for path in paths}
    there = public_pages().filter(url_path__in=wanted.values())
    there = set(there.values_list("url_path", flat=True))
    return {path for path, url_path in wanted.items() if url_path in there}


def with_a_file(keys):
    """The paths at which there is a document, of {path: its key}."""
    if not keys:
        return set()
    there = CustomDocument.objects.in_bulk(list(keys.values()), field_name="key")
    return {path for path, key in keys.items() if key in there}


def moved_on(paths):
    """The paths that are forwarded to another place, and the files we ship."""
    shipped = {path for path in paths if path.startswith(settings.STATIC_URL)}
    old = {path: Redirect.normalise_path(path) for path in paths - shipped}
    if not old:
        return shipped
    known = Redirect.objects.filter(old_path__in=old.values())
    known = set(known.values_list("old_path", flat=True))
    return shipped | {path for path, old_path in old.items() if old_path in known}
