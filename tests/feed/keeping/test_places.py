"""Moves, addresses and privacy reach the items below a page."""

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from tests import factories
from tests.feed.conftest import full_of, item_of, settle

pytestmark = pytest.mark.usefixtures("agreed")


def private(page):
    return PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )


def test_a_moved_section_takes_those_below_along(tree):
    below = factories.SectionFactory(parent=tree.section, title="Below", slug="below")
    other = factories.SectionFactory(parent=tree.toolkit, title="Other", slug="other")
    link = f'<p><a linktype="page" id="{below.pk}">there</a></p>'
    linking = factories.KMStoryFactory(parent=tree.stories, story=link + factories.WORDS)
    assert "/toolkit/aim/below/" in full_of(linking)["html"]
    tree.section.refresh_from_db()
    other.refresh_from_db()
    tree.section.move(other, pos="last-child")
    assert full_of(below)["url"].endswith("/toolkit/other/aim/below/")
    assert "/toolkit/other/aim/below/" in full_of(linking)["html"]


def test_a_renamed_address_takes_those_below_along(tree):
    below = factories.SectionFactory(parent=tree.section, title="Below", slug="below")
    tree.section.refresh_from_db()
    tree.section.slug = "purpose"
    factories.publish(tree.section)
    assert full_of(below)["url"].endswith("/toolkit/purpose/below/")


def test_another_address_of_a_list_is_that_of_its_items_in_the_same_transaction(
    tree, story, django_capture_on_commit_callbacks
):
    """A list is no item, so nothing in the table tells that it has another address."""
    with django_capture_on_commit_callbacks(execute=False):
        tree.stories.refresh_from_db()
        tree.stories.slug = "tales"
        factories.publish(tree.stories)
        assert full_of(story)["url"].endswith("/tales/tea-urn/")


def test_privacy_holds_for_those_below_and_is_lifted_for_them(tree):
    below = factories.SectionFactory(parent=tree.section, title="Below")
    settle()
    restriction = private(tree.section)
    item = item_of(below)
    assert not item.is_public
    assert item.reason == ""
    assert not item_of(tree.section).is_public
    restriction.delete()
    assert item_of(below).is_public
    assert item_of(tree.section).is_public


def test_moved_to_where_it_is_private_it_is_gone(tree):
    hidden = factories.SectionFactory(parent=tree.toolkit, title="Hidden")
    settle()
    private(hidden)
    tree.section.refresh_from_db()
    hidden.refresh_from_db()
    tree.section.move(hidden, pos="last-child")
    assert not item_of(tree.section).is_public


def test_another_address_of_the_site_is_written_everywhere(tree, story):
    assert full_of(story)["url"].endswith("/stories/tea-urn/")
    root = Page.objects.get(depth=1)
    Site.objects.update(root_page=root)
    Site.objects.get().save()
    assert full_of(story)["url"].endswith("/front/stories/tea-urn/")
