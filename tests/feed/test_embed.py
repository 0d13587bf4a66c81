"""Lists and items on other sites."""

import html
import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from feed.api.routing import BASE
from tests import factories
from tests.feed.conftest import item_of, settle


@pytest.fixture
def story(tree):
    page = factories.KMStoryFactory(
        parent=tree.stories, title="Tea & <urns>", slug="tea", summary="A <b>story</b>."
    )
    settle()
    return page


def test_a_list_in_a_frame_loads_nothing_and_keeps_nothing(visitor, story):
    response = visitor.get("/embed?type=km-story")
    text = response.content.decode()
    assert response.status_code == 200
    assert "Tea &amp; &lt;urns&gt;" in text
    assert item_of(story).url in text
    assert not response.cookies
    assert "X-Frame-Options" not in response.headers
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors *" in policy
    assert not re.findall(r"<script|<img|\bon\w+=|url\(|style=", text)
    assert response.headers["ETag"]
    again = visitor.get(
        "/embed?type=km-story", headers={"if-none-match": response.headers["ETag"]}
    )
    assert again.status_code == 304


def test_an_empty_list_says_so(visitor, story):
    assert b"There is nothing here yet." in visitor.get("/embed?q=zzzz").content


def test_a_frame_is_as_strict_as_the_feed(visitor, story):
    response = visitor.get("/embed?type=dance")
    assert response.status_code == 400
    assert response.json()["parameter"] == "type"


def test_the_long_way_leads_there_as_well(story, settings):
    settings.MIDDLEWARE = settings.MIDDLEWARE[1:]
    client = Client(headers={"host": "localhost"})
    for path in ("/embed", f"{BASE}/items", "/oai?verb=Identify"):
        assert client.get(path).status_code == 200


def test_pages_tell_where_both_are(visitor, story, tree):
    """By the links that oEmbed's specification and feed readers look for."""
    settle()
    text = visitor.get(story.url).content.decode()
    (link,) = re.findall(r'type="application/json\+oembed" href="([^"]+)"', text)
    parts = urlsplit(html.unescape(link))
    assert visitor.get(f"{parts.path}?{parts.query}").json()["title"] == story.title


@pytest.mark.parametrize("path", ["/stories/?type=km-story", "/search/?type=km-story"])
@pytest.mark.parametrize("kind", ["atom+xml", "rss+xml", "feed+json", "csv"])
def test_lists_tell_where_they_are_as_feeds(visitor, story, path, kind):
    text = visitor.get(path).content.decode()
    found = re.findall(rf'type="\w+/{re.escape(kind)}" href="([^"]+)"', text)
    assert [visitor.get(html.unescape(feed)).status_code for feed in found] == [200, 200]
    assert "type=km-story" in found[1]
