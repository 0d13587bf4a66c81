"""How a page of ours is shown on another site, tried by WordPress's own rules."""

import html
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests import factories
from tests.feed.conftest import item_of, settle

ORIGIN = "http://localhost:8000"
# What `wp_filter_oembed_result` lets a provider that it does not know say.
KEPT = ("src", "width", "height", "frameborder", "marginwidth", "scrolling", "title")


@pytest.fixture
def story(tree):
    page = factories.KMStoryFactory(
        parent=tree.stories, title="Tea & <urns>", slug="tea", summary="A <b>story</b>."
    )
    settle()
    return page


def oembed(visitor, status=200, **parameters):
    response = visitor.get("/oembed", parameters)
    assert response.status_code == status, response.content
    return response.json()


def discovered(page):
    """As `WP_oEmbed::discover` finds the provider in the head of a page."""
    links = re.findall(r"<link([^<>]+)/?>", page.partition("</head>")[0])
    attributes = [dict(re.findall(r'(\w+)="([^"]*)"', link)) for link in links]
    found = [a["href"] for a in attributes if a.get("type") == "application/json+oembed"]
    return html.unescape(found[0])


def fetched(visitor, provider, url):
    """As `WP_oEmbed::fetch` asks it, with the arguments that it always adds."""
    parts = urlsplit(provider)
    own = {"maxwidth": "600", "maxheight": "900", "url": url, "dnt": "1"}
    asked = {**dict(parse_qsl(parts.query)), **own, "format": "json"}
    response = visitor.get(f"{parts.path}?{urlencode(asked)}")
    assert response.status_code == 200, response.content
    return response.json()


def kept(said):
    """The attributes of the frame that WordPress shows of an answer."""
    assert said["type"] in {"rich", "video"}
    assert "<blockquote" not in said["html"], "It would hide the frame for good."
    (frame,) = re.findall(r"(<iframe.*?></iframe>)", said["html"], re.DOTALL)
    attributes = dict(re.findall(r'(\w+)="([^"]*)"', frame))
    return {name: html.unescape(attributes[name]) for name in KEPT if name in attributes}


def test_wordpress_shows_a_story_by_its_address_alone(visitor, story):
    page = visitor.get(story.url).content.decode()
    said = fetched(visitor, discovered(page), f"{ORIGIN}{story.url}")
    frame = kept(said)
    assert frame["src"] == f"{ORIGIN}/embed/{story.translation_key}"
    assert (frame["width"], frame["title"]) == ("600", "Tea & <urns>")
    assert (said["title"], said["author_url"]) == ("Tea & <urns>", item_of(story).url)
    shown = visitor.get(urlsplit(frame["src"]).path).content.decode()
    assert "Tea &amp; &lt;urns&gt;" in shown
    # In a sandbox no link leads out of the frame, and our pages refuse to be in one.
    assert f"Read it at {item_of(story).url}" in shown
    assert not re.findall(r"<a\b|<script|<img|\bon\w+=|url\(|style=", shown)


def test_wordpress_shows_what_a_frame_shows_by_its_own_address(visitor, story):
    for path in ("/embed?type=km-story&limit=3", f"/embed/{story.translation_key}"):
        page = visitor.get(path).content.decode()
        said = fetched(visitor, discovered(page), f"{ORIGIN}{path}")
        assert kept(said)["src"] == f"{ORIGIN}{path}"


def test_a_card_says_whose_it_is(visitor, story):
    response = visitor.get(f"/embed/{story.translation_key}")
    assert response.status_code == 200
    assert "CC BY 4.0" in html.unescape(response.content.decode())
    assert "X-Frame-Options" not in response.headers
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert not response.cookies
    sent = {"if-none-match": response.headers["ETag"]}
    again = visitor.get(f"/embed/{story.translation_key}", headers=sent)
    assert again.status_code == 304


def test_a_card_of_what_was_withdrawn_says_so(visitor, story, tree):
    story.unpublish()
    settle()
    response = visitor.get(f"/embed/{story.translation_key}")
    assert response.status_code == 410
    assert b"urns" not in response.content
    draft = factories.KMStoryFactory(parent=tree.stories, live=False)
    for key in (draft.translation_key, "nothing"):
        assert visitor.get(f"/embed/{key}").status_code == 404


def test_an_item_is_shown_at_whatever_address_leads_to_it(visitor, story, tree):
    url = item_of(story).url
    Redirect.add_redirect("/stories/old-tea", story)
    Redirect.add_redirect("/elsewhere", "https://elsewhere.example/")
    old = f"{ORIGIN}/stories/old-tea/"
    for address in (url, url.rstrip("/"), f"{url}?utm_source=a#top", old):
        form = oembed(visitor, url=address, maxwidth=300)
        assert form["version"] == "1.0"
        assert form["author_url"] == url
        assert form["width"] == 300


def test_a_list_is_shown_in_a_frame(visitor, story):
    form = oembed(visitor, url=f"{ORIGIN}/embed?type=km-story&fbclid=a")
    assert form["type"] == "rich"
    assert f'src="{ORIGIN}/embed?type=km-story"' in form["html"]


def test_another_public_page_is_shown_as_a_card_too(visitor, tree, story):
    for page in (tree.home, tree.stories, tree.community):
        form = oembed(visitor, url=f"{ORIGIN}{page.url}")
        assert (form["type"], form["title"]) == ("rich", page.title)
        card = visitor.get(urlsplit(kept(form)["src"]).path)
        assert card.status_code == 200
        assert f"Read it at {ORIGIN}{page.url}" in card.content.decode()


def test_another_page_s_card_changes_with_it(visitor, tree, story):
    path = f"/embed/{tree.community.translation_key}"
    tag = visitor.get(path).headers["ETag"]
    page = type(tree.community).objects.get(pk=tree.community.pk)
    page.summary = "Said otherwise."
    factories.publish(page)
    again = visitor.get(path, headers={"if-none-match": tag})
    assert again.status_code == 200
    assert b"Said otherwise." in again.content


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"{ORIGIN}/nothing/", 404),
        (f"{ORIGIN}/elsewhere", 404),
        (f"{ORIGIN}/nothing%00/", 404),
        (f"{ORIGIN}/embed/nothing", 404),
        ("http://elsewhere.example/stories/", 404),
        (f"{ORIGIN}/embed?type=dance", 400),
        ("http://[bad", 400),
        ("http://localhost:99999/", 400),
        ("ftp://localhost/", 400),
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
    oembed(visitor, 501, url=f"{ORIGIN}/stories/", format="xml")
