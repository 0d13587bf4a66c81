"""What guides somebody from the first screen to their first page."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail import __version__
from wagtail.models import Page, Site, get_page_models

from tests import factories

WRITERS = ["editor", "moderator", "steering", "admin"]
STORY = "stories", "mapstorypage"


def soup(client, address):
    """A screen of the admin, parsed."""
    return BeautifulSoup(client.get(address).content, "html.parser")


def dashboard(client):
    """The first screen."""
    return soup(client, reverse("wagtailadmin_home"))


@pytest.mark.parametrize("role", WRITERS)
def test_the_first_panel_leads_to_an_empty_story_at_once(tree, people, role):
    screen = dashboard(people[role])
    assert screen.select_one(".w-panel--dashboard")["id"] == "editorial-write-section"
    address = reverse("wagtailadmin_pages:add", args=(*STORY, tree.stories.pk))
    link = screen.select_one(f"#editorial-write-section a[href='{address}']")
    assert link.text == "MAP Story"
    assert "what came of it" in link.parent.text
    assert tree.stories.title in link.parent.text


@pytest.mark.parametrize("role", WRITERS)
def test_every_offer_opens_a_form_and_says_what_it_is_for(tree, people, role):
    offers = dashboard(people[role]).select(".editorial-types > li")
    assert len(offers) > 5
    for offer in offers:
        assert offer.span.text.strip()
        assert people[role].get(offer.a["href"]).status_code == 200


def test_nothing_is_offered_to_whoever_may_write_nothing(tree, person):
    client = person(is_staff=True)
    assert client.get(reverse("editorial:help")).status_code != 200
    assert not dashboard(client).select("#editorial-write-section")


def test_nothing_is_offered_that_has_no_place_yet(tree, people):
    Page.objects.get(pk=tree.stories.pk).delete()
    assert (
        "MAP Story" not in dashboard(people["editor"]).select_one("#content, main").text
    )


def test_a_page_is_offered_beside_most_of_its_kind(tree, people):
    section = factories.SectionFactory(parent=tree.toolkit, slug="others")
    factories.PlanFactory(parent=section)
    address = reverse(
        "wagtailadmin_pages:add", args=("toolkit", "projectplanpage", section.pk)
    )
    assert dashboard(people["editor"]).select(
        f"#editorial-write-section a[href='{address}']"
    )


def test_every_type_that_can_be_written_more_than_once_says_what_it_is_for():
    silent = [
        model.__name__
        for model in get_page_models()
        if model.is_creatable and not model.max_count and not model.get_page_description()
    ]
    assert silent in ([], ["Page"])


@pytest.mark.parametrize("role", WRITERS)
def test_the_pages_begin_at_the_front_page(tree, people, role):
    front = Site.objects.get().root_page
    client = people[role]
    root = client.get(reverse("wagtailadmin_explore_root"))
    assert root.url == reverse("wagtailadmin_explore", args=(front.pk,))
    way = soup(client, reverse("wagtailadmin_explore", args=(tree.stories.pk,)))
    assert "Root" not in way.text
    menu = json.loads(dashboard(client).select_one("#wagtail-sidebar-props").text)
    assert starts(menu) == [front.pk]
    summary = dashboard(client).select_one(".w-summary")
    assert not summary or "/pages/1/" not in str(summary)


def starts(part):
    """Where the menu's lists of pages begin."""
    if isinstance(part, dict) and str(part.get("_type", "")).endswith(
        "PageExplorerMenuItem"
    ):
        return [part["_args"][1]]
    parts = part.values() if isinstance(part, dict) else part
    found = parts if isinstance(part, dict | list) else ()
    return [start for one in found for start in starts(one)]


def test_a_second_site_brings_the_root_back(tree, people):
    other = factories.InformationFactory(parent=Site.objects.get().root_page)
    Site.objects.create(hostname="other.example", root_page=other)
    root = people["admin"].get(reverse("wagtailadmin_explore_root"))
    assert root.status_code == 200


@pytest.mark.parametrize("role", WRITERS)
def test_help_is_our_own(tree, people, role):
    text = people[role].get(reverse("wagtailadmin_home")).content.decode()
    for foreign in ("wagtail.org", "wagtail.io", "Editor Guide", "What's new"):
        assert foreign not in text
    assert __version__ not in text
    assert reverse("editorial:help") in text
    guide = soup(people[role], reverse("editorial:help")).text
    assert "Send it for approval" in guide
    assert ("Read what others sent" in guide) is (role != "editor")
    assert ("Publish without review" in guide) is (role in ("steering", "admin"))
