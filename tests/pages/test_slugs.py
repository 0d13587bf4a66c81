"""No page gets an address that the site itself uses, whichever way it comes there."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page

from core.pages.slugs import fault_of_slug, free_slug
from editorial.validation import obstacles
from home.models import InformationPage
from tests import factories
from tests.forms import edit_url, filled_in

# Some of what search, insight, feed, files and the admin give at the first level.
NO_TEXT = {"body-count": "0"}
USED = ["search", "map", "figures", "admin", "embed", "oai", "static", "media"]


@pytest.fixture
def page(tree):
    """A page below the front page that readers do not have."""
    return factories.InformationFactory(parent=tree.home, live=False, slug="look")


def moved(client, page, target):
    """What somebody is told who confirms a move, and the page afterwards."""
    address = reverse("wagtailadmin_pages:move_confirm", args=(page.pk, target.pk))
    text = client.post(address, follow=True).content.decode()
    return text, Page.objects.get(pk=page.pk)


@pytest.mark.parametrize("slug", USED)
def test_what_the_site_uses_is_taken_at_its_root(tree, slug):
    assert "itself" in fault_of_slug(tree.home, slug)
    assert free_slug(tree.home, slug) == f"{slug}-2"
    assert fault_of_slug(tree.toolkit, slug) is None


def test_what_only_begins_alike_is_free(tree):
    for slug in ("searching", "maps", "documents", "draft", "api", "statics"):
        assert fault_of_slug(tree.home, slug) is None, slug


def test_numbers_pass_over_what_another_page_has(tree, page):
    factories.InformationFactory(parent=tree.home, slug="search-2")
    assert free_slug(tree.home, "search") == "search-3"
    assert free_slug(tree.home, "look") == "look-2"
    assert free_slug(tree.home, "look", page) == "look"
    assert free_slug(tree.home, "look" * 63) == "look" * 63


def test_the_longest_slug_still_takes_a_number(tree):
    longest = "a" * 255
    factories.InformationFactory(parent=tree.home, slug=longest)
    assert free_slug(tree.home, longest).endswith("a-2")
    assert len(free_slug(tree.home, longest)) <= 255


def test_what_lies_below_counts_too(tree, page):
    for slug in ("documents", "fd5a1e1e-0000-4000-8000-000000000000", "leaf"):
        page = factories.InformationFactory(parent=tree.home, live=False, slug=slug)
    child = Page.objects.get(pk=page.pk)
    assert free_slug(tree.home, "leaf", child) == "leaf"
    draft = factories.InformationFactory(parent=tree.home, live=False, slug="parent")
    child.move(draft, pos="last-child")
    Page.objects.filter(pk=child.pk).update(
        slug="token", url_path=f"{draft.url_path}token/"
    )
    assert free_slug(tree.home, "draft", Page.objects.get(pk=draft.pk)) == "draft-2"
    assert free_slug(tree.home, "drafts", Page.objects.get(pk=draft.pk)) == "drafts"


def test_a_page_made_of_its_title_can_be_opened(tree, visitor):
    for title in ("Search", "search"):
        tree.home.add_child(instance=InformationPage(title=title, live=False))
    slugs = InformationPage.objects.filter(title__iexact="search").order_by("pk")
    assert list(slugs.values_list("slug", flat=True)) == ["search-2", "search-3"]


def test_the_form_numbers_it_on_saving(tree, person):
    client = person("Content Editors")
    place = ("home", "informationpage", tree.home.pk)
    add = reverse("wagtailadmin_pages:add", args=place)
    data = {**filled_in(client, add), **NO_TEXT, "title": "Search", "slug": "search"}
    text = client.post(add, data, follow=True).content.decode()
    assert "Its address ends in “search-2”" in text
    page = InformationPage.objects.get(title="Search")
    assert page.slug == "search-2"
    data = {**filled_in(client, edit_url(page)), **NO_TEXT, "slug": "map"}
    assert client.post(edit_url(page), data).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().slug == "map-2"


def test_the_form_to_copy_offers_and_takes_a_free_one(tree, person, page):
    client = person("Moderators")
    address = reverse("wagtailadmin_pages:copy", args=(page.pk,))
    assert client.get(address).context["form"]["new_slug"].value() == "look-2"
    data = {
        "new_title": "Search",
        "new_slug": "search",
        "new_parent_page": tree.home.pk,
    }
    assert client.post(address, data).status_code == 302
    copy = InformationPage.objects.get(title="Search")
    assert (copy.slug, copy.get_latest_revision_as_object().slug) == ("search-2",) * 2


def test_it_is_not_sent(tree, page):
    version = InformationPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    version.slug = "search"
    (sentence,) = obstacles(version)["slug"]
    assert "/search/" in sentence


def test_it_is_not_moved_there(tree, person):
    page = factories.InformationFactory(parent=tree.toolkit, live=False, slug="search")
    client = person("Moderators")
    text, now = moved(client, page, tree.home)
    assert "uses the address /search/" in text
    assert now.is_child_of(tree.toolkit)
    with pytest.raises(ValidationError):
        now.move(tree.home, pos="last-child")


def test_several_at_once_are_not_moved_there(tree, person, page):
    used = factories.InformationFactory(parent=tree.toolkit, live=False, slug="search")
    other = factories.InformationFactory(parent=tree.toolkit, live=False)
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "move"))
    address += f"?id={used.pk}&id={other.pk}"
    data = {"move_applied": "1", "chooser": tree.home.pk}
    text = person("Moderators").post(address, data, follow=True).content.decode()
    assert "uses the address /search/" in text
    assert Page.objects.get(pk=other.pk).is_child_of(tree.toolkit)
