"""Five hundred requests that no browser sends: none of them is an error of the site."""

import io
import random
from urllib.parse import quote_from_bytes, unquote_to_bytes

import pytest
from django.core.handlers.wsgi import WSGIHandler

from core.caching import page_cache
from mapcms.local.leaks.addresses import PLACE, routes
from tests import factories
from tests.feed.conftest import open_connection, settle

__all__ = ["open_connection"]

COUNT, SEED = 500, 1948
# Says by its status that no worker runs.
HEALTH = "/readyz"
TEXTS = (
    *("\x00", "a\x00b", "%", "%zz", "%u0041", "%ff%fe", "%c0%af", "%ed%a0%80", "%00"),
    *("\u202e", "e\u0301" * 500, "\U0001f469\u200d\U0001f52c", "İ", "ﬁ", "ß" * 300),
    *("'", '"><script>', "{{7*7}}", "${x}", "../" * 40, "..%2f..%2f", "\\\\host\\x"),
    *("\r\nSet-Cookie: a=b", "\u2028", "\ufeff", "\ufffe", "x" * 9000, "(" * 5000),
    *("9" * 40, "-1", "1e999", "NaN", "0x10", "٣", "1_000", "true", "[]", "null", ""),
    *("2026-02-30", "0000-00-00", "9999-12-31T23:59:60+99:99", "AND OR NOT", "a & | !"),
)
NAMES = (
    *("q", "page", "cursor", "limit", "theme", "driver", "year", "order", "form", "url"),
    *(
        "verb",
        "resumptionToken",
        "from",
        "until",
        "format",
        "next",
        "about",
        "to",
        "kind",
    ),
    *("published_since", "a[]", "q.q", "", "\x00", "__class__", "csrfmiddlewaretoken"),
)
METHODS = ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "get", "FOO", "OPTIONS", "HEAD")
TYPES = (
    *("application/json", "multipart/form-data", "multipart/form-data; boundary=\x00"),
    *("text/plain; charset=nonsense", "application/x-www-form-urlencoded; charset=cp1"),
    *("multipart/form-data; boundary=" + "b" * 5000, "", ";;;", "application/xml"),
)
BODIES = (
    *(b"", b"\x00" * 1000, b"[" * 100_000, b'{"a":' * 50_000, b"a=b&" * 20_000),
    *(b"\xff\xfe\xfd", b"--b\r\n\r\n", b"a=%", b"q=%ed%a0%80", b'{"sequence": 1e999}'),
    *(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"verb=%00"),
)
HEADERS = {
    "HTTP_RANGE": (
        *("bytes=", "bytes=-", "bytes=9-1", "bytes=-0", "bytes=" + "9" * 30 + "-"),
        *("bytes=" + "0-0," * 2000, "lines=1-2", "bytes=a-b", "bytes=0-\x00"),
    ),
    "HTTP_COOKIE": (
        *("sessionid=", "sessionid=\x00", "a" * 60_000, "=;=;=", "csrftoken=\xff"),
        *('sessionid="', "messages=W10:x:y", "sessionid=" + "x" * 5000, ";" * 5000),
    ),
    "HTTP_IF_NONE_MATCH": ("*", '"', 'W/"', ",".join(['"a"'] * 5000), "\xff"),
    "HTTP_IF_MODIFIED_SINCE": ("x", "Thu, 99 Feb 9999 99:99:99 GMT", "-1", "0" * 5000),
    "HTTP_ACCEPT": ("*/*;q=x", ";", "text/html;q=9", "a/b," * 5000),
    "HTTP_ACCEPT_ENCODING": ("gzip;q=", "*;q=0", "gzip," * 5000, "\x00"),
    "HTTP_ACCEPT_LANGUAGE": ("x" * 60_000, "en;q=", "\xff"),
    "HTTP_HOST": ("", "evil.example", "localhost:99999", "[::1", "a b", "localhost\x00"),
    "HTTP_X_FORWARDED_FOR": ("\x00", "1.2.3.4," * 2000, "::1%eth0", "nonsense"),
    "HTTP_X_REQUEST_ID": ("\r\nx", "x" * 5000, "\x00"),
    "HTTP_AUTHORIZATION": ("Bearer", "Bearer \x00", "Basic ====", "Bearer " + "x" * 9000),
    "HTTP_ORIGIN": ("null", "http://[", "\x00"),
    "HTTP_REFERER": ("http://[", "\x00", "https://localhost/" + "x" * 9000),
    "CONTENT_LENGTH": ("-1", "abc", "99999999999999999999", ""),
}


