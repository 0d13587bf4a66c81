"""Links say where they lead, and lead there."""

import pytest
from django.core.files.base import ContentFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from core.models import CustomDocument
from tests import factories
from tests.editorial.findings import found, reflection, story, words_found

pytestmark = pytest.mark.django_db


def linked(words, href="https://example.org/plan"):
    return f'<p>The plan is <a href="{href}">{words}</a> now.</p>'


@pytest.mark.parametrize(
    "words",
    [
        "here",
        "Click here",
        "click here!",
        "Read more…",
        "more »",
        "<b>this link</b>",
        "»",
    ],
)
def test_words_that_say_nothing_are_found(words):
    assert found(story(linked(words)), "link-vague")


def test_the_message_repeats_the_words_and_says_what_to_do():
    (finding,) = found(story(linked("Click here")), "link-vague")
    assert "“Click here”" in finding.message
    assert "Say where it leads" in finding.message
    assert finding.words == "The plan is Click here now."
    assert not finding.blocks


@pytest.mark.parametrize(
    "words", ["the 10 Year Health Plan", "Herefordshire", "Hereafter"]
)
def test_words_that_say_where_are_fine(words):
    page = story(linked(words) + linked("here"))
    assert words_found(page, "link-vague") == ["The plan is here now."]


def test_a_link_without_words_is_found():
    assert found(story(linked("")), "link-empty")
    assert found(story(linked(" <br/>")), "link-empty")
    assert not found(story(linked("words")), "link-empty")
    assert not found(story(linked('<img alt="The plan" src="/x.png">')), "link-empty")


def test_two_vague_links_are_two_findings_to_dismiss():
    text = (
        linked("here") + '<p>The other is <a href="https://example.org/b">here</a>.</p>'
    )
    first, second = found(story(text), "link-vague")
    assert first.key != second.key
    assert first.key == found(story(linked("here")), "link-vague")[0].key


def to_page(pk):
    return f'<p><a linktype="page" id="{pk}">the page</a></p>'


def test_a_link_to_a_public_page_is_fine(tree):
    page = story(to_page(tree.section.pk), lessons=to_page(999_999))
    assert [finding.field for finding in found(page, "link-to-page")] == ["lessons"]


def test_links_to_drafts_private_and_missing_pages_are_found(tree):
    draft = factories.DriverFactory(parent=tree.drivers, live=False)
    private = factories.ProfileFactory(parent=tree.community)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for key in (draft.pk, private.pk, 999_999, "nonsense", ""):
        (finding,) = found(story(to_page(key)), "link-to-page")
        assert finding.words == "the page"
        assert not finding.blocks
    page = reflection(("folded", {"title": "More", "body": to_page(draft.pk)}))
    assert found(page, "link-to-page")


def test_a_link_to_a_document_that_is_not_there_is_found():
    document = CustomDocument(title="Paper")
    document.file.save("paper.txt", ContentFile(b"words"))
    link = '<p><a linktype="document" id="{}">the paper</a></p>'
    assert not found(story(link.format(document.pk)), "link-to-document")
    assert found(story(link.format(document.pk + 1)), "link-to-document")


def test_typed_addresses_of_our_own_that_answer_are_fine(tree, settings):
    document = CustomDocument(title="Paper")
    document.file.save("paper.txt", ContentFile(b"words"))
    Redirect.objects.create(old_path="/old", redirect_page=tree.section)
    for address in (
        "/",
        "/toolkit/",
        "/toolkit",
        "/toolkit/aim/?x=1#part",
        f"{settings.BASE_URL}/toolkit/aim/",
        "/old/",
        "/search/?q=x",
        "/static/core/favicon.svg",
        document.url,
        "#part",
    ):
        page = story(
            linked("words", address),
            lessons=linked("words", "/nowhere/") + linked("words", "www.example.org"),
        )
        assert words_found(page, "link-own") == ["/nowhere/"], address
        assert words_found(page, "link-half") == ["www.example.org"], address


def test_typed_addresses_of_our_own_that_lead_nowhere_are_found(tree, settings):
    draft = factories.DriverFactory(parent=tree.drivers, slug="draft", live=False)
    for address in (
        "/nowhere/",
        f"{settings.BASE_URL}/nowhere/",
        "/toolkit/drivers/draft/",
        "/documents/999999/paper.txt",
        "/nothing.html",
        "/new%00/",
    ):
        (finding,) = found(story(linked("words", address)), "link-own")
        assert finding.words == address
    assert draft.slug == "draft"


def test_half_an_address_is_found():
    (finding,) = found(story(linked("words", "www.nhs.uk/plan")), "link-half")
    assert "https://" in finding.message


@pytest.mark.parametrize(
    "address", ["file:///S:/plan.docx", "S:\\plan.docx", "\\\\server\\plan.docx"]
)
def test_a_link_to_a_drive_is_named_once_and_blocks(address):
    page = story(linked("the plan", address))
    (finding,) = found(page, "link-drive")
    assert finding.blocks
    assert finding.message.startswith("Readers cannot open a file on your drive.")
    assert not found(page, "link-half")
    assert not found(page, "link-own")


def test_a_link_of_a_mail_filter_that_nobody_can_unwrap_is_named():
    sealed = "https://protect-eu.mimecast.com/s/abc?domain=example.org"
    page = story(linked("the plan", sealed), lessons=linked("the other plan"))
    assert words_found(page, "link-sealed") == [sealed]
