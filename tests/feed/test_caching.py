"""What caches and clients may keep, and when they must ask again."""

import gzip
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import PageViewRestriction

from feed.api.routing import BASE
from feed.models import Reuser
from tests import factories
from tests.feed.conftest import item_of, republish, settle

TAGGED = (
    "",
    "/items",
    "/items?form=full&limit=5",
    "/changes",
    "/facets",
    "/vocabularies",
    "/openapi.json",
    "/docs",
    "/items.atom",
    "/items.rss",
    "/items.jsonfeed",
    "/items.csv",
    "/items.ris",
    "/items.bib",
    "/items.ndjson",
)
AT_THE_ROOT = ("/embed", "/embed?type=km-story")


@pytest.fixture
def story(tree):
    return factories.KMStoryFactory(parent=tree.stories, title="Leader of the pack")


@pytest.fixture(params=[*(BASE + path for path in TAGGED), *AT_THE_ROOT])
def address(request, story):
    settle()
    return request.param


def content(response):
    """All bytes of a response, streamed or not."""
    return b"".join(response) if response.streaming else response.content


def test_every_answer_has_a_strong_tag_and_an_honest_304(address, visitor):
    response = visitor.get(address)
    assert response.status_code == 200
    tag = response.headers["ETag"]
    assert tag.startswith('"')
    assert tag.endswith('"')
    content(response)
    for sent in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = visitor.get(address, headers={"if-none-match": sent})
        assert again.status_code == 304, sent
        assert again.headers["ETag"] == tag
        assert not content(again)


def test_the_tag_wins_over_the_date(address, visitor):
    future = "Fri, 01 Jan 2100 00:00:00 GMT"
    sent = {"if-none-match": '"other"', "if-modified-since": future}
    assert visitor.get(address, headers=sent).status_code == 200


