"""What was probably meant is one step away: letter case, and signs that came along."""

import pytest
from django.core.files.base import ContentFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from core.models import Attachment, CustomDocument
from tests import factories


@pytest.fixture
def story(tree):
    return factories.KMStoryFactory(parent=tree.stories, slug="leader-of-the-pack")


def leads_to(visitor, address):
    """Where an address leads in one step, or its status; what it leads to is there."""
    response = visitor.get(address)
    if response.status_code != 301:
        return response.status_code
    assert visitor.get(response["Location"]).status_code == 200
    return response["Location"]


@pytest.mark.parametrize(
    "address",
    [
        "/Stories/Leader-of-the-Pack/",
        "/STORIES/LEADER-OF-THE-PACK",
        "/stories/leader-of-the-pack,",
        "/stories/leader-of-the-pack/,",
        "/stories/leader-of-the-pack/).",
        "/stories/leader-of-the-pack/%22",
        "/stories/leader-of-the-pack%E2%80%9D",
        "/stories/leader-of-the-pack/%3E",
        "/%E2%80%9Cstories/leader-of-the-pack/",
        "/stories/leader-of-the-pack%20",
        "/stories//leader-of-the-pack/",
        "/Stories/Leader-of-the-Pack/%E2%80%8B",
    ],
)
def test_a_page_is_found(story, visitor, address):
    assert leads_to(visitor, address) == story.url


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/Toolkit/Drivers/", "/toolkit/drivers/"),
        ("/toolkit/Drivers", "/toolkit/drivers/"),
        ("/Map/Gaps/", "/map/gaps/"),
        ("/figures,", "/figures/"),
        ("/Search/", "/search/"),
        ("/Sitemap.xml", "/sitemap.xml"),
        ("/Map/map.csv", "/map/map.csv"),
    ],
)
def test_lists_and_the_map_are_found(tree, visitor, address, meant):
    assert leads_to(visitor, address) == meant


def test_what_stands_behind_the_question_mark_comes_along(tree, visitor):
    response = visitor.get("/Toolkit/Drivers/?status=current&page=2")
    assert response["Location"] == "/toolkit/drivers/?status=current&page=2"


def test_a_slug_with_capitals_is_found_by_small_letters(tree, visitor):
    page = factories.KMStoryFactory(parent=tree.stories, slug="Leader")
    assert leads_to(visitor, "/stories/leader/") == page.url


def test_a_file_is_found(story, visitor):
    document = CustomDocument(title="Form")
    document.file.save("Form.txt", ContentFile(b"words"))
    story.attachments = [Attachment(document=document)]
    factories.publish(story)
    assert leads_to(visitor, f"{document.url}),") == document.url


def test_where_a_page_went_is_one_step_away(story, visitor):
    Redirect.objects.create(old_path="/old-tale", redirect_page=story)
    assert leads_to(visitor, "/Old-Tale/,") == story.url


def test_nobody_is_led_to_what_is_not_public(tree, visitor):
    factories.KMStoryFactory(parent=tree.stories, slug="draft", live=False)
    hidden = factories.KMStoryFactory(parent=tree.stories, slug="hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for address in ("/Stories/Draft/", "/stories/draft,", "/Stories/Hidden/"):
        assert leads_to(visitor, address) == 404
    assert leads_to(visitor, "/Admin/") == 404
    assert leads_to(visitor, "/Draft/xyz/") == 404


@pytest.mark.parametrize(
    "address",
    ["/nowhere/", "/Nowhere,", "/,", "/Figures/1999/", "/map/x.csv,"],
)
def test_what_is_nowhere_stays_nowhere(tree, visitor, address):
    assert leads_to(visitor, address) in {404, "/"}


def test_a_withdrawn_page_stays_gone(story, visitor):
    type(story).objects.get(pk=story.pk).unpublish()
    assert visitor.get(story.url).status_code == 410


def test_forms_are_not_led_elsewhere(tree, visitor):
    assert visitor.post("/Toolkit/Drivers/").status_code in {403, 404}
