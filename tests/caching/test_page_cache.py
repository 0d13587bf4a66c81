"""Finished pages are given again, to whom they may be given, for as long as they may."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from core.caching import page_cache, site_state
from core.caching.generation_cache import memories
from tests import factories
from tests.feed.conftest import settle
from tests.forms import edit_url

pytestmark = pytest.mark.django_db
GZIP = {"accept-encoding": "gzip, br"}


@pytest.fixture
def story(tree):
    story = factories.KMStoryFactory(
        parent=tree.stories, slug="leader", moral="Sit by the tea urn."
    )
    settle()
    return story


@pytest.fixture
def made(monkeypatch):
    """The addresses that were made, in their order."""
    addresses = []
    make = page_cache.PageCacheMiddleware.make

    def note(self, request, address, version):
        addresses.append(address.path + ("?" if address.query else "") + address.query)
        return make(self, request, address, version)

    monkeypatch.setattr(page_cache.PageCacheMiddleware, "make", note)
    return addresses


def test_it_takes_one_question_to_the_database(visitor, story, django_assert_num_queries):
    first = visitor.get(story.url)
    with django_assert_num_queries(1):
        second = visitor.get(story.url)
    assert first.status_code == 200
    assert (first.content, first.headers) == (second.content, second.headers)


def test_browsers_ask_again_and_nothing_else_makes_a_difference(visitor, story):
    for _ in range(2):
        answer = visitor.get(story.url)
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert answer["Vary"] == "Accept-Encoding"
        assert not answer.cookies


def test_each_encoding_has_its_own_tag(visitor, story):
    for _ in range(2):
        plain, packed = visitor.get(story.url), visitor.get(story.url, headers=GZIP)
        assert packed["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain
        assert gzip.decompress(packed.content) == plain.content
        assert packed["ETag"] != plain["ETag"]
        assert int(packed["Content-Length"]) == len(packed.content)
        assert int(plain["Content-Length"]) == len(plain.content)


@pytest.mark.parametrize("headers", [{}, GZIP])
def test_who_has_it_already_gets_a_304(visitor, story, headers):
    etag = visitor.get(story.url, headers=headers)["ETag"]
    for known in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        answer = visitor.get(story.url, headers={**headers, "if-none-match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["ETag"] == etag
        assert answer["Vary"] == "Accept-Encoding"
    other = visitor.get(story.url, headers={**headers, "if-none-match": '"other"'})
    assert other.status_code == 200
    swapped = {} if headers else GZIP
    answer = visitor.get(story.url, headers={**swapped, "if-none-match": etag})
    assert answer.status_code == 200


def test_the_same_page_after_a_change_elsewhere_has_the_same_tag(visitor, story, tree):
    etag = visitor.get(story.url)["ETag"]
    factories.ProfileFactory(parent=tree.community)
    assert visitor.get(story.url, headers={"if-none-match": etag}).status_code == 304


def test_a_signed_in_person_goes_the_long_way(visitor, story, people, made):
    visitor.get(story.url)
    for _ in range(2):
        answer = people["editor"].get(story.url)
        assert answer["Cache-Control"] == "private, no-store"
        assert "ETag" not in answer
    visitor.cookies["messages"] = "anything"
    assert visitor.get(story.url)["Cache-Control"] == "private, no-store"
    assert made == [story.url]


@pytest.mark.parametrize("path", ["/contact/", "/share/word/", "/share/map-story/"])
def test_forms_are_made_for_each_reader(visitor, story, path, made):
    for _ in range(3):
        answer = visitor.get(path)
        assert "no-store" in answer["Cache-Control"]
        assert "ETag" not in answer
    assert made == [path]


def test_what_leads_to_the_forms_is_a_page_like_any_other(visitor, tree, made):
    first, again = visitor.get("/share/"), visitor.get("/share/?utm_source=letter")
    assert made == ["/share/"]
    assert first.content == again.content
    assert b"<form" not in first.content.partition(b"<main")[2]
    assert 'name="token"' not in first.content.decode()


def test_what_failed_once_is_kept_once_it_does_not(tree, monkeypatch, made):
    serve = type(tree.stories).serve
    patient = Client(headers={"host": "localhost"}, raise_request_exception=False)

    def fail(self, request, *args, **kwargs):
        raise RuntimeError("Something is wrong.")

    monkeypatch.setattr(type(tree.stories), "serve", fail)
    assert patient.get("/stories/").status_code == 500
    monkeypatch.setattr(type(tree.stories), "serve", serve)
    for _ in range(3):
        assert patient.get("/stories/").status_code == 200
    assert made == ["/stories/"] * 2


def test_what_was_asked_for_by_its_head_is_whole(visitor, story):
    head = visitor.head(story.url)
    page = visitor.get(story.url)
    assert head["ETag"] == page["ETag"]
    assert b"</html>" in page.content


def test_what_is_no_page_is_not_kept(visitor, story, made):
    for path, status in (("/nowhere/", 404), ("/stories", 301), ("/sitemap.xml", 200)):
        for _ in range(2):
            answer = visitor.get(path)
            assert (answer.status_code, answer["Cache-Control"]) == (status, "no-cache")
        assert made.count(path) == 1


def test_a_private_page_is_never_kept(visitor, story):
    visitor.get(story.url)
    story.view_restrictions.create(restriction_type="password", password="word")
    for _ in range(2):
        answer = visitor.get(story.url)
        assert "ETag" not in answer
        assert story.moral not in answer.content.decode()
    visitor.cookies.clear()
    assert "ETag" not in visitor.get(story.url)


def test_letters_add_names_to_addresses_that_mean_nothing(visitor, story, made):
    plain = visitor.get(story.url)
    for query in ("utm_source=news", "fbclid=1&utm_medium=mail", "q", "=", "&"):
        answer = visitor.get(f"{story.url}?{query}")
        assert answer.content == plain.content
    assert "utm" not in visitor.get("/search/?q=leader&utm_source=news").content.decode()
    assert made == [story.url, f"{story.url}?q", "/search/?q=leader"]


def test_an_old_address_with_parameters_still_leads_on(visitor, story):
    Redirect.objects.create(old_path="/old.php?id=7", redirect_link="/stories/")
    for _ in range(2):
        assert visitor.get("/old.php?id=7").headers["Location"] == "/stories/"
        assert visitor.get("/old.php?id=8").status_code == 404


def test_a_view_whose_answer_is_not_kept_is_told_all_parameters(
    visitor, tree, monkeypatch
):
    told = []

    def serve(self, request, *args, **kwargs):
        told.append(dict(request.GET.items()))
        response = HttpResponse()
        response["Cache-Control"] = "no-store"
        return response

    monkeypatch.setattr(type(tree.stories), "serve", serve)
    visitor.get("/stories/?q=a&other=b")
    assert told == [{"q": "a"}, {"q": "a", "other": "b"}]


def test_made_up_parameters_drive_no_page_out(visitor, story, made, monkeypatch):
    monkeypatch.setattr(page_cache, "lists", small := page_cache.GenerationCache(5))
    try:
        visitor.get(story.url)
        for number in range(30):
            visitor.get(f"/stories/?q=word{number}")
        assert len(small.held) == 5
        visitor.get(story.url)
    finally:
        memories.remove(small)
    assert made.count(story.url) == 1


def test_another_host_and_another_day_are_other_pages(visitor, story, made, settings):
    settings.ALLOWED_HOSTS = ["*"]
    with time_machine.travel(datetime(2026, 7, 1, 22, 59, tzinfo=UTC), tick=False) as now:
        visitor.get(story.url)
        visitor.get(story.url, headers={"host": "elsewhere.example"})
        visitor.get(story.url)
        assert len(made) == 2
        now.shift(timedelta(minutes=2))  # midnight in London
        visitor.get(story.url)
    assert len(made) == 3


def test_what_changes_while_a_page_is_made_is_not_missed(visitor, story, monkeypatch):
    serve, title = type(story).serve, "Followers who waited"

    def change_then_serve(self, request, *args, **kwargs):
        response = serve(self, request, *args, **kwargs).render()
        page = type(story).objects.get(pk=story.pk)
        page.title = title
        factories.publish(page)
        settle()
        return response

    monkeypatch.setattr(type(story), "serve", change_then_serve)
    assert title not in visitor.get(story.url).content.decode()
    monkeypatch.setattr(type(story), "serve", serve)
    assert title in visitor.get(story.url).content.decode()


def test_a_transaction_that_has_not_said_what_it_changes_reads_nothing_kept(
    visitor, story
):
    visitor.get(story.url)
    site_state.changed()
    assert page_cache.version_now() is None
    settle()
    assert page_cache.version_now()


def test_a_cache_that_can_be_purged_keeps_a_page_until_the_next_event(
    visitor, story, settings
):
    settings.CDN_PURGE_URL = "https://cache.example/purge"
    answer = visitor.get(story.url)
    assert answer["Cache-Control"].endswith(", s-maxage=86400")
    assert answer["Surrogate-Key"] == answer["Cache-Tag"] == "pages"
    soon = timezone.now() + timedelta(seconds=90)
    type(story).objects.filter(pk=story.pk).update(expire_at=soon)
    assert 80 < lifetime(visitor, story) <= 90
    draft = factories.KMStoryFactory(parent=story.get_parent(), live=False)
    draft.revisions.update(approved_go_live_at=soon - timedelta(seconds=60))
    assert 20 < lifetime(visitor, story) <= 30


def lifetime(visitor, story):
    """For how many seconds a cache that can be purged may keep a page."""
    return int(visitor.get(story.url)["Cache-Control"].rpartition("=")[2])


def test_previews_and_screens_of_editors_never_meet_it(visitor, story, people, made):
    people["editor"].get(edit_url(story))
    visitor.get("/admin/login/")
    assert made == []
