"""A form that did not arrive whole is answered in words, and nothing is saved."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests import factories
from tests.forms import edit_url, filled_in


@pytest.fixture
def story(tree):
    return factories.MapStoryFactory(parent=tree.stories, live=False)


@pytest.mark.parametrize("parent", [None, "", "x", "99999"])
def test_a_copy_without_a_place_to_go(story, person, parent):
    editor = person("Content Editors")
    editor.raise_request_exception = False
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": parent}
    data = {name: value for name, value in data.items() if value is not None}
    answer = editor.post(reverse("wagtailadmin_pages:copy", args=(story.pk,)), data)
    assert answer.status_code == 400
    assert "nothing was saved" in answer.content.decode()
    assert not Page.objects.filter(slug="copy").exists()


@pytest.mark.parametrize("missing", ["alignments-TOTAL_FORMS", "alignments-0-id"])
def test_a_page_without_a_counter_or_the_key_of_a_row(story, person, missing):
    editor = person("Content Editors")
    editor.raise_request_exception = False
    data = filled_in(editor, edit_url(story))
    del data[missing]
    before = story.get_latest_revision()
    answer = editor.post(edit_url(story), data)
    text = answer.content.decode()
    if answer.status_code == 200:  # the form stands there again, with all that was typed
        assert "could not be saved" in text
        assert story.title in text
    else:
        assert answer.status_code == 400
        assert "nothing was saved" in text
    assert story.get_latest_revision() == before
