"""Everyone who is named has agreed, and the page says how it may be reused."""

import pytest
from django.core.files.base import ContentFile

from community.models import CommunityPage
from core.models import CustomDocument, Quote
from core.text.places import path_of
from stories.models import KMStoryPage, MapStoryPage
from tests.editorial.findings import found, story
from toolkit.models import DriverPage, ExampleDocumentPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    document = CustomDocument(title="Strategy")
    document.file.save("strategy.txt", ContentFile(b"words"))
    return document


@pytest.mark.parametrize("model", [MapStoryPage, CommunityPage])
def test_a_named_quotation_needs_consent_on_any_page(model):
    page = model(title="Us")
    page.quotes = [
        Quote(text="Splendid.", name="Asha Patel"),
        Quote(text="Fine.", name="Tom Ashworth", consent=True),
        Quote(text="Good.", job_title="Ward manager"),
    ]
    (finding,) = found(page, "quote-consent")
    assert finding.blocks
    assert finding.words == "Asha Patel: Splendid."


def test_the_sentence_on_quotations_is_said_once():
    page = story()
    page.quotes = [Quote(text="Splendid.", name="Asha Patel")]
    (finding,) = found(page, "quote-consent")
    assert page.problems()["quotes.0.consent"] == [finding.message]
    assert path_of(finding.field) == "quotes.0.consent"


def test_a_km_story_needs_consent_and_says_so_once():
    page = KMStoryPage(title="Stars", summary="Short.")
    (finding,) = found(page, "story-consent")
    assert finding.blocks
    assert page.problems()["consent"] == [finding.message]
    page.consent = True
    assert not found(page, "story-consent")


def test_other_stories_have_no_consent_to_tick():
    assert not found(story(), "story-consent")
    assert found(KMStoryPage(title="Stars"), "story-consent")


@pytest.mark.parametrize("licence", ["", "whatever"])
def test_a_page_needs_a_licence(licence):
    (finding,) = found(story(licence=licence), "licence-missing")
    assert finding.blocks


@pytest.mark.parametrize("licence", ["cc-by-4.0", "ogl-3.0", "all-rights-reserved"])
def test_any_licence_is_one_reserved_included(licence):
    page = story(licence=licence)
    assert not found(page, "licence-missing")
    page.licence = ""
    assert found(page, "licence-missing")


def test_anothers_file_needs_a_word_on_whose_it_is(document):
    page = ExampleDocumentPage(title="Example", document=document)
    (finding,) = found(page, "file-licence")
    assert not finding.blocks
    page.licence_note = "The file belongs to Northmoor NHS Trust"
    assert not found(page, "file-licence")


def test_a_file_under_all_rights_reserved_or_none_at_all_is_fine(document):
    reserved = ExampleDocumentPage(
        title="Example", document=document, licence="all-rights-reserved"
    )
    assert not found(reserved, "file-licence")
    reserved.licence = "cc-by-4.0"
    assert found(reserved, "file-licence")
    assert not found(ExampleDocumentPage(title="Example"), "file-licence")


def test_a_briefing_says_who_produced_it(document):
    page = DriverPage(title="Plan", briefing_document=document)
    assert found(page, "briefing-by")
    page.briefing_by = "JET Library"
    assert not found(page, "briefing-by")
    assert not found(DriverPage(title="Plan"), "briefing-by")
