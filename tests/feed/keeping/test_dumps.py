"""Daily dumps hold everything public of one moment, and nothing that left since."""

import gzip
import hashlib
import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from background.models import OutboxMessage
from background.outbox import deliver_due
from background.schedule import jobs
from feed.api.routing import BASE
from feed.models import Dump, State
from feed.outbound import dumps
from tests import factories
from tests.feed.conftest import settle


@pytest.fixture
def story(tree):
    page = factories.KMStoryFactory(parent=tree.stories, title="Tea")
    factories.KMStoryFactory(parent=tree.stories, title="Cake")
    settle()
    return page


def write(days=0):
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        call_command("feed_dump")


def path_of(dump):
    return f"{BASE}/dumps/{dump['date']}.ndjson.gz"


def work():
    """Let the worker do what was left to it."""
    settle()
    return deliver_due(among=OutboxMessage.objects.filter(kind="dump"))


def test_a_dump_is_every_item_of_one_moment(story, ask, visitor):
    write()
    (dump,) = ask("/dumps")["dumps"]
    assert set(dump) == {
        *("date", "url", "bytes", "sha256", "items", "sequence", "epoch", "digest"),
        "cursor",
    }
    assert dump["url"].endswith(path_of(dump))
    response = visitor.get(path_of(dump), headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Type"] == "application/gzip"
    assert "Content-Encoding" not in response.headers
    assert len(response.content) == dump["bytes"]
    assert hashlib.sha256(response.content).hexdigest() == dump["sha256"]
    items = [json.loads(line) for line in gzip.decompress(response.content).splitlines()]
    assert items == ask("/items?form=full&limit=100")["items"]
    assert dump["items"] == len(items) > 2
    assert dump["sequence"] == State.objects.get().sequence
    proofs = [hashlib.sha256(f"{i['id']}:{i['hash']}".encode()).digest() for i in items]
    total = sum(int.from_bytes(proof, "big") for proof in proofs) % 2**256
    assert dump["digest"] == f"{total:064x}"
    assert ask(f"/changes?cursor={dump['cursor']}")["changes"] == []


def test_the_changes_go_on_from_a_dump(story, ask):
    write()
    (dump,) = ask("/dumps")["dumps"]
    story.unpublish()
    (change,) = ask(f"/changes?cursor={dump['cursor']}")["changes"]
    assert (change["action"], change["id"]) == ("withdraw", str(story.translation_key))


@pytest.mark.parametrize("way", ["withdraw", "make private"])
def test_what_leaves_takes_every_dump_with_it(tree, story, ask, visitor, way):
    other = factories.KMStoryFactory(parent=tree.stories, title="Later")
    write(days=-1)
    write()
    before = ask("/dumps")["dumps"]
    assert len(before) == 2
    if way == "withdraw":
        story.unpublish()
    else:
        PageViewRestriction.objects.create(page=story, restriction_type="login")
    settle()
    assert ask("/dumps")["dumps"] == []
    for dump in before:
        gone = visitor.get(path_of(dump))
        assert gone.status_code == 410
        assert gone.json()["type"].endswith("/problems/gone")
    assert b"Tea" not in b"".join(bytes(dump.data) for dump in Dump.objects.all())
    assert work() == 1
    (anew,) = ask("/dumps")["dumps"]
    text = gzip.decompress(visitor.get(path_of(anew)).content).decode()
    assert "Tea" not in text
    assert other.title in text


def test_what_never_was_in_a_dump_leaves_it_alone(tree, story, ask):
    write()
    late = factories.KMStoryFactory(parent=tree.stories)
    settle()
    late.unpublish()
    settle()
    assert len(ask("/dumps")["dumps"]) == 1
    assert work() == 0


def test_nothing_is_written_of_what_left_meanwhile(story, monkeypatch):
    read = dumps.read_everything

    def read_and_withdraw():
        made = read()
        story.unpublish()
        settle()
        return made

    monkeypatch.setattr(dumps, "read_everything", read_and_withdraw)
    with pytest.raises(dumps.NotYet):
        dumps.write_dump()
    assert not Dump.objects.exists()


def test_there_are_seven_and_older_ones_are_gone(story, ask, visitor):
    for days in range(-9, 1):
        write(days)
    shown = [dump["date"] for dump in ask("/dumps")["dumps"]]
    assert shown == sorted(shown, reverse=True)
    assert len(shown) == 7
    old = timezone.now().date() - timedelta(days=8)
    assert visitor.get(f"{BASE}/dumps/{old}.ndjson.gz").status_code == 410
    for name in (f"{old - timedelta(days=9)}.ndjson.gz", f"{old}.ndjson", "2026-02-30"):
        assert visitor.get(f"{BASE}/dumps/{name}").status_code == 404


def test_a_dump_of_another_epoch_is_given_to_nobody(story, ask, visitor):
    write()
    (dump,) = ask("/dumps")["dumps"]
    State.objects.update(epoch="00000000-0000-4000-8000-000000000000")
    assert ask("/dumps")["dumps"] == []
    assert visitor.get(path_of(dump)).status_code == 410
    ask_again = jobs["Write the feed's dump of today"].work
    ask_again()
    assert work() == 1
    assert len(ask("/dumps")["dumps"]) == 1
    ask_again()
    assert work() == 0


def test_dumps_can_be_kept_by_caches(story, visitor):
    write()
    settle()
    date = timezone.now().date()
    for path in (f"{BASE}/dumps", f"{BASE}/dumps/{date}.ndjson.gz"):
        first = visitor.get(path)
        sent = {"if-none-match": first.headers["ETag"]}
        assert visitor.get(path, headers=sent).status_code == 304
        assert visitor.head(path).headers["ETag"] == first.headers["ETag"]
        assert visitor.get(f"{path}?utm_source=a").status_code == 400
        assert first.headers["Surrogate-Key"] == "feed"
    tag = visitor.get(f"{BASE}/dumps").headers["ETag"]
    write(days=1)
    again = visitor.get(f"{BASE}/dumps", headers={"if-none-match": tag})
    assert again.status_code == 200
