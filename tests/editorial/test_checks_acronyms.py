"""Acronyms are spelled out where they come first."""

import pytest

from core.models import GlossaryEntry
from tests.editorial.findings import found, story, words_found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _glossary(db):
    GlossaryEntry.objects.create(
        acronym="ICB", long_form="integrated care board", also_known_as="the care board"
    )
    GlossaryEntry.objects.create(acronym="A&E", long_form="accident and emergency")


@pytest.mark.parametrize(
    "text",
    [
        "The ICB asked us.",
        "Two ICBs asked us.",
        "The ICB's manager",
        "ICB. Years later the integrated care board " + "x" * 200,
        "The ICB asked us. " + "And so on. " * 20 + "The integrated care board (ICB)",
    ],
)
def test_an_acronym_alone_at_first_use_is_found(text):
    if "Years" in text:
        text = text.replace("Years", "Years " * 30)
    (finding,) = found(story(f"<p>{text}</p>"), "acronym")
    assert finding.words == "ICB"
    assert finding.field == "story"
    assert "integrated care board (ICB)" in finding.message
    assert not finding.blocks


@pytest.mark.parametrize(
    "text",
    [
        "The integrated care board (ICB) asked. The ICB paid.",
        "The Integrated Care Boards (ICBs) asked.",
        "The integrated-care board (ICB) asked.",
        "The ICB (integrated care board) asked.",
        "Someone asked what an ICB is. (An integrated care board.)",
        "The care board (ICB) asked.",
        "ICBC, XICB, icb and www.icb.example.org, example.org/ICB/",
        "The A &amp; E team is not in this glossary.",
    ],
)
def test_an_acronym_explained_or_another_word_is_fine(text):
    page = story(f"<p>{text}</p><p>We sat in A&amp;E.</p>")
    assert words_found(page, "acronym") == ["A&E"]


def test_what_was_explained_in_an_earlier_field_is_known():
    page = story("<p>The ICB asked.</p>")
    assert found(page, "acronym")
    page.summary = "How an integrated care board (ICB) came to ask."
    assert not found(page, "acronym")


def test_what_the_title_explains_is_known_and_the_title_needs_nothing():
    page = story("<p>The ICB asked in A&amp;E.</p>")
    page.title = "An integrated care board asks"
    assert words_found(page, "acronym") == ["A&E"]
    page = story("<p>They asked in A&amp;E.</p>")
    page.title = "The ICB asks"
    assert words_found(page, "acronym") == ["A&E"]


def test_an_acronym_with_a_mark_in_it_is_found():
    assert found(story("<p>We sat in A&amp;E.</p>"), "acronym")


def test_an_empty_glossary_finds_nothing():
    page = story("<p>The ICB asked.</p>")
    assert found(page, "acronym")
    GlossaryEntry.objects.all().delete()
    assert not found(page, "acronym")


def test_the_steering_group_looks_after_the_acronyms(person):
    url = "/admin/core/glossaryentry/create/"
    data = {"acronym": "PCN", "long_form": "primary care network", "also_known_as": ""}
    person("Content Editors").post(url, {**data, "note": ""})
    assert not GlossaryEntry.objects.filter(acronym="PCN").exists()
    person("Steering group").post(url, {**data, "note": ""})
    assert GlossaryEntry.objects.get(acronym="PCN").long_form == "primary care network"