def environ(path="/", query="", method="GET", body=b"", **headers):
    """A request as a server of WSGI gives it on: bytes as Latin-1."""
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(path.encode("utf-8", "replace")).decode("latin-1"),
        "QUERY_STRING": query.encode("utf-8", "replace").decode("latin-1"),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **headers,
    }


def in_the_path(chance, path):
    """Something odd within or after an address."""
    odd = chance.choice(TEXTS)
    odd = chance.choice((odd, quote_from_bytes(odd.encode("utf-8", "replace"))))
    return environ(chance.choice((path + odd, odd + path, f"/{odd}/", f"{path}//{odd}")))


def in_the_query(chance, path):
    """Odd parameters, once, twice or very often."""
    pairs = [
        f"{chance.choice(NAMES)}={chance.choice(TEXTS)}"
        for _ in range(chance.choice((1, 2, 3, 1500)))
    ]
    return environ(path, "&".join(pairs))


def in_the_head(chance, path):
    """One or two odd headers."""
    names = chance.sample(sorted(HEADERS), 2)
    return environ(path, **{name: chance.choice(HEADERS[name]) for name in names})


def by_another_method(chance, path):
    """A method that nobody expects."""
    return environ(path, method=chance.choice(METHODS), body=chance.choice(BODIES))


def in_the_body(chance, path):
    """A body that is not what it says, or says nothing."""
    kind = chance.choice(TYPES)
    return environ(path, method="POST", body=chance.choice(BODIES), CONTENT_TYPE=kind)


WAYS = (in_the_path, in_the_query, in_the_head, by_another_method, in_the_body)


def requests(addresses, count=COUNT, seed=SEED):
    """Requests of every way in turn, over all addresses in turn."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(count):
        path = addresses[number % len(addresses)]
        given = [quote_from_bytes(chance.choice(TEXTS).encode()) for _ in range(4)]
        path = PLACE.sub("{}", path).format(*given)
        yield chance.choice(WAYS)(chance, path)


def status_of(handler, request):
    """The status of an answer, which is read to its end."""
    told = []
    answer = handler(request, lambda status, headers: told.append(int(status[:3])))
    try:
        for _ in answer:
            pass
    finally:
        answer.close()
    return told[0]


@pytest.fixture
def addresses(tree, open_connection):
    """Every public address of a site with something to find."""
    pages = [
        factories.DriverFactory(parent=tree.drivers),
        factories.MapStoryFactory(parent=tree.stories),
    ]
    settle()
    return [*routes(), *(page.url for page in pages), "/stories/", "/toolkit/drivers/"]


def test_no_request_however_nasty_breaks_the_site(addresses):
    handler = WSGIHandler()
    broken = []
    for number, request in enumerate(requests(addresses)):
        asked = (request["REQUEST_METHOD"], request["PATH_INFO"][:80])
        status = status_of(handler, request)
        if status >= 500 and request["PATH_INFO"] != HEALTH:
            broken.append((number, status, *asked, request["QUERY_STRING"][:80]))
    assert len(addresses) > 60
    assert broken == []


def test_an_error_would_be_seen(addresses, monkeypatch):
    monkeypatch.setattr(page_cache, "known_part", None)
    assert status_of(WSGIHandler(), environ("/stories/")) == 500


def test_they_are_nasty_in_every_way(addresses):
    made = list(requests(addresses))
    assert len(made) == COUNT
    assert {request["REQUEST_METHOD"] for request in made} > {"GET", "POST", "PUT"}
    assert any("\x00" in request["PATH_INFO"] for request in made)
    assert any("\x00" in request["QUERY_STRING"] for request in made)
