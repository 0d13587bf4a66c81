"""The hint for the next page stands on pages for everybody, and leads to such pages."""

import pytest
from django.test import Client
from lxml import html

from tests import factories
from tests.feed.conftest import settle

pytestmark = pytest.mark.django_db
HINT = "Speculation-Rules"


@pytest.fixture
def addresses(tree):
    """A page of the toolkit and two lists, each with one that comes after it."""
    factories.SectionFactory(parent=tree.toolkit)
    for _ in range(30):
        factories.KMStoryFactory(parent=tree.stories)
    settle()
    return [tree.toolkit.url, tree.section.url, tree.stories.url, "/search/"]


def next_of(answer, address):
    """The addresses that a page names as coming after it."""
    page = html.fromstring(answer.content, base_url=f"http://localhost{address}")
    page.make_links_absolute()
    return page.xpath("//a[@rel='next']/@href")


def test_it_stands_where_a_page_comes_after_it(visitor, addresses):
    for address in addresses:
        made, kept = visitor.get(address), visitor.get(address)
        is_followed = bool(next_of(made, address))
        assert (HINT in made) == (HINT in kept) == is_followed, address
        assert is_followed or address not in {addresses[0], addresses[2], addresses[3]}


def test_the_next_page_is_for_everybody_and_may_be_kept(visitor, addresses):
    for address in addresses:
        for following in next_of(visitor.get(address), address):
            answer = visitor.get(following, headers={"sec-purpose": "prefetch"})
            assert answer.status_code == 200
            assert answer["Cache-Control"].startswith("public"), following


def test_it_names_rules_that_a_browser_takes(visitor, addresses):
    place = visitor.get(addresses[0])[HINT].strip('"')
    rules = visitor.get(place)
    assert rules["Content-Type"] == "application/speculationrules+json"
    assert set(rules["Cache-Control"].split(", ")) == {"public", "max-age=86400"}
    assert rules["Vary"] == "Save-Data"
    [rule] = rules.json()["prefetch"]
    assert rule["eagerness"] == "moderate"
    sparing = visitor.get(place, headers={"save-data": "on"})
    assert sparing.json() == {"prefetch": []}


def test_nobody_with_a_session_is_given_it(addresses, person):
    client = Client(headers={"host": "localhost"})
    client.force_login(person("Moderators").user)
    for address in addresses:
        answer = client.get(address)
        assert answer["Cache-Control"] == "private, no-store"
        assert HINT not in answer


def test_the_policy_for_content_stays_as_strict(visitor, addresses):
    policy = visitor.get(addresses[0])["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
