"""Many who ask at once for a page that has to be made have it made once."""

import threading
from functools import partial

import pytest
from django.test import Client

from core.caching import page_cache
from stories.models import KMStoryPage
from tests import factories
from tests.threads import at_once

READERS = 8


@pytest.fixture
def story(transactional_db, tree):
    return factories.KMStoryFactory(parent=tree.stories, slug="leader")


@pytest.fixture
def served(monkeypatch):
    """How often the page was made, each time only once all readers are there."""
    made, serve = [], KMStoryPage.serve
    waiting = page_cache.making.waiting

    def slowly(self, request, *args, **kwargs):
        made.append(self.pk)
        pause = threading.Event()
        for _ in range(500):
            if sum(waiting.values()) >= READERS:
                break
            pause.wait(0.01)
        return serve(self, request, *args, **kwargs)

    monkeypatch.setattr(KMStoryPage, "serve", slowly)
    return made


def read(address):
    """What a reader gets."""
    answer = Client(headers={"host": "localhost"}).get(address)
    return answer.status_code, answer.content


def test_a_page_is_made_once(story, served):
    got = at_once(*[partial(read, story.url)] * READERS)
    assert len(got) == READERS
    assert {status for status, _ in got} == {200}
    assert len({content for _, content in got}) == 1
    assert served == [story.pk]
    assert not page_cache.making.locks


def test_a_page_that_fails_is_waited_for_by_nobody_for_ever(story, monkeypatch):
    def fail(self, request, *args, **kwargs):
        raise RuntimeError("Something is wrong.")

    monkeypatch.setattr(KMStoryPage, "serve", fail)
    client = Client(headers={"host": "localhost"}, raise_request_exception=False)
    for _ in range(2):
        assert client.get(story.url).status_code == 500
    assert not page_cache.making.locks