def test_each_encoding_has_a_tag_of_its_own(address, visitor):
    plain = visitor.get(address)
    packed = visitor.get(address, headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(content(packed)) == content(plain)


def test_nothing_about_the_visitor_matters(address, visitor, person):
    usual = content(visitor.get(address))
    admin = person(is_superuser=True, is_staff=True)
    key = {"authorization": f"Bearer {Reuser.make('Northmoor')[1]}"}
    for response in (admin.get(address), visitor.get(address, headers=key)):
        assert content(response) == usual
        assert response.headers["Cache-Control"].startswith("public, max-age=")
        assert not response.cookies
    response = visitor.get(address, headers={"cookie": "sessionid=abc"})
    assert "Set-Cookie" not in response.headers
    assert not response.cookies
    assert "cookie" not in response.headers["Vary"].lower()
    assert response.headers["Cache-Control"].startswith("public, max-age=")
    assert response.headers["Surrogate-Key"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response.headers["Access-Control-Expose-Headers"]


def test_head_says_what_get_says_but_the_body(address, visitor):
    got, head = visitor.get(address), visitor.head(address)
    assert head.status_code == 200
    assert not content(head)
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


def test_a_change_changes_every_tag_that_shows_it(story, visitor):
    addresses = [BASE + path for path in TAGGED if path not in {"/openapi.json", "/docs"}]
    before = {path: visitor.get(path).headers["ETag"] for path in addresses}
    story.title = "Leader of another pack"
    factories.publish(story)
    settle()
    for path, tag in before.items():
        again = visitor.get(path, headers={"if-none-match": tag})
        assert again.status_code == 200, path


WHATEVER_HAPPENS = {
    "published again": lambda story: republish(story, title="Leader of another pack"),
    "another address": lambda story: republish(story, slug="another"),
    "unpublished": lambda story: story.unpublish(),
    "deleted": lambda story: story.delete(),
    "private": lambda story: PageViewRestriction.objects.create(
        page=story.page_ptr, restriction_type="login"
    ),
    "moved with all around it": lambda story: republish(
        story.get_parent().specific, slug="tales"
    ),
    "another name of its theme": lambda story: renamed(story.themes.get()),
}


def renamed(term):
    """Give a term another name."""
    term.name = "Another name"
    term.save()


@pytest.mark.parametrize("what", WHATEVER_HAPPENS)
def test_nobody_is_told_304_where_a_byte_is_another(
    tree, visitor, what, django_capture_on_commit_callbacks
):
    theme = factories.ThemeFactory(slug="digital")
    story = factories.KMStoryFactory(parent=tree.stories, slug="leader", themes=[theme])
    settle()
    paths = [*(BASE + path for path in TAGGED), *AT_THE_ROOT]
    before = {path: visitor.get(path) for path in paths}
    known = {path: content(answer) for path, answer in before.items()}
    with django_capture_on_commit_callbacks(execute=True):
        WHATEVER_HAPPENS[what](story)
    settle()
    differing = set()
    for path in paths:
        sent = {"if-none-match": before[path].headers["ETag"]}
        is_same = content(visitor.get(path)) == known[path]
        assert is_same or visitor.get(path, headers=sent).status_code == 200, path
        differing |= set() if is_same else {path.removeprefix(BASE)}
    assert differing >= {"/items", "/changes"}


def test_an_item_keeps_its_tag_when_another_changes(tree, story, visitor):
    other = factories.KMStoryFactory(parent=tree.stories, title="Other")
    address = f"{BASE}/items/{item_of(story).pk}"
    tag = visitor.get(address).headers["ETag"]
    other.title = "Something else"
    factories.publish(other)
    settle()
    assert visitor.get(address, headers={"if-none-match": tag}).status_code == 304


def test_the_date_is_given_once_it_is_certain(story, visitor):
    item = item_of(story)
    address = f"{BASE}/items"
    with time_machine.travel(item.changed_at + timedelta(seconds=0.5), tick=False):
        assert "Last-Modified" not in visitor.get(address).headers
    with time_machine.travel(item.changed_at + timedelta(seconds=5), tick=False):
        response = visitor.get(address)
        date = response.headers["Last-Modified"]
        again = visitor.get(address, headers={"if-modified-since": date})
        assert again.status_code == 304
        earlier = "Thu, 01 Jan 2015 00:00:00 GMT"
        again = visitor.get(address, headers={"if-modified-since": earlier})
        assert again.status_code == 200
        again = visitor.get(address, headers={"if-modified-since": "yesterday"})
        assert again.status_code == 200


def goes_at(story, moment):
    """Its last day ends at a moment."""
    republish(story, expire_at=moment)


def comes_at(story, moment):
    """Another one was approved and goes live at a moment."""
    draft = factories.KMStoryFactory(parent=story.get_parent(), live=False)
    draft.revisions.update(approved_go_live_at=moment)


@pytest.mark.parametrize("happens_at", [goes_at, comes_at])
def test_a_scheduled_publication_shortens_the_lifetime(story, visitor, happens_at):
    settle()
    usual = visitor.get(f"{BASE}/items").headers["Cache-Control"]
    assert usual == "public, max-age=60"
    happens_at(story, timezone.now() + timedelta(seconds=20))
    settle()
    said = visitor.get(f"{BASE}/items").headers["Cache-Control"]
    seconds = int(said.rpartition("=")[2])
    assert 0 < seconds <= 20


def test_nobody_keeps_what_is_no_answer(story, visitor):
    key = item_of(story).pk
    story.unpublish()
    settle()
    gone = visitor.get(f"{BASE}/items/{key}")
    assert gone.status_code == 410
    assert "ETag" not in gone.headers
    wrong = visitor.get(f"{BASE}/items?a=b")
    assert wrong.headers["Cache-Control"] == "no-store"


def test_options_tells_a_browser_what_it_may_do(story, visitor):
    sent = {"origin": "https://library.example", "access-control-request-method": "GET"}
    response = visitor.options(f"{BASE}/items", headers=sent)
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]
    for method in ("post", "put", "delete", "patch"):
        refused = getattr(visitor, method)(f"{BASE}/items")
        assert refused.status_code == 405
        assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"
