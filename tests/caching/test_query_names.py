"""Every parameter that a public page reads is known, and no other."""

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict

from core.caching.query_names import known, known_part
from tests import factories
from tests.feed.conftest import settle

ADDRESSES = (
    *("/", "/toolkit/", "/toolkit/drivers/", "/stories/", "/search/", "/community/"),
    *(
        "/map/",
        "/map/gaps/",
        "/map/timeline/",
        "/map/places/",
        "/figures/",
        "/sitemap.xml",
    ),
    *("/contact/", "/share/", "/share/word/", "/share/map-story/"),
)


@pytest.fixture
def asked(monkeypatch):
    """The names that views ask of an address."""
    names = set()

    class Listening(QueryDict):
        def __getitem__(self, name):
            names.add(name)
            return super().__getitem__(name)

        def get(self, name, *default):
            names.add(name)
            return super().get(name, *default)

        def getlist(self, name, *default):
            names.add(name)
            return super().getlist(name, *default)

        def __contains__(self, name):
            names.add(name)
            return super().__contains__(name)

    monkeypatch.setattr(
        WSGIRequest,
        "GET",
        property(lambda request: Listening(request.META["QUERY_STRING"])),
    )
    return names


def test_whatever_a_view_asks_for_is_known(tree, visitor, asked):
    story = factories.MapStoryFactory(parent=tree.stories)
    settle()
    reply = f"/share/reply/{story.translation_key}/"
    statuses = {a: visitor.get(a).status_code for a in (*ADDRESSES, story.url, reply)}
    assert {a for a, status in statuses.items() if status >= 400} == set()
    assert {"q", "page", "kind", "to", "about"} <= asked
    assert asked <= known


def test_what_means_something_stays_as_it_was_written():
    query = "utm=1&q=a%20b&%71=c+d&theme=x&theme=y&&=&fbclid"
    assert known_part(query) == "q=a%20b&%71=c+d&theme=x&theme=y"
    assert known_part("") == ""
