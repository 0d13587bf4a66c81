"""The site's addresses, Wagtail's own interfaces, and two views that do very little."""

from django.db import connections, transaction
from django.http import HttpResponse
from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as v3

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


urlpatterns = [
    path("bench/bytes", cached_bytes),
    path("bench/row/<uuid:key>", one_row),
    path("v2/", router.urls),
    path("v3/", v3.urls),
    *site,
]
