"""What to read next: why each is shown, and what is never shown."""

import pytest

from core.models import Alignment, RelatedPage, Theme
from search.related import MOST_RELATED, related_to
from tests import factories
from tests.feed.conftest import settle


@pytest.fixture
def themes(db):
    return [
        Theme.objects.create(name=name, slug=name.lower())
        for name in ("Digital", "People", "Skills")
    ]


def story(tree, title, **fields):
    return factories.KMStoryFactory(parent=tree.stories, title=title, **fields)


def shown(page):
    settle()
    page = type(page).objects.get(pk=page.pk)
    return [(card.title, card.why) for card in related_to(page)]


def test_what_shares_most_comes_first(tree, themes):
    page = story(tree, "This", themes=themes)
    story(tree, "One, early", themes=themes[:1])
    story(tree, "All", themes=themes)
    story(tree, "Two", themes=themes[:2])
    for number in range(3):
        story(tree, f"One, {number}", themes=themes[:1])
    story(tree, "None")
    first, second, *others = shown(page)
    assert first == ("All", "Same themes: Digital and People")
    assert second == ("Two", "Same themes: Digital and People")
    assert {why for _, why in others} == {"Same theme: Digital"}


def test_what_says_most_is_the_reason(tree, themes):
    place = factories.OrganisationFactory(name="Northmoor")
    page = story(tree, "This", themes=themes[:1], organisation=place)
    story(tree, "Other", themes=themes[:1], organisation=place)
    [(title, why)] = shown(page)
    assert title == "Other"
    assert why in {"Same theme: Digital", "Also from Northmoor"}


def test_a_page_is_not_next_to_itself_and_drafts_are_not_shown(tree, themes):
    page = story(tree, "This", themes=themes)
    story(tree, "Draft", themes=themes, live=False)
    assert shown(page) == []


def test_an_editor_s_choice_stands_once(tree, themes):
    chosen = story(tree, "Chosen", themes=themes)
    rows = {"related_pages": [RelatedPage(target=chosen, why="It began here.")]}
    page = story(tree, "This", themes=themes, rows=rows)
    assert shown(page) == [("Chosen", "It began here.")]


def test_a_choice_that_is_not_public_is_passed_over(tree, themes):
    chosen = story(tree, "Chosen", live=False)
    rows = {"related_pages": [RelatedPage(target=chosen, why="Later.")]}
    assert shown(story(tree, "This", rows=rows)) == []


def test_no_more_than_anybody_reads(tree, themes):
    page = story(tree, "This", themes=themes)
    for number in range(MOST_RELATED + 2):
        story(tree, f"Other {number}", themes=themes)
    assert len(shown(page)) == MOST_RELATED


def test_a_draft_is_shown_what_shares_its_drivers(tree):
    driver = factories.DriverFactory(parent=tree.drivers, title="A plan")
    aligned = {"alignments": [Alignment(driver=driver)]}
    factories.MapStoryFactory(parent=tree.stories, title="Public", rows=aligned)
    aligned = {"alignments": [Alignment(driver=driver)]}
    page = factories.MapStoryFactory(
        parent=tree.stories, title="Draft", rows=aligned, live=False
    )
    settle()
    draft = page.get_latest_revision_as_object()
    assert [(card.title, card.why) for card in related_to(draft)] == [
        ("Public", "Same driver: A plan")
    ]
