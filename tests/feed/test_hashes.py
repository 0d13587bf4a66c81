"""What tells one state of an item from another, without making all of it anew."""

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from feed.index import search_fields
from feed.index.serializers import canonical
from tests import factories
from tests.feed.conftest import item_of, settle

NAMES = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda parts: st.lists(parts) | st.dictionaries(NAMES, parts),
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(NAMES, VALUES))
def test_what_is_hashed_is_canonical(form):
    assert canonical(form) == rfc8785.dumps(form)


@pytest.fixture
def counted(monkeypatch):
    """How many texts are taken apart for the index from now on."""
    texts, take_apart = [], search_fields.search_text

    def search_text(text, **options):
        texts.append(text)
        return take_apart(text, **options)

    monkeypatch.setattr(search_fields, "search_text", search_text)
    return texts


@pytest.fixture
def story(tree):
    page = factories.KMStoryFactory(parent=tree.stories, title="Falls on wards")
    settle()
    return page


def test_another_address_makes_no_words_anew(story, counted):
    before = item_of(story)
    story.slug = "elsewhere"
    factories.publish(story)
    after = item_of(story)
    assert after.url != before.url
    assert after.vector == before.vector
    assert counted == []


def test_other_words_are_made_anew(story, ask, counted):
    story.title = "Sepsis on wards"
    factories.publish(story)
    assert [item["title"] for item in ask("/items?q=sepsis")["items"]] == [story.title]
    assert ask("/items?q=falls")["items"] == []
    assert "Sepsis on wards" in "\n".join(counted)


def test_what_comes_back_is_found_again(story, ask):
    story.unpublish()
    settle()
    factories.publish(type(story).objects.get(pk=story.pk))
    assert [item["title"] for item in ask("/items?q=falls")["items"]] == [story.title]
