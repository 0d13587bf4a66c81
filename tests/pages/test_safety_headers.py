"""Every answer says what browsers and other sites may do with it."""

import pytest
from django.conf import settings
from django.test import Client

from feed.api.routing import BASE

# Of every status and type: pages, refusals, redirections, the feed, files.
ALL = {
    "/": 200,
    "/nowhere/": 404,
    "/stories": 301,
    "/?x=%00": 400,
    "/search/?q=x": 200,
    "/robots.txt": 200,
    "/sitemap.xml": 200,
    "/favicon.ico": 302,
    "/admin/": 302,
    "/admin/login/": 200,
    "/draft/nothing/": 404,
    "/media/images/nothing.png": 404,
    "/documents/00000000-0000-0000-0000-000000000000/x.pdf": 404,
    f"{BASE}": 200,
    f"{BASE}/items": 200,
    f"{BASE}/items?nonsense=1": 400,
    f"{BASE}/items/nothing": 404,
    f"{BASE}/items.csv": 200,
    f"{BASE}/docs": 200,
    "/oai?verb=Identify": 200,
    "/oai": 200,
    "/oembed": 400,
    "/embed": 200,
    "/embed?nonsense=1": 400,
}
REST = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ELSEWHERE = ("/media/", "/documents/", "/api/", "/oai", "/oembed", "/embed")


@pytest.fixture
def reader():
    """Somebody whose browser shows errors as pages."""
    return Client(headers={"host": "localhost"}, raise_request_exception=False)


@pytest.mark.parametrize("path", ALL)
def test_every_answer_has_them(tree, reader, path):
    response = reader.get(path)
    assert response.status_code == ALL[path]
    assert "default-src" in response["Content-Security-Policy"]
    assert "camera=()" in response["Permissions-Policy"]
    for name, said in REST.items():
        if not (path.startswith("/draft/") and name == "Referrer-Policy"):
            assert response[name] == said, name
    reach = "cross-origin" if path.startswith(ELSEWHERE) else "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == reach


@pytest.mark.parametrize("path", ALL)
def test_over_https_every_answer_keeps_browsers_there_for_a_year(
    tree, reader, settings, path
):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    response = reader.get(path, secure=True)
    said = response["Strict-Transport-Security"]
    assert said == "max-age=31536000; includeSubDomains"


def test_refusals_have_them(tree, reader):
    strict = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    response = strict.post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert "default-src" in response["Content-Security-Policy"]
    assert "camera=()" in response["Permissions-Policy"]
    for name, said in REST.items():
        assert response[name] == said


@pytest.mark.parametrize("path", ALL)
def test_others_may_frame_embedded_lists_alone(tree, reader, path):
    policy = reader.get(path)["Content-Security-Policy"]
    is_free = "frame-ancestors *" in policy
    assert is_free == (path.partition("?")[0] == "/embed")


def test_pages_of_the_feed_are_held_to_what_every_page_is(tree, reader):
    policy = reader.get("/")["Content-Security-Policy"]
    for name in ("docs", "changelog"):
        answer = reader.get(f"/api/feed/v1/{name}")
        assert answer["Content-Security-Policy"] == policy


def test_wrong_hosts_have_them(tree, reader, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    refused = reader.get("/", headers={"host": "evil.example"})
    assert refused.status_code == 400
    assert "default-src 'none'" in refused["Content-Security-Policy"]
    assert {name: refused[name] for name in REST} == REST


def test_broken_pages_have_them(tree, reader, monkeypatch):
    monkeypatch.setattr("core.models.ContentPage.serve", None, raising=False)
    broken = reader.get("/")
    assert broken.status_code == 500
    assert "default-src 'none'" in broken["Content-Security-Policy"]
    assert broken["Cross-Origin-Resource-Policy"] == "same-origin"
    assert {name: broken[name] for name in REST} == REST


def test_over_https_redirections_have_them(tree, reader, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = reader.get("/")
    assert response.status_code == 301
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_nothing_stands_before_the_headers():
    assert settings.MIDDLEWARE[0] == "core.middleware.SafetyHeadersMiddleware"
