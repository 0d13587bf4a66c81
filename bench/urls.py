"""The site's addresses, Wagtail's own interfaces, and views to compare with."""

from django.db import connections, transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as v3
from wagtail.models import Site

from mapcms.urls import urlpatterns as site

router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", PagesAPIViewSet)
BYTES = b"x" * 40_000


def cached_bytes(request):
    """As fast as Django answers."""
    return HttpResponse(BYTES)


@transaction.non_atomic_requests
def one_row(request, key):
    """As fast as Django answers with one row by its key."""
    with connections["feed"].cursor() as cursor:
        cursor.execute('SELECT "full" FROM feed_item WHERE id = %s::uuid', [key])
        return HttpResponse(cursor.fetchone()[0])


def stock_page(request, path):
    """A story as a site of stock Wagtail would show it: a menu, tags, five related."""
    root = Site.find_for_request(request).root_page.specific
    page, _, _ = root.route(request, [part for part in path.split("/") if part])
    context = {
        "page": page,
        "menu": root.get_children().live().in_menu().specific(),
        "related": page.get_siblings(inclusive=False).live().specific()[:5],
    }
    response = render(request, "bench/stock.html", context)
    response["Cache-Control"] = "no-cache"
    return response


urlpatterns = [
    # Where nothing is kept of pages, and nobody asks whether they changed.
    path("media/bench/bytes", cached_bytes),
    path("bench/stock/<path:path>", stock_page),
    path("bench/row/<uuid:key>", one_row),
    path("v2/", router.urls),
    path("v3/", v3.urls),
    *site,
]
