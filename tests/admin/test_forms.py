"""The forms in the admin: a draft may be incomplete, what is sent may not."""

import pytest
from django.urls import reverse
from wagtail.models import get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from core.models import ContentPage, Theme
from stories.models import MapStoryPage
from tests import factories
from tests.forms import complete, story_data
from toolkit.models import DriverPage, Supersession


@pytest.fixture
def add_story(tree):
    return reverse(
        "wagtailadmin_pages:add", args=("stories", "mapstorypage", tree.stories.pk)
    )


def test_a_draft_may_be_incomplete(tree, person, add_story):
    response = person("Content Editors").post(add_story, story_data(summary=""))
    assert response.status_code == 302
    assert not MapStoryPage.objects.get().live


def test_an_incomplete_story_cannot_be_submitted_and_says_why(tree, person, add_story):
    data = {**story_data(summary=""), "action-submit": "1"}
    response = person("Content Editors").post(add_story, data)
    text = response.content.decode()
    for words in (
        "Say in one or two sentences",
        "Say in which organisation",
        "Tell the story",
        "Name at least one",
    ):
        assert words in text, words
    assert not MapStoryPage.objects.exists()


def test_a_complete_story_is_submitted(tree, person, add_story):
    data = {**story_data(**complete()), "action-submit": "1"}
    response = person("Content Editors").post(add_story, data)
    assert response.status_code == 302, response.context["form"].errors
    assert MapStoryPage.objects.get().workflow_in_progress


def test_an_alignment_names_a_driver(tree, person, add_story):
    rows = inline_formset([{"driver_text": "", "level": "local"}])
    data = {**story_data(**{**complete(), "alignments": rows}), "action-submit": "1"}
    response = person("Content Editors").post(add_story, data)
    assert "Choose a driver, or write its name" in response.content.decode()


def test_the_form_follows_the_steps_as_the_toolkit_words_them(tree, person, add_story):
    text = person("Content Editors").get(add_story).content.decode()
    places = [text.index(f"Step {number}: ") for number in range(1, 6)]
    assert places == sorted(places)
    assert "Step 4: Story" in text
    assert 'data-word-most="600"' in text


def test_a_driver_that_supersedes_itself_is_refused_in_the_form(tree, person):
    driver = factories.DriverFactory(parent=tree.drivers)
    client = person("Moderators")
    edit = reverse("wagtailadmin_pages:edit", args=(driver.pk,))
    data = nested_form_data(
        {
            "title": driver.title,
            "slug": driver.slug,
            "summary": driver.summary,
            "impact": rich_text("<p>Do this.</p>"),
            "full_summary": rich_text(""),
            "key_features": rich_text(""),
            "publisher": driver.publisher_id,
            "date_precision": "day",
            "scope": "national",
            "status": "current",
            "licence": "cc-by-4.0",
            "supersessions": inline_formset([{"older": driver.pk}]),
            "hooks": inline_formset([]),
            "authors": inline_formset([]),
            "attachments": inline_formset([]),
            "related_pages": inline_formset([]),
            "comments": inline_formset([]),
        }
    )
    response = client.post(edit, {**data, "action-submit": "1"})
    assert "A driver cannot supersede itself." in response.content.decode()
    assert not Supersession.objects.exists()
    assert DriverPage.objects.get().live


def test_retired_terms_are_offered_only_where_they_stand(tree, person):
    kept = factories.ThemeFactory(name="Kept theme")
    gone = factories.ThemeFactory(name="Gone theme")
    story = factories.MapStoryFactory(parent=tree.stories, themes=[kept])
    Theme.objects.filter(pk__in=[kept.pk, gone.pk]).update(retired=True)
    edit = reverse("wagtailadmin_pages:edit", args=(story.pk,))
    text = person("Content Editors").get(edit).content.decode()
    assert "Kept theme" in text
    assert "Gone theme" not in text


CONTENT_TYPES = [model for model in get_page_models() if issubclass(model, ContentPage)]
FIELDS_OF_WAGTAIL = {
    "go_live_at",
    "expire_at",
    "title",
    "slug",
    "seo_title",
    "search_description",
    "comment_notifications",
}


@pytest.mark.parametrize("model", CONTENT_TYPES)
def test_every_field_has_a_sentence_of_help(model):
    form = model.get_edit_handler().get_form_class()
    for name, field in form.base_fields.items():
        if name not in FIELDS_OF_WAGTAIL:
            assert field.help_text, f"{model.__name__}.{name}"


@pytest.mark.parametrize("model", CONTENT_TYPES)
def test_every_row_field_has_a_sentence_of_help(model):
    form = model.get_edit_handler().get_form_class()
    for relation, formset in form.formsets.items():
        for name, field in formset.form.base_fields.items():
            if relation != "comments" and name not in {"id", "DELETE", "ORDER"}:
                assert field.help_text, f"{model.__name__}.{relation}.{name}"
