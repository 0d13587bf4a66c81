"""Addresses that were mistyped or torn from a sentence, and what was meant by them."""

import re

from django.http import Http404
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from core.pages.queries import public_pages

# What stands around the words of a part of an address, such as a comma or a bracket.
AROUND = re.compile(r"^[^\w-]+|[^\w-]+$")
# Where nobody without an account is led.
NOT_PUBLIC = ("/admin/", "/draft/")


def meant_address(request):
    """
    Find what is public at an address as it was probably meant.

    It may be in other letter case, or have taken a comma, a bracket or a quotation mark
    along from the sentence it stood in.

    Args:
        request: the request of an address at which there is nothing.

    Returns:
        Another address at which something public is, or None.
    """
    parts = [AROUND.sub("", part) for part in request.path.split("/")]
    path = "/".join(part for part in parts if part)
    if request.method not in {"GET", "HEAD"} or "\x00" in path:
        return None
    found = page_at(request, path) or view_at(request, path) or moved(request, path)
    return found if found != request.path else None


def page_at(request, path):
    """The address of the public page at a path, whatever its letter case."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    url_path = f"{site.root_page.url_path}{path}/" if path else site.root_page.url_path
    page = public_pages().filter(url_path__iexact=url_path).first()
    return page and page.get_url(request)


def view_at(request, path):
    """The address at a path that belongs to no page, such as that of the map."""
    asked = [f"/{text}{end}" for text in (path, path.lower()) for end in ("/", "")]
    return next((address for address in asked if is_there(request, address)), None)


def is_there(request, address):
    """Whether an address that belongs to no page gives something to everybody."""
    try:
        match = resolve(address)
    except Resolver404:
        return False
    if match.url_name == "wagtail_serve" or address.startswith(NOT_PUBLIC):
        return False
    return not match.captured_kwargs or view_answers(request, match)


def view_answers(request, match):
    """Whether a view has something for what its address names."""
    try:
        response = match.func(request, *match.args, **match.kwargs)
    except Http404:
        return False
    # Not the whole response: its end would be taken for that of the request.
    if file := getattr(response, "file_to_stream", None):
        file.close()
    return response.status_code == 200


def moved(request, path):
    """Where a page went that stood at a path, as Wagtail's redirects know it."""
    found = get_redirect(request, Redirect.normalise_path(f"/{path}"))
    found = found or get_redirect(request, Redirect.normalise_path(f"/{path.lower()}"))
    return found and found.link
