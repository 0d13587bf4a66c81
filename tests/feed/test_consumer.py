"""Followers hold exactly what is public, and readers see it, whatever editors do."""

import hashlib

import pytest
import rfc8785
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Page

from core.models import Alignment
from feed.api.routing import BASE
from feed.index.consistency import differences
from tests import factories
from tests.databases import forget
from tests.feed.editing import TEXTS, TREE, do_beside, withdraw

NUMBERS = st.integers(0, 99)


class Consumer:
    """A site that keeps a copy by following `/changes`."""

    def __init__(self):
        self.client = Client(headers={"host": "localhost"})
        self.cursor = None
        self.copy = {}
        self.gone = {}

    def read(self, limit):
        """Take in one answer; return whether there is more."""
        wanted = {"limit": limit} | ({"cursor": self.cursor} if self.cursor else {})
        answer = self.client.get(f"{BASE}/changes", wanted).json()
        for change in answer["changes"]:
            self.take(change)
        self.cursor = answer["cursor"]
        return answer["more"]

    def take(self, change):
        """Take in one change."""
        if change["action"] == "upsert":
            item = change["item"]
            self.copy[item["id"]] = item
            self.gone.pop(item["id"], None)
        else:
            self.copy.pop(change["id"], None)
            self.gone[change["id"]] = change

    def catch_up(self, limit=7):
        """Read until nothing is left."""
        while self.read(limit):
            pass


class Reader:
    """Somebody without an account, who opens pages again and again."""

    OTHERS = ("/", "/search/?q=page", "/map/", "/figures/", "/map/timeline/", "/nowhere/")

    def __init__(self):
        self.client = Client(headers={"host": "localhost"})

    def addresses(self):
        """Of all pages there are, public or not, and of what stands beside them."""
        pages = list(Page.objects.order_by("pk"))
        urls = sorted({page.url for page in pages} - {None})
        items = [f"{BASE}/items/{page.translation_key}" for page in pages]
        return [*self.OTHERS, *urls, *items]

    def open(self, address):
        """What they get: the status and the bytes."""
        answer = self.client.get(address)
        return answer.status_code, answer.content

    def open_some(self, number):
        """Open a few pages while others change them."""
        addresses = self.addresses()
        for place in range(3):
            self.open(addresses[(number + place) % len(addresses)])

    def stale(self):
        """The addresses at which they get something else than what is made freshly."""
        kept = {address: self.open(address) for address in self.addresses()}
        forget()
        return [address for address in kept if self.open(address) != kept[address]]


def everything_public():
    """All items in full, by another door than the consumer's."""
    client = Client(headers={"host": "localhost"})
    found, address = {}, f"{BASE}/items?form=full&limit=100"
    while address:
        answer = client.get(address).json()
        found |= {item["id"]: item for item in answer["items"]}
        address = answer["next"]
    return found


def hash_of(item):
    """The hash of an item, computed by its reader."""
    content = {name: item[name] for name in item.keys() - {"sequence", "hash"}}
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


@pytest.fixture
def community(transactional_db, person, tree):
    """Pages that refer to each other, and a moderator."""
    themes = [factories.ThemeFactory(slug=f"theme-{number}") for number in range(2)]
    drivers = [factories.DriverFactory(parent=tree.drivers) for _ in range(2)]
    for number in range(3):
        above = factories.SectionFactory(parent=tree.toolkit, slug=f"above-{number}")
        factories.SectionFactory(parent=above, slug=f"below-{number}")
        factories.KMStoryFactory(parent=tree.stories, themes=themes)
        factories.MapStoryFactory(
            parent=tree.stories,
            themes=themes[:1],
            rows={"alignments": [Alignment(driver=d, level="national") for d in drivers]},
        )
    return person("Moderators").user


class Feed(RuleBasedStateMachine):
    """Several editors at once, and a consumer who reads while they work."""

    moderator = None

    def __init__(self):
        super().__init__()
        self.consumer, self.reader = Consumer(), Reader()

    @rule(
        texts=st.lists(st.tuples(st.sampled_from(TEXTS), NUMBERS), max_size=3),
        tree=st.sampled_from(TREE),
        number=NUMBERS,
        limit=st.integers(1, 9),
    )
    def several_at_once(self, texts, tree, number, limit):
        acts = [*texts, (tree, number)]

        def meanwhile():
            self.consumer.read(limit)
            self.reader.open_some(number)

        assert do_beside(acts, meanwhile) == []

    @rule(number=NUMBERS)
    def somebody_withdraws(self, number):
        withdraw(number, self.moderator)

    @invariant()
    def the_copy_is_what_is_public(self):
        self.consumer.catch_up()
        public = everything_public()
        assert public
        assert self.consumer.copy == public
        assert all(hash_of(item) == item["hash"] for item in public.values())
        assert [str(difference) for difference in differences()] == []

    @invariant()
    def what_readers_get_is_what_would_be_made(self):
        assert self.reader.stale() == []

    def teardown(self):
        newcomer = Consumer()
        newcomer.catch_up()
        assert newcomer.copy == self.consumer.copy
        assert newcomer.gone.keys() >= self.consumer.gone.keys()


def drive(moderator, examples, steps):
    run_state_machine_as_test(
        type("Feed", (Feed,), {"moderator": moderator}),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
            phases=[Phase.generate],
        ),
    )


@pytest.mark.django_db(transaction=True)
def test_a_copy_stays_faithful(community):
    drive(community, examples=3, steps=8)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_copy_stays_faithful_for_long(community):
    drive(community, examples=40, steps=30)
