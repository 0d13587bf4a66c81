"""A single item is remembered as lists are: one cheap question, and never stale."""

import gzip
from datetime import timedelta

import pytest
import time_machine

from editorial.actions import withdrawal
from feed.api import response_cache
from feed.api.routing import BASE
from feed.index.epochs import begin_epoch
from feed.models import State
from tests import factories
from tests.feed.conftest import item_of, republish, settle

FORMS = ("", ".ris", ".bib", ".csl.json", ".md")
GZIP = {"accept-encoding": "gzip"}


@pytest.fixture
def story(tree):
    story = factories.KMStoryFactory(parent=tree.stories, title="Tea & toast")
    settle()
    return story


@pytest.fixture(params=FORMS)
def address(request, story):
    return f"{BASE}/items/{story.translation_key}{request.param}"


def test_a_repeated_one_takes_one_question(visitor, address, django_assert_num_queries):
    first, packed = visitor.get(address), visitor.get(address, headers=GZIP)
    with django_assert_num_queries(1) as asked:
        again = visitor.get(address)
    assert asked[0]["sql"] == "SELECT * FROM feed_now()"
    assert (again.content, again.headers) == (first.content, first.headers)
    with django_assert_num_queries(1):
        again = visitor.get(address, headers=GZIP)
    assert (again.content, again.headers) == (packed.content, packed.headers)
    with django_assert_num_queries(1):
        head = visitor.head(address)
    assert (head.content, head.headers) == (b"", first.headers)


@pytest.mark.parametrize(("asked", "also"), [({}, GZIP), (GZIP, {})])
def test_each_encoding_comes_of_the_other(
    visitor, address, asked, also, django_assert_num_queries
):
    visitor.get(address, headers=also)
    response_cache.items.forget()
    fresh = visitor.get(address, headers=also)
    response_cache.items.forget()
    visitor.get(address, headers=asked)
    with django_assert_num_queries(1):
        other = visitor.get(address, headers=also)
    assert (other.content, other.headers) == (fresh.content, fresh.headers)


def test_who_has_it_is_told_so_by_one_question(
    visitor, address, django_assert_num_queries
):
    for headers in ({}, GZIP):
        tag = visitor.get(address, headers=headers)["ETag"]
        with django_assert_num_queries(1):
            known = visitor.get(address, headers={**headers, "if-none-match": tag})
        assert (known.status_code, known["ETag"]) == (304, tag)
        with django_assert_num_queries(1):
            other = visitor.get(address, headers={**headers, "if-none-match": '"x"'})
        assert other.status_code == 200


def test_a_date_is_believed_of_the_item_alone(visitor, story, address):
    changed = item_of(story).changed_at
    with time_machine.travel(changed + timedelta(seconds=5), tick=False):
        date = visitor.get(address)["Last-Modified"]
        known = {"if-modified-since": date}
        assert visitor.get(address, headers=known).status_code == 304
        story.unpublish()
        settle()
        later = {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}
        for headers in (known, later):
            assert visitor.get(address, headers=headers).status_code == 410


def test_a_change_is_seen_at_once(visitor, story, address):
    for headers in ({}, GZIP):
        tag = visitor.get(address, headers=headers)["ETag"]
        republish(story, title=f"More toast, {len(headers)}")
        settle()
        answer = visitor.get(address, headers={**headers, "if-none-match": tag})
        assert answer.status_code == 200
        body = gzip.decompress(answer.content) if headers else answer.content
        assert f"More toast, {len(headers)}" in body.decode()


def test_what_is_withdrawn_is_gone_at_once(visitor, story, address, person):
    assert visitor.get(address).status_code == 200
    withdrawal.withdraw(story.pk, person("Moderators").user, "It is out of date.")
    settle()
    for headers in ({}, GZIP):
        for _ in range(2):
            assert visitor.get(address, headers=headers).status_code == 410


def test_whoever_reads_every_item_drives_no_list_out(visitor, story):
    visitor.get(f"{BASE}/items")
    for place in range(3):
        visitor.get(f"{BASE}/items/{story.translation_key}{FORMS[place]}")
    assert len(response_cache.items.held) == 3
    assert len(response_cache.lists.held) == 1


def test_nothing_of_another_epoch_is_given(visitor, story, address):
    """The number of the state may be the same again, after a backup was restored."""
    first = visitor.get(address)
    version = State.objects.get().generation
    begin_epoch()
    State.objects.update(generation=version)
    again = visitor.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]
