"""What readers, newsletters and caches append to an address that they were given."""

import pytest

from feed.api.openapi.paths import FORMATS
from feed.api.routing import BASE
from tests import factories
from tests.feed.conftest import settle

APPENDED = "_=1&utm_source=letter&utm_&fbclid=a&fbclid=b&gclid=%FF&mc_cid=%00&mc_eid="
LISTS = [f"{BASE}/items.{ending}" for ending, *_ in FORMATS]
# What is like those names and is none of them.
MISTYPED = ("utm", "UTM_source", "__", "fbclid2", "them", "mc_id")


@pytest.fixture
def story(tree):
    page = factories.KMStoryFactory(parent=tree.stories, title="Tea")
    settle()
    return page


def content(response):
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize("path", [*LISTS, "/embed", f"{BASE}/docs"])
def test_they_change_nothing(visitor, story, path):
    plain, longer = visitor.get(path), visitor.get(f"{path}?{APPENDED}")
    assert longer.status_code == 200
    assert content(longer) == content(plain)
    assert longer.headers["ETag"] == plain.headers["ETag"]
    sent = {"if-none-match": plain.headers["ETag"]}
    assert visitor.get(f"{path}?{APPENDED}", headers=sent).status_code == 304


@pytest.mark.parametrize("path", [f"{BASE}/items.atom", f"{BASE}/items.csv", "/embed"])
def test_they_may_stand_anywhere_and_as_often_as_they_like(visitor, story, path):
    query = "&".join(["utm_source=a"] * 150)
    wanted = visitor.get(f"{path}?type=km-story&limit=1")
    found = visitor.get(f"{path}?_=1&type=km-story&{query}&limit=1&fbclid")
    assert content(found) == content(wanted)
    assert b"utm_" not in content(found)
    assert found.headers.get("Link") == wanted.headers.get("Link")


@pytest.mark.parametrize("name", MISTYPED)
@pytest.mark.parametrize("path", [f"{BASE}/items.rss", "/embed"])
def test_a_mistyped_filter_is_refused(visitor, story, path, name):
    response = visitor.get(f"{path}?_=1&{name}=digital&utm_source=letter")
    assert response.status_code == 400
    assert response.json()["parameter"] == name


@pytest.mark.parametrize(
    "path", ["", "/items", "/changes", "/facets", "/vocabularies", "/openapi.json"]
)
def test_the_doors_in_json_stay_strict(visitor, story, path):
    for name in ("_", "utm_source", "fbclid"):
        response = visitor.get(f"{BASE}{path}?{name}=1")
        assert response.status_code == 400
        assert response.json()["parameter"] == name


def test_oembed_passes_over_whatever_it_does_not_know(visitor, story):
    query = f"url=http://localhost:8000{story.url}"
    plain = visitor.get(f"/oembed?{query}")
    longer = visitor.get(f"/oembed?dnt=1&{query}&scheme&x=%FF&{APPENDED}&=")
    assert longer.status_code == 200
    assert longer.content == plain.content
    assert longer.headers["ETag"] == plain.headers["ETag"]
    assert visitor.get(f"/oembed?{query}&maxwidth=wide").status_code == 400
    assert visitor.get(f"/oembed?{query}&{query}").status_code == 400
