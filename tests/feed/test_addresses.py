"""Which addresses are the feed's, and that HTTPS holds for them as for the site."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from django.urls import Resolver404, path, resolve, reverse

from feed.api.routing import BASE
from feed.api.short_way import ShortWay
from feed.api.urls import urlpatterns
from tests import factories
from tests.feed.conftest import settle

READ = (
    BASE,
    f"{BASE}/items",
    f"{BASE}/items.csv",
    f"{BASE}/nothing",
    "/embed",
    "/oembed",
    "/oai?verb=Identify",
)
YEAR = 31_536_000


def environment(path, **more):
    """A request as a WSGI server passes it on."""
    environ = RequestFactory().get(path, headers={"host": "localhost"}, **more).environ
    return {**environ, "wsgi.input": BytesIO()}


@pytest.fixture
def serve(tree, open_connection):
    """Asks the site as a WSGI server does, through every middleware there is."""
    factories.KMStoryFactory(parent=tree.stories)
    settle()
    application = WSGIHandler()

    def ask(path, **more):
        said = SimpleNamespace()

        def start_response(status, headers):
            said.status, said.headers = int(status[:3]), dict(headers)

        response = application(environment(path, **more), start_response)
        said.body = b"".join(response)
        response.close()
        return said

    return ask


@pytest.fixture
def https(settings):
    """The settings of a site whose address begins with https."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = YEAR


@pytest.mark.parametrize("path", READ)
def test_over_https_a_browser_is_told_to_stay_there(https, serve, path):
    answer = serve(path, secure=True)
    assert answer.status in {200, 400, 404}
    assert answer.headers["Strict-Transport-Security"] == f"max-age={YEAR}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", READ)
def test_without_https_a_request_is_led_there(https, serve, path):
    answer = serve(path)
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://localhost{path}"


@pytest.mark.parametrize("path", READ)
def test_where_there_is_no_https_nothing_is_said_of_it(serve, path):
    answer = serve(path)
    assert answer.status in {200, 400, 404}
    assert "Strict-Transport-Security" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "path", [f"{BASE}x", f"{BASE}.json", f"{BASE}1/items", "/embedx", "/oembedx", "/oaix"]
)
def test_what_only_begins_like_the_feed_is_the_sites_own_404(serve, path):
    answer = serve(f"{path}/")
    assert answer.status == 404
    assert answer.headers["Content-Type"].startswith("text/html")
    assert b"<html" in answer.body


def test_without_a_slash_the_site_looks_for_a_page(serve):
    answer = serve(f"{BASE}x")
    assert (answer.status, answer.headers["Location"]) == (301, f"{BASE}x/")


@pytest.mark.parametrize("path", [f"{BASE}/", f"{BASE}/unknown", f"{BASE}/v1x/items"])
def test_what_is_unknown_below_the_base_is_a_problem(serve, path):
    answer = serve(path)
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


# Addresses that Django's resolver is asked as well.
TRIED = (
    *("", "/", "/items", "/items/", "/items/abc", "/items/a/b", "/items.csv"),
    *("/items.pdf", "/preview/x-y_z", "/preview/", "/docs", "/docs/", "/docs/x"),
    *("/openapi.json", "/changes", "/%7B", "/a/b/c", "/acknowledgements"),
)
AT_THE_ROOT = ("/embed", "/embed/", "/oembed", "/oai", "/oai/x", "/", "/robots.txt")


@pytest.mark.parametrize("tried", [*(BASE + end for end in TRIED), *AT_THE_ROOT])
def test_the_short_way_leads_where_djangos_resolver_does(tried):
    found, arguments = ShortWay(urlpatterns).find(tried)
    try:
        expected = resolve(tried, urlconf="feed.api.urls")
    except Resolver404:
        assert found is None
        return
    if not getattr(expected.func, "skips_middleware", False):
        assert found is None
        return
    assert (found, arguments) == (expected.func, expected.kwargs)


def test_the_one_door_where_something_is_written_goes_the_long_way():
    found, _ = ShortWay(urlpatterns).find(f"{BASE}/acknowledgements")
    assert found is None


def test_every_door_has_a_name_that_gives_its_address():
    assert reverse("feed") == BASE
    assert reverse("feed_items_csv") == f"{BASE}/items.csv"
    assert reverse("feed_item", args=["x"]) == f"{BASE}/items/x"
    assert reverse("feed_preview", args=["x"]) == f"{BASE}/preview/x"


@pytest.mark.parametrize(
    "pattern", [path("a/<int:number>", print), path("<str:a>/b", print)]
)
def test_a_pattern_that_the_short_way_cannot_read_stops_the_site(pattern):
    with pytest.raises(ImproperlyConfigured):
        ShortWay([pattern])
