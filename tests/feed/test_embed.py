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
    assert not re.findall(r"<script|<img|<link|\bon\w+=|url\(|style=", text)
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


def oembed(visitor, status=200, **parameters):
    response = visitor.get("/oembed", parameters)
    assert response.status_code == status, response.content
    return response.json()


def test_an_item_is_shown_with_its_licence(visitor, story):
    url = item_of(story).url
    for address in (url, url.rstrip("/")):
        form = oembed(visitor, url=address, maxwidth=300)
        assert form["version"] == "1.0"
        assert form["type"] == "rich"
        assert form["title"] == "Tea & <urns>"
        assert form["width"] == 300
        assert "A &lt;b&gt;story&lt;/b&gt;." in form["html"]
        assert "CC BY 4.0" in html.unescape(form["html"])


def test_a_list_is_shown_in_a_frame(visitor, story):
    form = oembed(visitor, url="http://localhost:8000/embed?type=km-story")
    assert form["type"] == "rich"
    assert 'src="http://localhost:8000/embed?type=km-story"' in form["html"]


def test_another_public_page_is_a_link(visitor, tree, story):
    form = oembed(visitor, url="http://localhost:8000/stories/")
    assert (form["type"], form["title"]) == ("link", "Stories")


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("http://localhost:8000/nothing/", 404),
        ("http://elsewhere.example/stories/", 404),
        ("http://localhost:8000/embed?type=dance", 400),
        ("http://[bad", 400),
    ],
)
def test_what_is_not_public_is_not_shown(visitor, story, url, status):
    oembed(visitor, status, url=url)


def test_a_withdrawn_page_is_not_shown(visitor, story):
    url = item_of(story).url
    story.unpublish()
    oembed(visitor, 404, url=url)


def test_what_oembed_asks_for(visitor, story):
    assert oembed(visitor, 400)["parameter"] == "url"
    oembed(visitor, 501, url="http://localhost:8000/stories/", format="xml")


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
    text = visitor.get("/stories/?type=km-story").content.decode()
    feeds = re.findall(r'type="application/atom\+xml" href="([^"]+)"', text)
    assert [visitor.get(html.unescape(feed)).status_code for feed in feeds] == [200, 200]
    assert "type=km-story" in feeds[1]
