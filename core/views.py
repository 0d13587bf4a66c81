"""Small answers that belong to no page: pictures, robots, the icon, errors."""

import errno
import re
import sys

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from psycopg2 import errorcodes
from wagtail.models import Site

from core.http import request_log
from core.http.near_misses import meant_address
from core.pages.queries import withdrawn_pages
from core.sessions import kept_forms

# What Django raises where there is no database, or none that answers in time.
NO_DATABASE = (OperationalError, InterfaceError)
# What Python raises where files have no room left.
FULL_DISK = (errno.ENOSPC, errno.EDQUOT)
RENDITION_NAME = re.compile(r"[0-9a-f]{32}\.[a-z]{3,4}")


@cache_control(public=True, max_age=31_536_000, immutable=True)
def rendition(request, name):
    """
    Serve one picture at one size. Originals are never served.

    Args:
        request: the request.
        name: the rendition's file name, which nobody can guess.

    Returns:
        The file, which caches may keep for a year.

    Raises:
        Http404: there is no such file.
    """
    path = f"images/{name}"
    if not RENDITION_NAME.fullmatch(name) or not default_storage.exists(path):
        raise Http404
    response = FileResponse(default_storage.open(path))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@cache_control(public=True, max_age=86_400)
def robots(request):
    """What search engines may read: everything public."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", ""]
    lines.append(f"Sitemap: {settings.BASE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def favicon(request):
    """Old browsers ask here for the icon."""
    return redirect(static("core/favicon.svg"))


def forbidden(request, exception=None):
    """You may not do this."""
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    """A form was open for too long, or cookies are off."""
    if kept := kept_forms.if_spoiled(request):
        return kept
    return render(request, "403_csrf.html", status=403)


def not_found(request, exception=None):
    """There is no such page, or not any more; what was meant may be near."""
    if was_withdrawn(request):
        return render(request, "410.html", status=410)
    if address := meant_address(request):
        query = request.META.get("QUERY_STRING")
        return redirect(f"{address}?{query}" if query else address, permanent=True)
    return render(request, "404.html", status=404)


def was_withdrawn(request):
    """Whether the address is that of a page which was public once."""
    site = Site.find_for_request(request)
    if not site or "\x00" in request.path:
        return False
    path = site.root_page.url_path.rstrip("/") + request.path.rstrip("/") + "/"
    return withdrawn_pages().filter(url_path=path).exists()


def broken(request):
    """Something failed here. The page is plain, since anything may be broken."""
    error = sys.exception()
    if is_of_the_database(error):
        return unavailable(request)
    if isinstance(error, OSError) and error.errno in FULL_DISK:
        return render(request, "507.html", status=507)
    return render(
        request, "500.html", {"reference": request_log.current.get()}, status=500
    )


def is_of_the_database(error):
    """Whether an error means that the database is away, or takes no change for now."""
    code = getattr(error.__cause__, "pgcode", "") if error else ""
    return isinstance(error, NO_DATABASE) or code == errorcodes.READ_ONLY_SQL_TRANSACTION


def unavailable(request):
    """The database does not answer; it may in a minute. Nothing here asks for it."""
    response = render(request, "503.html", status=503)
    response["Retry-After"], response["Cache-Control"] = "60", "no-store"
    return response
