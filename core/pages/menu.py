"""The pages that menu, footer and front page link to, as every page shows them."""

from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.db.models import Q
from django.urls import reverse
from wagtail.models import Site

from core.caching.site_memo import of_the_site
from core.pages.queries import public_pages

# Pages right below the front page, and those further down that are in the menu.
CHOSEN = Q(depth=3) | Q(depth=4, show_in_menus=True)
# What is no page of the tree and stands in the menu: names of addresses, and whether a
# narrow screen shows it too; the others are one step behind these.
OVERVIEWS = {
    "map": ("Alignment map", True),
    "gaps": ("Gaps", False),
    "timeline": ("Timeline", False),
    "figures": ("Figures", True),
}
COLUMNS = ("pk", "title", "url_path", "show_in_menus", "content_type__model")


@dataclass(frozen=True)
class Link:
    """
    A public page to link to.

    Args:
        url: its address on the host that the reader is on.
        in_menu: whether it stands in the main menu.
        model: the name of its type.
    """

    pk: int
    title: str
    url: str
    in_menu: bool
    model: str


@dataclass(frozen=True)
class Entry:
    """
    An entry of the main menu.

    Args:
        current: “page” where the reader is there, “true” where it is further down, or an
            empty string.
        on_narrow: whether a narrow screen shows it.
    """

    title: str
    url: str
    current: str = ""
    on_narrow: bool = True


def entries(links, path):
    """
    The main menu, as it stands on one page.

    Args:
        links: the `Link`s of the pages in it.
        path: the address that the reader is on.

    Returns:
        `Entry`s; of those that the reader is within, the one furthest down is current.
    """
    found = [*((link.title, link.url, True) for link in links), *overviews()]
    around = [url for _, url, _ in found if path.startswith(url)]
    within = max(around, key=len, default="")
    here = "page" if within == path else "true"
    return [
        Entry(title, url, here if url == within else "", narrow)
        for title, url, narrow in found
    ]


@cache
def overviews():
    """What shows everything public together, as (title, address, on narrow screens)."""
    return [
        (words, reverse(name), on_narrow)
        for name, (words, on_narrow) in OVERVIEWS.items()
    ]


@cache
def statement():
    """The question, as (SQL, parameters): it is the same for every request."""
    pages = public_pages().filter(CHOSEN).order_by("path").values_list(*COLUMNS)
    return pages.query.sql_with_params()


@of_the_site
def main_links():
    """The `Link`s as they are now, in the order of the tree."""
    with connection.cursor() as cursor:
        cursor.execute(*statement())
        rows = cursor.fetchall()
    roots = [root.root_path for root in Site.get_site_root_paths()]
    return [
        Link(pk, title, address, in_menu, model)
        for pk, title, url_path, in_menu, model in rows
        if (address := address_below(roots, url_path))
    ]


def address_below(roots, url_path):
    """Where a page stands below the root of a site, or None where it has no site."""
    root = next((root for root in roots if url_path.startswith(root)), None)
    return root and f"/{url_path.removeprefix(root)}"
