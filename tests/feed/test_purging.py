"""A cache in front of the site forgets whatever is not true any more."""

import pytest
from wagtail.models import PageViewRestriction

from background.models import OutboxMessage
from background.outbox import deliver_due
from feed.query.wire import key_of
from tests import factories
from tests.background.conftest import make_due
from tests.feed.conftest import republish, settle


@pytest.fixture
def cache(tree, site_elsewhere, settings):
    settle()
    settings.CDN_PURGE_URL, settings.CDN_PURGE_TOKEN = site_elsewhere.url, "word"
    site_elsewhere.status = 200
    return site_elsewhere


@pytest.fixture
def story(cache, tree):
    story = factories.KMStoryFactory(parent=tree.stories, slug="leader")
    forgotten(cache)
    return story


def forgotten(cache):
    """What the cache was told since it was last asked, as (keys, paths, everything)."""
    settle()
    cache.requests.clear()
    deliver_due(among=OutboxMessage.objects.filter(kind="purge"))
    keys, paths, everything = set(), set(), False
    for event in cache.events:
        keys.update(event.get("tags", ()))
        paths.update(url.split("/", 3)[3] for url in event.get("files", ()))
        everything = everything or event.get("purge_everything", False)
    return keys, paths, everything


def test_a_new_item_its_page_and_every_list(cache, tree):
    story = factories.KMStoryFactory(parent=tree.stories, slug="leader")
    keys, paths, everything = forgotten(cache)
    assert {key_of(story.translation_key), "feed", "pages"} <= keys
    assert not paths
    assert not everything
    sent = [headers for headers, _ in cache.requests]
    assert {headers["Authorization"] for headers in sent} == {"Bearer word"}
    assert any("feed" in headers.get("Surrogate-Key", "") for headers in sent)


def test_another_address(cache, story):
    republish(story, slug="leader-of-the-pack")
    keys, _, _ = forgotten(cache)
    assert {key_of(story.translation_key), "feed", "pages"} <= keys


# Of what may be kept, everything bears a name; what bears none may not be kept.
NAMED = {"/", "/stories/", "/stories/leader/", "/search/?q=ward", "/embed"}
UNNAMED = ["/sitemap.xml", "/robots.txt", "/stories/nothing/", "/stories/leader"]


@pytest.mark.parametrize("path", [*sorted(NAMED), *UNNAMED])
def test_what_a_cache_may_keep_bears_a_name_that_it_is_told(cache, story, visitor, path):
    answer = visitor.get(path)
    may_be_kept = "s-maxage" in answer.headers.get("Cache-Control", "")
    assert may_be_kept == (path in NAMED)
    names = set(answer.headers.get("Surrogate-Key", "").split())
    assert bool(names) == may_be_kept
    story.unpublish()
    assert names <= forgotten(cache)[0]


def test_a_withdrawn_item(cache, story):
    story.unpublish()
    keys, _, _ = forgotten(cache)
    assert {key_of(story.translation_key), "feed", "pages"} <= keys


def test_a_part_that_turns_private(cache, tree, story):
    PageViewRestriction.objects.create(page=tree.stories, restriction_type="login")
    keys, _, everything = forgotten(cache)
    assert key_of(story.translation_key) in keys
    assert everything


def test_a_page_that_is_moved_with_what_is_below_it(
    cache, tree, django_capture_on_commit_callbacks
):
    above, there = (factories.SectionFactory(parent=tree.toolkit) for _ in range(2))
    below = factories.SectionFactory(parent=above)
    forgotten(cache)
    with django_capture_on_commit_callbacks(execute=True):
        above.move(there, pos="last-child")
    keys, _, everything = forgotten(cache)
    moved = {key_of(page.translation_key) for page in (above, below)}
    assert everything or {*moved, "feed", "pages"} <= keys


def test_a_page_that_is_no_item(cache, tree, django_capture_on_commit_callbacks):
    republish(tree.stories, title="All our stories")
    assert "pages" in forgotten(cache)[0]
    with django_capture_on_commit_callbacks(execute=True):
        republish(tree.stories, slug="tales")
    assert forgotten(cache)[2]


def test_items_that_show_another(cache, tree):
    driver = factories.DriverFactory(parent=tree.drivers, title="A plan", slug="plan")
    theme = factories.ThemeFactory(name="Digital")
    driver.themes = [theme]
    factories.publish(driver)
    forgotten(cache)
    theme.name = "Digital skills"
    theme.save()
    keys, _, _ = forgotten(cache)
    assert key_of(driver.translation_key) in keys


def test_many_are_told_in_parts(cache, tree):
    stories = [factories.KMStoryFactory(parent=tree.stories) for _ in range(35)]
    keys, _, _ = forgotten(cache)
    assert {key_of(story.translation_key) for story in stories} <= keys
    for event in cache.events:
        assert len(event.get("tags", event.get("files", ()))) <= 30


@pytest.mark.parametrize("status", [302, 403, 500])
def test_what_the_cache_refuses_is_tried_again(cache, story, status):
    cache.status = status
    story.unpublish()
    forgotten(cache)
    assert OutboxMessage.objects.filter(kind="purge", state="waiting").exists()
    cache.status = 200
    make_due()
    assert key_of(story.translation_key) in forgotten(cache)[0]


def test_without_a_cache_nothing_is_written(tree, settings):
    settings.CDN_PURGE_URL = ""
    factories.KMStoryFactory(parent=tree.stories)
    settle()
    assert not OutboxMessage.objects.filter(kind="purge").exists()
